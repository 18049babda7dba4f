/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cjk-tokenizer.h"
#include "yyq-record-rows.h"
#include "yyq-sql.h"

/* Queries over a record table: ?1 the text, ?2 and ?3 the range, ?4 the limit. */

#define CANCEL_EVERY 4096

static const YyqEntityFilter *
find_filter (const YyqRecordTable *table, const char *name)
{
  for (const YyqEntityFilter *filter = table->entity->filters;
       name != NULL && filter != NULL && filter->name != NULL; filter++)
    if (g_str_equal (filter->name, name))
      return filter;
  g_warn_if_fail (name == NULL);
  return NULL;
}

static const YyqEntitySort *
find_sort (const YyqRecordTable *table, const char *name)
{
  const YyqEntitySort *first = table->entity->sorts;

  for (const YyqEntitySort *sort = first; name != NULL && sort->name != NULL; sort++)
    if (g_str_equal (sort->name, name))
      return sort;
  g_warn_if_fail (name == NULL);
  return first;
}

/*
 * The +: in the order of an index, asking each row whether it is one of those, not sorting all of
 * those. What holds no letter and no digit is not in the index and is looked for as it stands.
 */
static void
add_text (GString *sql, const YyqRecordTable *table, gboolean in_index)
{
  g_auto (GStrv) columns = NULL;

  if (in_index) {
    g_string_append_printf (sql,
                            " AND +c.rowid IN (SELECT rowid FROM %s_text WHERE %s_text MATCH ?1)",
                            table->name, table->name);
    return;
  }
  columns = g_strsplit (table->searched, ", ", -1);
  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (sql, "%sinstr (c.%s, ?1)", i == 0 ? " AND (" : " OR ", columns[i]);
  g_string_append (sql, ")");
}

static void
add_order (GString *sql, const YyqRecordTable *table, const YyqRecordQuery *query)
{
  const YyqEntitySort *sort = find_sort (table, query->sort);
  g_autofree char *order = yyq_record_table_order_of (table, sort->column);
  const char *direction = query->descending ? "DESC" : "ASC";

  g_string_append_printf (sql, " ORDER BY c.%s %s", order, direction);
  if (sort->then != NULL)
    g_string_append_printf (sql, ", c.%s DESC, c.rowid DESC", sort->then);
  else
    g_string_append_printf (sql, ", c.rowid %s", direction);
}

static char *
make_sql (const YyqRecordTable *table, const YyqRecordQuery *query, gboolean has_text,
          gboolean in_index)
{
  GString *sql = g_string_new (NULL);
  const YyqEntityFilter *filter = find_filter (table, query->filter);

  g_string_append_printf (sql, "SELECT c.rowid FROM %s c WHERE 1", table->name);
  if (has_text)
    add_text (sql, table, in_index);
  if (filter != NULL) {
    g_autofree char *condition = yyq_record_table_condition_of (table, filter);

    g_string_append (sql, condition);
  }
  if (query->from != 0)
    g_string_append_printf (sql, " AND c.%s >= ?2", table->entity->range);
  if (query->to != 0)
    g_string_append_printf (sql, " AND c.%s < ?3", table->entity->range);
  add_order (sql, table, query);
  g_string_append (sql, " LIMIT ?4");
  return g_string_free (sql, FALSE);
}

/* (transfer full) (nullable): what is looked for; nothing where no column is searched. */
static char *
text_of (const YyqRecordTable *table, const YyqRecordQuery *query)
{
  g_autofree char *text = g_strstrip (g_strdup (query->text != NULL ? query->text : ""));

  return table->searched != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static sqlite3_stmt *
prepare (const YyqRecordTable *table, sqlite3 *db, const YyqRecordQuery *query, int limit,
         GError **error)
{
  g_autofree char *text = text_of (table, query);
  g_autofree char *match = text != NULL ? yyq_cjk_tokenizer_match (text) : NULL;
  g_autofree char *sql = make_sql (table, query, text != NULL, match != NULL);
  sqlite3_stmt *statement = yyq_sql_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  if (text != NULL)
    yyq_sql_bind_text (statement, 1, match != NULL ? match : text);
  sqlite3_bind_int64 (statement, 2, query->from);
  sqlite3_bind_int64 (statement, 3, query->to);
  sqlite3_bind_int (statement, 4, limit);
  return statement;
}

GArray *
yyq_record_rows_find (const YyqRecordTable *table, sqlite3 *db, const YyqRecordQuery *query,
                      int limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (table, db, query, limit, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  while (yyq_sql_next (statement, &failure)) {
    gint64 row = sqlite3_column_int64 (statement, 0);

    g_array_append_val (rows, row);
    if (rows->len % CANCEL_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&rows);
}

static gboolean
count (const YyqRecordTable *table, sqlite3 *db, const char *condition, GArray *counts,
       GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM %s c WHERE 1%s", table->name, condition);
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);
  guint n;

  if (statement == NULL || !yyq_sql_next (statement, error))
    return FALSE;
  n = (guint) sqlite3_column_int64 (statement, 0);
  g_array_append_val (counts, n);
  return TRUE;
}

GArray *
yyq_record_rows_count (const YyqRecordTable *table, sqlite3 *db, GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!count (table, db, "", counts, error))
    return NULL;
  for (const YyqEntityFilter *filter = table->entity->filters;
       filter != NULL && filter->name != NULL; filter++) {
    g_autofree char *condition = yyq_record_table_condition_of (table, filter);

    if (!count (table, db, condition, counts, error))
      return NULL;
  }
  return g_steal_pointer (&counts);
}
