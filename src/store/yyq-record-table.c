/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-table.h"

#include "yyq-record-rows.h"
#include "yyq-search-tokens.h"
#include "yyq-sql.h"

static const YyqField *
find_field (YyqRecordClass *klass, const char *name)
{
  for (guint i = 0; i < klass->n_fields; i++)
    if (g_str_equal (klass->fields[i].name, name))
      return &klass->fields[i];
  g_error ("%s has no member “%s”", G_OBJECT_CLASS_NAME (klass), name);
}

static const YyqField *
find_column (const YyqRecordTable *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++) {
    const YyqField *field = g_ptr_array_index (self->fields, i);

    if (g_str_equal (field->name, name))
      return field;
  }
  g_error ("“%s” of entity “%s” is no column", name, self->entity->name);
}

static const char *
sql_type (const YyqField *field)
{
  switch (field->kind) {
  case YYQ_FIELD_STRING:
  case YYQ_FIELD_ENUM:
    return "TEXT";
  case YYQ_FIELD_INT:
  case YYQ_FIELD_INT64:
  case YYQ_FIELD_BOOLEAN:
    return "INTEGER";
  case YYQ_FIELD_DOUBLE:
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_error ("“%s” is of a kind that is no column", field->name);
  }
}

char *
yyq_record_table_order_of (const YyqRecordTable *self, const char *column)
{
  const gboolean word = find_column (self, column)->kind == YYQ_FIELD_ENUM;

  return g_strconcat (column, word ? "_order" : NULL, NULL);
}

char *
yyq_record_table_condition_of (const YyqRecordTable *self, const YyqEntityFilter *filter)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < YYQ_ENTITY_MOST_MATCHES && filter->matches[i].column != NULL; i++) {
    const YyqEntityMatch *match = &filter->matches[i];
    const gboolean text = g_str_equal (sql_type (find_column (self, match->column)), "TEXT");

    g_string_append_printf (sql, text ? " AND c.%s = '%s'" : " AND c.%s = %s", match->column,
                            match->value);
  }
  return g_string_free (sql, FALSE);
}

/* The place of each word in the type's own order; a new word there is another shape. */
static void
add_order (GString *sql, const YyqField *field)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->type ());

  g_string_append_printf (sql, " %s_order INTEGER AS (CASE %s", field->name, field->name);
  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (sql, " WHEN '%s' THEN %d", klass->values[i].value_nick,
                            klass->values[i].value);
  g_string_append (sql, " END) VIRTUAL,");
}

static gboolean
is_sorted_by (const YyqEntity *entity, const char *column)
{
  for (const YyqEntitySort *sort = entity->sorts; sort->name != NULL; sort++)
    if (g_str_equal (sort->column, column))
      return TRUE;
  return FALSE;
}

static void
add_table (YyqRecordTable *self, GString *sql)
{
  g_string_append_printf (sql,
                          "CREATE TABLE %s (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                          " version INTEGER NOT NULL,",
                          self->name);
  for (guint i = 0; i < self->fields->len; i++) {
    const YyqField *field = g_ptr_array_index (self->fields, i);

    g_string_append_printf (sql, " %s %s NOT NULL,", field->name, sql_type (field));
    if (field->kind == YYQ_FIELD_ENUM && is_sorted_by (self->entity, field->name))
      add_order (sql, field);
  }
  g_string_append (sql, " complete INTEGER NOT NULL, payload_enc BLOB NOT NULL);\n");
}

static void
add_sort_indexes (YyqRecordTable *self, GString *sql)
{
  for (const YyqEntitySort *sort = self->entity->sorts; sort->name != NULL; sort++) {
    g_autofree char *order = yyq_record_table_order_of (self, sort->column);

    g_string_append_printf (sql, "CREATE INDEX %s_by_%s ON %s (%s", self->name, sort->name,
                            self->name, order);
    if (sort->then != NULL)
      g_string_append_printf (sql, ", %s DESC, rowid DESC);\n", sort->then);
    else
      g_string_append (sql, ", rowid);\n");
  }
}

/* One for all filters: what they compare, in the order of the first one, then the first order. */
static void
add_filter_index (YyqRecordTable *self, GString *sql)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const YyqEntityFilter *filter = self->entity->filters;

  if (filter == NULL)
    return;
  g_string_append_printf (sql, "CREATE INDEX %s_filter ON %s (", self->name, self->name);
  for (; filter->name != NULL; filter++)
    for (guint i = 0; i < YYQ_ENTITY_MOST_MATCHES && filter->matches[i].column != NULL; i++)
      if (g_hash_table_add (seen, (char *) filter->matches[i].column))
        g_string_append_printf (sql, "%s, ", filter->matches[i].column);
  g_string_append_printf (sql, "%s, rowid);\n", self->entity->sorts->column);
}

/* In the first order within each value. */
static void
add_choice_indexes (YyqRecordTable *self, GString *sql)
{
  for (const YyqEntityColumn *column = self->entity->columns; column->name != NULL; column++)
    if (column->flags & YYQ_ENTITY_CHOSEN)
      g_string_append_printf (sql, "CREATE INDEX %s_of_%s ON %s (%s, %s, rowid);\n", self->name,
                              column->name, self->name, column->name, self->entity->sorts->column);
}

/* "new.a, new.b" */
static char *
prefixed (const YyqRecordTable *self, const char *prefix)
{
  g_auto (GStrv) names = g_strsplit (self->searched, ", ", -1);
  g_autofree char *separator = g_strconcat (", ", prefix, NULL);
  g_autofree char *list = g_strjoinv (separator, names);

  return g_strconcat (prefix, list, NULL);
}

