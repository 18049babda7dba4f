/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-event-store.h"

GHashTable *
yyq_event_store_read_counters (YyqPlatform *platform, const char *const *tenants, GError **error)
{
  g_autoptr (GHashTable) counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), &local,
    "SELECT c.tenant_id, c.n FROM {list $1} u JOIN sync_counter c ON c.tenant_id = u.value", "a",
    tenants);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    const gint64 n = yyq_rows_get_int (rows, 1);

    g_hash_table_insert (counters, g_strdup (yyq_rows_get_text (rows, 0)),
                         g_memdup2 (&n, sizeof n));
  }
  if (local == NULL)
    return g_steal_pointer (&counters);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
audience_free (gpointer data)
{
  YyqChange *change = data;

  g_free ((char *) change->entity);
  g_free ((char *) change->unit_id);
  g_free ((char *) change->account_id);
  g_free (change);
}

GPtrArray *
yyq_event_store_list_audiences (YyqPlatform *platform, const char *tenant_id, gint64 after,
                                gint64 last, GError **error)
{
  g_autoptr (GPtrArray) audiences = g_ptr_array_new_with_free_func (audience_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local,
                       "SELECT DISTINCT entity, unit_id, account_id FROM change_log "
                       "WHERE tenant_id = $1 AND seq > $2 AND seq <= $3",
                       "sii", tenant_id, after, last);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqChange *change = g_new0 (YyqChange, 1);

    change->entity = g_strdup (yyq_rows_get_text (rows, 0));
    change->unit_id = g_strdup (yyq_rows_get_text (rows, 1));
    change->account_id = g_strdup (yyq_rows_get_text (rows, 2));
    g_ptr_array_add (audiences, change);
  }
  if (local == NULL)
    return g_steal_pointer (&audiences);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
