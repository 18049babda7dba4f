/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-copy-service.h"

#include "yyq-error.h"
#include "yyq-service-error.h"
#include "yyq-storage-copy.h"
#include "yyq-storage-open.h"

/* Whoever runs the command wrote the address, and is told what is wrong with it or with what lies
 * there. */
static gboolean
explain (GError **error, GError *cause)
{
  g_autoptr (GError) owned = cause;
  gboolean used = g_error_matches (cause, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS);

  g_set_error (error, YYQ_SERVICE_ERROR,
               used ? YYQ_SERVICE_ERROR_CONFLICT : YYQ_SERVICE_ERROR_INVALID, "/address: %s",
               cause->message);
  return FALSE;
}

gboolean
yyq_copy_service_run (YyqPlatform *platform, const char *address, gint64 *n_rows, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqStorage) to =
    yyq_storage_open (address, yyq_platform_get_config (platform)->data_dir, &local);

  if (to == NULL || !yyq_storage_copy (yyq_platform_get_storage (platform), to, n_rows, &local))
    return explain (error, g_steal_pointer (&local));
  return TRUE;
}
