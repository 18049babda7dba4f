/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-unit-store.h"

GHashTable *
yyq_unit_store_load_names (YyqStorage *storage, const char *tenant_id, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "SELECT id, name FROM enterprise WHERE tenant_id = $1", "s", tenant_id);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_hash_table_insert (names, g_strdup (yyq_rows_get_text (rows, 0)),
                         g_strdup (yyq_rows_get_text (rows, 1)));
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&names) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
