/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-listener-store.h"

#include "yyq-clock.h"
#include "yyq-session-service.h"

static const char sql[] =
  "SELECT s.id, s.tenant_id FROM {list $1} u JOIN session s ON s.id = u.value "
  "JOIN account a ON a.id = s.account_id "
  "WHERE s.revoked_at IS NULL AND s.last_used_at > $2 AND a.disabled_at IS NULL AND EXISTS "
  "(SELECT 1 FROM member m WHERE m.account_id = s.account_id AND m.tenant_id = s.tenant_id AND "
  "m.left_at IS NULL)";

GHashTable *
yyq_listener_store_find (YyqPlatform *platform, const char *const *session_ids, GError **error)
{
  g_autoptr (GHashTable) sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local, sql, "ai", session_ids,
                       yyq_clock_now () - YYQ_REFRESH_TOKEN_MS);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_hash_table_insert (sessions, g_strdup (yyq_rows_get_text (rows, 0)),
                         g_strdup (yyq_rows_get_text (rows, 1)));
  if (local == NULL)
    return g_steal_pointer (&sessions);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
