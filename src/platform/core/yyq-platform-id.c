/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform-id.h"

#include "yyq-clock.h"
#include "yyq-id.h"

gboolean
yyq_platform_id_take (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *made = yyq_id_new ();
  g_autoptr (YyqRows) rows = NULL;

  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO platform (one, id, created_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING",
        "si", made, yyq_clock_now ()))
    return FALSE;
  rows = yyq_storage_query (storage, error, "SELECT id FROM platform", "");
  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  g_free (yyq_platform_get_config (platform)->id);
  yyq_platform_get_config (platform)->id = g_strdup (yyq_rows_get_text (rows, 0));
  return TRUE;
}
