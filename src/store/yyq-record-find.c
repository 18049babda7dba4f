/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-rows.h"
#include "yyq-record-search.h"
#include "yyq-sql.h"

#include <json-glib/json-glib.h>

/* Queries over a record table: ?1 what the index is asked, ?2 the limit, ?3 what was typed, ?4 ids,
 * and from ?5 on what the list is narrowed to. */

#define CANCEL_EVERY 4096
#define FIRST_VALUE 5

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

typedef struct {
  char *text;     /* (owned) (nullable): NULL: all */
  char *match;    /* (owned) (nullable) */
  gboolean exact; /* what match finds need not be looked at */
} Search;

static void
search_clear (Search *self)
{
  g_free (self->text);
  g_free (self->match);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Nothing where no column is searched. */
static void
search_init (Search *self, const YyqRecordTable *table, const YyqRecordQuery *query)
{
  g_autofree char *text = g_strstrip (g_strdup (query->text != NULL ? query->text : ""));

  if (table->searched == NULL || *text == '\0')
    return;
  self->text = g_steal_pointer (&text);
  yyq_record_search_parse (self->text, &self->match, &self->exact);
}

/*
 * The +: in the order of an index, asking each row whether it is one of those, not sorting all of
 * those. What holds no letter and no digit is not in the index and is looked for as it stands.
 */
static void
add_text (GString *sql, const YyqRecordTable *table, const YyqRecordQuery *query,
          const Search *search)
{
  g_auto (GStrv) columns = g_strsplit (table->searched, ", ", -1);
  g_autofree char *texts = g_strjoinv (", c.", columns);

  g_string_append (sql, " AND ((1");
  if (search->match != NULL)
    g_string_append_printf (sql,
                            " AND +c.rowid IN (SELECT rowid FROM %s_text WHERE %s_text MATCH ?1)",
                            table->name, table->name);
  if (!search->exact)
    g_string_append_printf (sql, " AND search_has (?3, c.%s)", texts);
  g_string_append (sql, ")");
  if (query->ids != NULL)
    g_string_append (sql, " OR c.id IN (SELECT value FROM json_each (?4))");
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

static void
add_condition (GString *sql, const YyqRecordCondition *condition, int *parameter)
{
  const guint n = g_strv_length (condition->values);

  if (condition->relation == YYQ_RECORD_FROM || condition->relation == YYQ_RECORD_BEFORE) {
    g_string_append_printf (sql, "c.%s %s ?%d", condition->column,
                            condition->relation == YYQ_RECORD_FROM ? ">=" : "<", (*parameter)++);
    return;
  }
  g_string_append_printf (sql, "c.%s %s (", condition->column,
                          condition->relation == YYQ_RECORD_ONE_OF ? "IN" : "NOT IN");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s?%d", i > 0 ? ", " : "", (*parameter)++);
  g_string_append (sql, ")");
}

/* " AND ((a AND b) OR (c)) AND ((d))" */
static void
add_narrow (GString *sql, const YyqRecordNarrow *narrow)
{
  int parameter = FIRST_VALUE;
  guint part = 0;
  guint choice = 0;

  for (guint i = 0; narrow != NULL && i < narrow->conditions->len; i++) {
    const YyqRecordCondition *condition =
      &g_array_index (narrow->conditions, YyqRecordCondition, i);

    if (condition->part != part)
      g_string_append (sql, part > 0 ? ")) AND ((" : " AND ((");
    else
      g_string_append (sql, condition->choice != choice ? ") OR (" : " AND ");
    part = condition->part;
    choice = condition->choice;
    add_condition (sql, condition, &parameter);
  }
  if (part > 0)
    g_string_append (sql, "))");
}

/* What leaves rows out, but for the filter of the registration. */
static void
add_where (GString *sql, const YyqRecordTable *table, const YyqRecordQuery *query,
           const Search *search)
{
  g_string_append_printf (sql, " FROM %s c WHERE 1", table->name);
  if (search->text != NULL)
    add_text (sql, table, query, search);
  add_narrow (sql, query->narrow);
}

static char *
make_sql (const YyqRecordTable *table, const YyqRecordQuery *query, const Search *search)
{
  GString *sql = g_string_new ("SELECT c.rowid");
  const YyqEntityFilter *filter = find_filter (table, query->filter);

  add_where (sql, table, query, search);
  if (filter != NULL) {
    g_autofree char *condition = yyq_record_table_condition_of (table, filter);

    g_string_append (sql, condition);
  }
  add_order (sql, table, query);
  g_string_append (sql, " LIMIT ?2");
  return g_string_free (sql, FALSE);
}

/* (transfer full): as JSON. */
static char *
list_of (const char *const *ids)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; ids[i] != NULL; i++)
    json_builder_add_string_value (builder, ids[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Digits are numbers by the kind of their column. */
static void
bind_narrow (sqlite3_stmt *statement, const YyqRecordNarrow *narrow)
{
  int parameter = FIRST_VALUE;

  for (guint i = 0; narrow != NULL && i < narrow->conditions->len; i++) {
    GStrv values = g_array_index (narrow->conditions, YyqRecordCondition, i).values;

    for (guint j = 0; values[j] != NULL; j++)
      yyq_sql_bind_text (statement, parameter++, values[j]);
  }
}

static void
bind (sqlite3_stmt *statement, const YyqRecordQuery *query, const Search *search)
{
  yyq_sql_bind_text (statement, 1, search->match);
  yyq_sql_bind_text (statement, 3, search->text);
  if (query->ids != NULL) {
    g_autofree char *ids = list_of ((const char *const *) query->ids);

    yyq_sql_bind_text (statement, 4, ids);
  }
  bind_narrow (statement, query->narrow);
}

static sqlite3_stmt *
prepare (const YyqRecordTable *table, sqlite3 *db, const YyqRecordQuery *query, int limit,
         GError **error)
{
  g_auto (Search) search = { NULL };
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;

  search_init (&search, table, query);
  sql = make_sql (table, query, &search);
  statement = yyq_sql_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;
  bind (statement, query, &search);
  sqlite3_bind_int (statement, 2, limit);
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

/* All, and then each filter, in one walk. */
static char *
make_count_sql (const YyqRecordTable *table, const YyqRecordQuery *query, const Search *search)
{
  GString *sql = g_string_new ("SELECT count(*)");

  for (const YyqEntityFilter *filter = table->entity->filters;
       filter != NULL && filter->name != NULL; filter++) {
    g_autofree char *condition = yyq_record_table_condition_of (table, filter);

    g_string_append_printf (sql, ", count(*) FILTER (WHERE 1%s)", condition);
  }
  add_where (sql, table, query, search);
  return g_string_free (sql, FALSE);
}

GArray *
yyq_record_rows_count (const YyqRecordTable *table, sqlite3 *db, const YyqRecordQuery *query,
                       GError **error)
{
  g_auto (Search) search = { NULL };
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  GArray *counts;

  search_init (&search, table, query);
  sql = make_count_sql (table, query, &search);
  statement = yyq_sql_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;
  bind (statement, query, &search);
  if (!yyq_sql_next (statement, error))
    return NULL;
  counts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (int i = 0; i < sqlite3_column_count (statement); i++) {
    const guint n = (guint) sqlite3_column_int64 (statement, i);

    g_array_append_val (counts, n);
  }
  return counts;
}

/* From each value to the next along the column's index, however many rows have it. */
GStrv
yyq_record_rows_list_values (const YyqRecordTable *table, sqlite3 *db, const char *column,
                             GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE v (x) AS (SELECT min(%s) FROM %s WHERE %s > '' UNION ALL"
    " SELECT (SELECT min(c.%s) FROM %s c WHERE c.%s > v.x) FROM v WHERE v.x IS NOT NULL)"
    " SELECT x FROM v WHERE x IS NOT NULL",
    column, table->name, column, column, table->name, column);
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  while (yyq_sql_next (statement, &failure))
    g_strv_builder_add (values, yyq_sql_column_text (statement, 0));
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_strv_builder_end (values);
}
