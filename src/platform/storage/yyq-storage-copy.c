/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-storage-copy.h"

#include "yyq-error.h"

/* The schema is that of the migrations on both sides, so what is asked of the target holds for the
 * source. */

typedef struct {
  char *name;
  char *select;   /* of the source */
  char *insert;   /* into the target */
  GString *types; /* b: bytes; t: anything else, which travels as text */
} Table;

static void
table_free (gpointer data)
{
  Table *self = data;

  g_free (self->name);
  g_free (self->select);
  g_free (self->insert);
  g_string_free (self->types, TRUE);
  g_free (self);
}

/* Of what refers to a row of its own table (a unit to its main enterprise) that which refers to
 * none comes first. */
static char *
order_of (YyqStorage *to, const char *name, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (to, error,
                       "SELECT a.attname FROM pg_constraint k JOIN pg_class c ON c.oid = "
                       "k.conrelid JOIN pg_attribute a "
                       "ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
                       "WHERE k.contype = 'f' AND k.conrelid = k.confrelid AND c.relname = $1",
                       "s", name);

  return rows != NULL && yyq_rows_next (rows, error)
           ? g_strdup_printf (" ORDER BY %s IS NOT NULL", yyq_rows_get_text (rows, 0))
           : g_strdup ("");
}

static gboolean
read_columns (YyqStorage *to, Table *table, GString *columns, GString *values, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    to, error,
    "SELECT column_name, data_type FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position",
    "s", table->name);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    const char *type = yyq_rows_get_text (rows, 1);
    gboolean bytes = g_str_equal (type, "bytea");

    g_string_append_c (table->types, bytes ? 'b' : 't');
    g_string_append_printf (columns, "%s%s", columns->len > 0 ? ", " : "",
                            yyq_rows_get_text (rows, 0));
    if (values->len > 0)
      g_string_append (values, ", ");
    if (bytes)
      g_string_append_printf (values, "$%u", (guint) table->types->len);
    else
      g_string_append_printf (values, "CAST($%u AS %s)", (guint) table->types->len, type);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return table->types->len > 0;
}

static gboolean
describe (YyqStorage *to, Table *table, GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *order = NULL;

  if (!read_columns (to, table, columns, values, error))
    return FALSE;
  order = order_of (to, table->name, error);
  table->select = g_strdup_printf ("SELECT %s FROM %s%s", columns->str, table->name, order);
  table->insert =
    g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table->name, columns->str, values->str);
  return error == NULL || *error == NULL;
}

/* (transfer full): in the order in which they were made: a table refers to those that were there
 * before it. */
static GPtrArray *
list_tables (YyqStorage *to, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    to, error,
    "SELECT c.relname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace "
    "WHERE s.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_migration' ORDER BY "
    "c.oid",
    "");

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    Table *table = g_new0 (Table, 1);

    table->name = g_strdup (yyq_rows_get_text (rows, 0));
    table->types = g_string_new (NULL);
    g_ptr_array_add (tables, table);
    if (!describe (to, table, &local))
      break;
  }
  if (rows != NULL && local == NULL)
    return g_steal_pointer (&tables);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Only what the migrations themselves have put there goes. */
static gboolean
make_empty (YyqStorage *to, GPtrArray *tables, GError **error)
{
  gint64 used = 0;

  if (!yyq_storage_query_int (to, &used, error,
                              "SELECT (SELECT COUNT(*) FROM enterprise) + (SELECT COUNT(*) FROM "
                              "account) + (SELECT COUNT(*) FROM audit)",
                              ""))
    return FALSE;
  if (used > 0) {
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS,
                         "the database has been used: it must be a new one");
    return FALSE;
  }
  for (guint i = tables->len; i > 0; i--) {
    g_autofree char *sql =
      g_strdup_printf ("DELETE FROM %s", ((Table *) g_ptr_array_index (tables, i - 1))->name);

    if (!yyq_storage_execute (to, error, sql, ""))
      return FALSE;
  }
  return TRUE;
}

static gboolean
copy_row (YyqStorage *to, const Table *table, YyqRows *row, GError **error)
{
  guint n = (guint) table->types->len;
  g_autofree YyqSqlValue *values = g_new0 (YyqSqlValue, n);
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (YyqRows) inserted = NULL;
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < n; i++) {
    values[i].type = table->types->str[i] == 'b' ? 'b' : 's';
    if (values[i].type == 's') {
      values[i].text = yyq_rows_get_text (row, i);
    } else if (!yyq_rows_is_null (row, i)) {
      values[i].bytes = yyq_rows_get_bytes (row, i);
      g_ptr_array_add (bytes, values[i].bytes);
    }
  }
  inserted = yyq_storage_query_values (to, table->insert, values, n, error);
  if (inserted == NULL)
    return FALSE;
  yyq_rows_next (inserted, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
copy_table (YyqStorage *from, YyqStorage *to, const Table *table, gint64 *n_rows, GError **error)
{
  g_autofree char *count = g_strdup_printf ("SELECT COUNT(*) FROM %s", table->name);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (from, &local, table->select, "");
  gint64 there = 0;
  gint64 n = 0;

  while (rows != NULL && yyq_rows_next (rows, &local) && copy_row (to, table, rows, &local))
    n++;
  if (local == NULL && yyq_storage_query_int (to, &there, &local, count, "") && there != n)
    g_set_error (&local, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED,
                 "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows have arrived", there, n);
  *n_rows += n;
  if (local == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", table->name);
  return FALSE;
}

static gboolean
copy_all (YyqStorage *from, YyqStorage *to, gint64 *n_rows, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (to, error);

  if (tables == NULL || !make_empty (to, tables, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!copy_table (from, to, g_ptr_array_index (tables, i), n_rows, error))
      return FALSE;
  return TRUE;
}

gboolean
yyq_storage_copy (YyqStorage *from, YyqStorage *to, gint64 *n_rows, GError **error)
{
  gboolean ok = yyq_storage_begin (to, error) && copy_all (from, to, n_rows, error) &&
                yyq_storage_commit (to, error);

  /* An open transaction goes with it. */
  yyq_storage_release (to);
  return ok;
}
