/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-sql.h"

#include <math.h>
#include <string.h>

#define MOST_VALUES 32
#define THOUSANDTHS 1000.0

static gboolean
is_column (const YyqRecordSql *self, const YyqField *field)
{
  return field->kind != YYQ_FIELD_RECORD && field->kind != YYQ_FIELD_LIST &&
         field->kind != YYQ_FIELD_STRV &&
         (self->but == NULL || !g_strv_contains (self->but, field->name));
}

static const YyqField *
get_fields (const YyqRecordSql *self, guint *n)
{
  g_autoptr (YyqRecordClass) klass = g_type_class_ref (self->type ());

  *n = klass->n_fields;
  return klass->fields;
}

guint
yyq_record_sql_count (const YyqRecordSql *self)
{
  guint n_fields;
  const YyqField *fields = get_fields (self, &n_fields);
  guint n = 0;

  for (guint i = 0; i < n_fields; i++)
    n += is_column (self, &fields[i]) ? 1 : 0;
  return n;
}

static void
append_columns (const YyqRecordSql *self, GString *out, const char *alias)
{
  guint n_fields;
  const YyqField *fields = get_fields (self, &n_fields);
  const char *between = "";

  for (guint i = 0; i < n_fields; i++) {
    if (!is_column (self, &fields[i]))
      continue;
    g_string_append (out, between);
    g_string_append (out, alias);
    if (*alias != '\0')
      g_string_append_c (out, '.');
    g_string_append (out, fields[i].name);
    between = ", ";
  }
}

/* A word in braces without a blank: those with one are the storage's. */
char *
yyq_record_sql_expand (const YyqRecordSql *self, const char *sql)
{
  GString *out = g_string_sized_new (512);

  while (*sql != '\0') {
    const gsize before = strcspn (sql, "{");
    const gsize length = sql[before] == '{' ? strcspn (sql + before, " }") : 0;
    const char *at = sql + before;

    g_string_append_len (out, sql, (gssize) before);
    sql = at + length;
    if (length == 0)
      continue;
    if (*sql != '}' || at[1] == '/') {
      g_string_append_len (out, at, (gssize) length);
    } else {
      g_autofree char *alias = g_strndup (at + 1, length - 1);

      append_columns (self, out, alias);
      sql++;
    }
  }
  return g_string_free (out, FALSE);
}

YyqRows *
yyq_record_sql_query (YyqStorage *storage, const YyqRecordSql *self, GError **error,
                      const char *sql, const char *types, ...)
{
  g_autofree char *expanded = yyq_record_sql_expand (self, sql);
  YyqSqlValue values[MOST_VALUES];
  va_list args;
  guint n;

  va_start (args, types);
  n = yyq_sql_values_collect (values, MOST_VALUES, types, &args);
  va_end (args);
  return yyq_storage_query_values (storage, expanded, values, n, error);
}

static void
read_word (const YyqField *field, const char *word, gpointer record)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->type ());
  GEnumValue *found = word != NULL ? g_enum_get_value_by_nick (klass, word) : NULL;

  if (found != NULL)
    *(int *) yyq_record_get_member (record, field) = found->value;
}

static void
read_text (const YyqField *field, const char *text, gpointer record)
{
  char **member = yyq_record_get_member (record, field);

  g_free (*member);
  *member = g_strdup (text);
}

static void
read_bytes (const YyqField *field, GBytes *bytes, gpointer record)
{
  GBytes **member = yyq_record_get_member (record, field);

  g_clear_pointer (member, g_bytes_unref);
  *member = bytes;
}

static void
read_member (const YyqField *field, YyqRows *rows, guint column, gpointer record)
{
  gpointer member = yyq_record_get_member (record, field);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    read_text (field, yyq_rows_get_text (rows, column), record);
    break;
  case YYQ_FIELD_INT:
    *(int *) member = (int) yyq_rows_get_int (rows, column);
    break;
  case YYQ_FIELD_INT64:
    *(gint64 *) member = yyq_rows_get_int (rows, column);
    break;
  case YYQ_FIELD_BOOLEAN:
    *(gboolean *) member = yyq_rows_get_int (rows, column) != 0;
    break;
  case YYQ_FIELD_DOUBLE:
    *(double *) member = (double) yyq_rows_get_int (rows, column) / THOUSANDTHS;
    break;
  case YYQ_FIELD_ENUM:
    read_word (field, yyq_rows_get_text (rows, column), record);
    break;
  case YYQ_FIELD_BYTES:
    read_bytes (field, yyq_rows_get_bytes (rows, column), record);
    break;
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

gpointer
yyq_record_sql_read (const YyqRecordSql *self, YyqRows *rows, guint column)
{
  gpointer record = g_object_new (self->type (), NULL);
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (is_column (self, &fields[i]))
      read_member (&fields[i], rows, column++, record);
  return record;
}

static const char *
find_word (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

/* Words are static; the rest is the record's. */
static YyqSqlValue
value_of (const YyqField *field, gpointer record)
{
  gpointer member = yyq_record_get_member (record, field);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return (YyqSqlValue){ .type = 's', .text = *(char **) member };
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
    return (YyqSqlValue){ .type = 'i', .integer = *(int *) member };
  case YYQ_FIELD_INT64:
    return (YyqSqlValue){ .type = 'i', .integer = *(gint64 *) member };
  case YYQ_FIELD_DOUBLE:
    return (YyqSqlValue){ .type = 'i',
                          .integer = (gint64) llround (*(double *) member * THOUSANDTHS) };
  case YYQ_FIELD_ENUM:
    return (YyqSqlValue){ .type = 's', .text = find_word (field->type (), *(int *) member) };
  case YYQ_FIELD_BYTES:
    return (YyqSqlValue){ .type = 'b', .bytes = *(GBytes **) member };
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

static void
add_column (GString *names, GString *places, guint n, const char *name)
{
  g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", name);
  g_string_append_printf (places, "%s$%u", n > 0 ? ", " : "", n + 1);
}

gboolean
yyq_record_sql_insert (YyqStorage *storage, const YyqRecordSql *self, gpointer record,
                       const YyqSqlColumn *columns, guint n, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autoptr (YyqRows) rows = NULL;
  YyqSqlValue values[MOST_VALUES];
  guint n_fields, n_values = 0;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++) {
    if (!is_column (self, &fields[i]))
      continue;
    g_assert (n_values < MOST_VALUES);
    add_column (names, places, n_values, fields[i].name);
    values[n_values++] = value_of (&fields[i], record);
  }
  for (guint i = 0; i < n; i++) {
    g_assert (n_values < MOST_VALUES);
    add_column (names, places, n_values, columns[i].name);
    values[n_values++] = columns[i].value;
  }
  sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", self->table, names->str, places->str);
  rows = yyq_storage_query_values (storage, sql, values, n_values, error);
  return rows != NULL && yyq_rows_drain (rows, error);
}
