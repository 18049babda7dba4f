/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-import-store.h"

gboolean
yyq_import_store_take_number (YyqPlatform *platform, const char *tenant_id, const char *day,
                              gint64 *number, GError **error)
{
  return yyq_storage_query_int (
    yyq_platform_get_storage (platform), number, error,
    "INSERT INTO contract_number (tenant_id, day, n) VALUES ($1, $2, 1) "
    "ON CONFLICT (tenant_id, day) DO UPDATE SET n = contract_number.n + 1 RETURNING n",
    "ss", tenant_id, day);
}

/* Takes @rows: the text of the first. */
static char *
take_text (YyqRows *rows, GError **error)
{
  g_autoptr (YyqRows) owned = rows;

  return owned != NULL && yyq_rows_next (owned, error) ? g_strdup (yyq_rows_get_text (owned, 0))
                                                       : NULL;
}

char *
yyq_import_store_find_tenant (YyqPlatform *platform, const char *enterprise_id, GError **error)
{
  return take_text (yyq_storage_query (yyq_platform_get_storage (platform), error,
                                       "SELECT tenant_id FROM enterprise WHERE id = $1", "s",
                                       enterprise_id),
                    error);
}

char *
yyq_import_store_find_name (YyqPlatform *platform, const char *account_id,
                            const char *enterprise_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (account_id == NULL)
    return take_text (yyq_storage_query (storage, error,
                                         "SELECT name FROM enterprise WHERE id = $1", "s",
                                         enterprise_id),
                      error);
  return take_text (
    yyq_storage_query (storage, error,
                       "SELECT a.name FROM account a JOIN member m ON m.account_id = a.id JOIN "
                       "enterprise e ON e.tenant_id = m.tenant_id "
                       "WHERE a.id = $1 AND e.id = $2 AND m.left_at IS NULL",
                       "ss", account_id, enterprise_id),
    error);
}
