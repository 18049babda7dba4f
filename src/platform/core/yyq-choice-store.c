/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-choice-store.h"

#include "yyq-choice.h"
#include "yyq-record-sql.h"

#define MOST 1000

/* Takes @rows (nullable): with @error set. */
static GPtrArray *
read_choices (YyqRows *rows, GError **error)
{
  static const YyqRecordSql sql = { .type = yyq_choice_get_type };
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (yyq_rows_next (rows, &local))
    g_ptr_array_add (choices, yyq_record_sql_read (&sql, rows, 0));
  if (local == NULL)
    return g_steal_pointer (&choices);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
yyq_choice_store_list_accounts (YyqStorage *storage, const YyqAccess *access, GError **error)
{
  return read_choices (
    yyq_storage_query (storage, error,
                       "SELECT DISTINCT a.id, a.name FROM member m JOIN account a ON a.id = "
                       "m.account_id WHERE m.tenant_id = $1 ORDER BY a.name, a.id LIMIT $2",
                       "si", yyq_access_get_tenant_id (access), (gint64) MOST),
    error);
}

GPtrArray *
yyq_choice_store_list_units (YyqStorage *storage, const YyqAccess *access, const char *permission,
                             GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, permission);

  return read_choices (
    yyq_storage_query (storage, error,
                       "SELECT e.id, e.name FROM {list $1} u JOIN enterprise e ON e.id = u.value "
                       "ORDER BY e.name, e.id LIMIT $2",
                       "ai", units, (gint64) MOST),
    error);
}