static char *
differs (const YyqRecordTable *self)
{
  g_auto (GStrv) names = g_strsplit (self->searched, ", ", -1);
  GString *sql = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (sql, "%sold.%s <> new.%s", i > 0 ? " OR " : "", names[i], names[i]);
  return g_string_free (sql, FALSE);
}

/* The form is a comment there: with another one the shape is another one, and all is made anew.
 * What the index was given is not kept: who takes a row out says it again. */
static void
add_search (YyqRecordTable *self, GString *sql)
{
  const char *name = self->name;
  g_autofree char *added = NULL, *removed = NULL, *changed = NULL;
  g_autofree char *new_values = NULL, *old_values = NULL;

  if (self->searched == NULL)
    return;
  new_values = prefixed (self, "new.");
  old_values = prefixed (self, "old.");
  changed = differs (self);
  added = g_strdup_printf (" INSERT INTO %s_text (rowid, words, keys) VALUES (new.rowid,"
                           " search_words (%s), search_keys (%s));",
                           name, new_values, new_values);
  removed = g_strdup_printf (" INSERT INTO %s_text (%s_text, rowid, words, keys) VALUES ('delete',"
                             " old.rowid, search_words (%s), search_keys (%s));",
                             name, name, old_values, old_values);
  g_string_append_printf (sql,
                          "-- %s\nCREATE VIRTUAL TABLE %s_text USING fts5 (words, keys, content='',"
                          " tokenize='cjk1');\n",
                          yyq_search_get_form (), name);
  g_string_append_printf (sql, "CREATE TRIGGER %s_added AFTER INSERT ON %s BEGIN%s END;\n", name,
                          name, added);
  g_string_append_printf (sql, "CREATE TRIGGER %s_removed AFTER DELETE ON %s BEGIN%s END;\n", name,
                          name, removed);
  g_string_append_printf (sql,
                          "CREATE TRIGGER %s_changed AFTER UPDATE OF %s ON %s WHEN %s"
                          " BEGIN%s%s END;\n",
                          name, self->searched, name, changed, removed, added);
}

static char *
make_shape (YyqRecordTable *self)
{
  GString *sql = g_string_new (NULL);

  add_table (self, sql);
  add_sort_indexes (self, sql);
  add_filter_index (self, sql);
  add_choice_indexes (self, sql);
  add_search (self, sql);
  return g_string_free (sql, FALSE);
}

/* ?1 id, ?2 version, ?3 complete, ?4 payload, ?5 anew, ?6... columns. When all is sent anew, a row
 * that looks otherwise is another one, whatever its version: the platform's may be an older one. */
static char *
make_put (YyqRecordTable *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) set = g_string_new (NULL);
  g_autoptr (GString) same = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++) {
    const char *name = ((const YyqField *) g_ptr_array_index (self->fields, i))->name;

    g_string_append_printf (names, ", %s", name);
    g_string_append_printf (values, ", ?%u", i + 6);
    g_string_append_printf (set, ", %s = excluded.%s", name, name);
    g_string_append_printf (same, " OR excluded.%s <> %s.%s", name, self->name, name);
  }
  return g_strdup_printf (
    "INSERT INTO %s (id, version, complete, payload_enc%s) VALUES (?1, ?2, ?3, ?4%s)"
    " ON CONFLICT (id) DO UPDATE SET version = excluded.version, complete = excluded.complete,"
    " payload_enc = excluded.payload_enc%s WHERE excluded.version > %s.version"
    " OR (excluded.version = %s.version AND excluded.complete > %s.complete)"
    " OR (?5 AND (excluded.version <> %s.version%s)) RETURNING rowid",
    self->name, names->str, values->str, set->str, self->name, self->name, self->name, self->name,
    same->str);
}

static char *
make_read (YyqRecordTable *self)
{
  GString *sql = g_string_new ("SELECT id, version");

  for (guint i = 0; i < self->fields->len; i++)
    g_string_append_printf (sql, ", %s",
                            ((const YyqField *) g_ptr_array_index (self->fields, i))->name);
  g_string_append_printf (sql, " FROM %s WHERE rowid = ?1", self->name);
  return g_string_free (sql, FALSE);
}

YyqRecordTable *
yyq_record_table_new (const YyqEntity *entity)
{
  YyqRecordTable *self = g_new0 (YyqRecordTable, 1);
  YyqRecordClass *klass = g_type_class_ref (entity->get_type ());
  g_autoptr (GString) searched = g_string_new (NULL);

  self->entity = entity;
  self->name = g_strconcat ("record_", entity->name, NULL);
  self->id = find_field (klass, "id");
  self->version = find_field (klass, "version");
  self->fields = g_ptr_array_new ();
  for (const YyqEntityColumn *column = entity->columns; column->name != NULL; column++) {
    g_ptr_array_add (self->fields, (gpointer) find_field (klass, column->name));
    if (column->flags & YYQ_ENTITY_SEARCHED)
      g_string_append_printf (searched, "%s%s", searched->len > 0 ? ", " : "", column->name);
  }
  if (searched->len > 0)
    self->searched = g_strdup (searched->str);
  self->shape = make_shape (self);
  self->put = make_put (self);
  self->read = make_read (self);
  g_type_class_unref (klass);
  return self;
}

void
yyq_record_table_free (YyqRecordTable *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->fields);
  g_free (self->searched);
  g_free (self->shape);
  g_free (self->put);
  g_free (self->read);
  g_free (self);
}
