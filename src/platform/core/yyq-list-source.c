/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-source.h"

#include <string.h>

#include "yyq-service-error.h"

static const YyqField *
find_field (gpointer record, const char *name)
{
  guint n;
  const YyqField *fields = yyq_record_get_fields (record, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  g_assert_not_reached ();
}

/* What is asked for */

static gboolean
is_set (YyqRecord *query, const YyqField *field)
{
  gpointer member = yyq_record_get_member (query, field);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return *(char **) member != NULL && **(char **) member != '\0';
  case YYQ_FIELD_INT64:
    return *(gint64 *) member != 0;
  case YYQ_FIELD_ENUM:
    return *(int *) member != 0;
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
  case YYQ_FIELD_DOUBLE:
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

/* The units that are asked for, as far as he may see them. */
static GStrv
list_units (const YyqListSource *self, const YyqListAsk *ask)
{
  const YyqField *field = find_field (ask->query, self->unit_field);
  const char *unit = *(char **) yyq_record_get_member (ask->query, field);
  const char *const one[] = { unit, NULL };

  if (!is_set (ask->query, field))
    return yyq_access_list_units (ask->access, ask->permission);
  return yyq_access_may_in (ask->access, ask->permission, unit) ? g_strdupv ((char **) one)
                                                                : g_new0 (char *, 1);
}

static void
add_condition (YyqSqlBuild *build, const YyqListFilter *filter, YyqRecord *query,
               const YyqField *field)
{
  gpointer member = yyq_record_get_member (query, field);
  const guint n = field->kind == YYQ_FIELD_STRING
                    ? yyq_sql_build_add_text (build, *(char **) member)
                    : yyq_sql_build_add_int (build, *(gint64 *) member);
  const char *place = strstr (filter->condition, "$?");

  yyq_sql_build_append (build, " AND %.*s$%u%s", (int) (place - filter->condition),
                        filter->condition, n, place + strlen ("$?"));
}

/* In two rounds: lists of values stand before the rows of the table, conditions behind them. */
static void
add_filters (YyqSqlBuild *build, const YyqListSource *self, const YyqListAsk *ask, gboolean lists)
{
  for (guint i = 0; i < self->n_filters; i++) {
    const YyqListFilter *filter = &self->filters[i];
    const YyqField *field = find_field (ask->query, filter->field);

    if (!is_set (ask->query, field))
      continue;
    if (lists && filter->column != NULL)
      yyq_sql_build_append (build, " CROSS JOIN {list $%u} v%u",
                            yyq_sql_build_add_list (build, filter->list_values (ask->query)), i);
    else if (!lists && filter->column != NULL)
      yyq_sql_build_append (build, " AND x.%s = v%u.value", filter->column, i);
    else if (!lists && filter->condition != NULL)
      add_condition (build, filter, ask->query, field);
    else if (!lists)
      filter->add (build, ask, *(char **) yyq_record_get_member (ask->query, field));
  }
}

static void
build_init (YyqSqlBuild *build, const YyqListSource *self, const YyqListAsk *ask,
            const char *columns)
{
  yyq_sql_build_init (build, "SELECT ");
  yyq_sql_build_append (build, "%s FROM {list $%u} u", columns,
                        yyq_sql_build_add_list (build, list_units (self, ask)));
  add_filters (build, self, ask, TRUE);
  yyq_sql_build_append (build, " {top %s x} WHERE x.unit_id = u.value", self->table);
  add_filters (build, self, ask, FALSE);
}

static void
add_order (YyqSqlBuild *build, const YyqListSource *self, const char *alias, guint most)
{
  yyq_sql_build_append (build, " ORDER BY %s.%s DESC, %s.id DESC LIMIT $%u", alias, self->key,
                        alias, most);
}

/* Cursors: "KEY.ID" */

static char *
make_cursor (const YyqListSource *self, gpointer record)
{
  const gint64 key = *(gint64 *) yyq_record_get_member (record, find_field (record, self->key));
  const char *id = *(char **) yyq_record_get_member (record, find_field (record, "id"));

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", key, id);
}

static gboolean
add_after (YyqSqlBuild *build, const YyqListSource *self, const char *after, GError **error)
{
  char *id = NULL;
  gint64 key = g_ascii_strtoll (after, &id, 10);

  if (*id != '.') {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                         "/after: not a cursor of this list");
    return FALSE;
  }
  yyq_sql_build_append (build, " AND (x.%s, x.id) < ($%u, $%u)", self->key,
                        yyq_sql_build_add_int (build, key), yyq_sql_build_add_text (build, id + 1));
  return TRUE;
}

/* Rows */

static gpointer
read_row (const YyqListSource *self, const YyqListAsk *ask, YyqRows *rows)
{
  const YyqRecordSql sql = { .type = self->type };
  gpointer record = yyq_record_sql_read (&sql, rows, 0);

  if (self->extra != NULL)
    self->extra (ask, record, rows, yyq_record_sql_count (&sql));
  return record;
}

/* One row more than a page says that there is another page. */
static GPtrArray *
run (const YyqListSource *self, YyqStorage *storage, const YyqListAsk *ask, YyqSqlBuild *build,
     guint limit, char **next, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (YyqRows) rows = yyq_sql_build_query (build, storage, NULL, error);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (yyq_rows_next (rows, &local)) {
    if (records->len == limit) {
      *next = make_cursor (self, g_ptr_array_index (records, limit - 1));
      break;
    }
    g_ptr_array_add (records, read_row (self, ask, rows));
  }
  if (local == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
yyq_list_source_read (const YyqListSource *self, YyqStorage *storage, const YyqListAsk *ask,
                      const char *after, guint limit, char **next, GError **error)
{
  g_auto (YyqSqlBuild) build = { NULL };
  guint most;

  *next = NULL;
  build_init (&build, self, ask, self->columns);
  if (after != NULL && !add_after (&build, self, after, error))
    return NULL;
  most = yyq_sql_build_add_int (&build, (gint64) limit + 1);
  add_order (&build, self, "x", most);
  yyq_sql_build_append (&build, " {/top} %s", self->joins);
  add_order (&build, self, self->table, most);
  return run (self, storage, ask, &build, limit, next, error);
}

gboolean
yyq_list_source_count (const YyqListSource *self, YyqStorage *storage, const YyqListAsk *ask,
                       gint64 most, gint64 *n, GError **error)
{
  g_auto (YyqSqlBuild) build = { NULL };
  g_autoptr (YyqRows) rows = NULL;
  g_autoptr (GError) local = NULL;

  build_init (&build, self, ask, "COUNT(*)");
  add_order (&build, self, "x", yyq_sql_build_add_int (&build, most));
  yyq_sql_build_append (&build, " {/top}");
  rows = yyq_sql_build_query (&build, storage, NULL, error);
  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    *n = MIN (yyq_rows_get_int (rows, 0), most);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
