/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-rows.h"
#include "yyq-sql.h"

/* What a table looked like when it was made stands in record_shape, beside it. */

G_GNUC_PRINTF (3, 4)
static gboolean
exec (sqlite3 *db, GError **error, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return yyq_sql_exec (db, sql, error);
}

/* (transfer full) (nullable): the first column of the first row, NULL without an error for none. */
static char *
ask (sqlite3 *db, const char *sql, const char *argument, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  if (argument != NULL)
    yyq_sql_bind_text (statement, 1, argument);
  return yyq_sql_next (statement, error) ? g_strdup (yyq_sql_column_text (statement, 0)) : NULL;
}

static gboolean
table_exists (sqlite3 *db, const char *name)
{
  g_autofree char *found =
    ask (db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?1", name, NULL);

  return found != NULL;
}

static gboolean
note_shape (const YyqRecordTable *self, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db, "INSERT OR REPLACE INTO record_shape (entity, shape) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, self->entity->name);
  yyq_sql_bind_text (statement, 2, self->shape);
  return yyq_sql_run (statement, error);
}

/* Where a cursor is, its end was reached without these rows: the next round goes through all. */
static gboolean
begin_anew (sqlite3 *db, GError **error)
{
  return yyq_sql_exec (db, "UPDATE sync_cursor SET cursor = ''", error);
}

static gboolean
make_table (const YyqRecordTable *self, sqlite3 *db, GError **error)
{
  return yyq_sql_exec (db, self->shape, error) && note_shape (self, db, error);
}

/* Indexes and triggers keep their names when a table gets another one, and are in the way then. */
static gboolean
put_old_aside (const YyqRecordTable *self, sqlite3 *db, GError **error)
{
  g_autofree char *drops =
    ask (db,
         "SELECT group_concat ('DROP ' || type || ' ' || name, ';') FROM sqlite_master"
         " WHERE tbl_name = ?1 AND type IN ('index', 'trigger') AND sql IS NOT NULL",
         self->name, NULL);

  return (drops == NULL || yyq_sql_exec (db, drops, error)) &&
         exec (db, error, "DROP TABLE IF EXISTS %s_text", self->name) &&
         exec (db, error, "ALTER TABLE %s RENAME TO %s_old", self->name, self->name);
}

/* FALSE without an error: the row cannot be read any more, which the platform mends. */
static gboolean
carry_row (const YyqRecordTable *self, sqlite3_stmt *old, sqlite3_stmt *put, YyqCipher *cipher,
           GError **error)
{
  const char *id = yyq_sql_column_text (old, 0);
  g_autoptr (GBytes) sealed = yyq_sql_column_bytes (old, 2);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GObject) record = yyq_record_rows_open (self, cipher, id, sealed, &unreadable);

  if (record == NULL) {
    g_info ("A kept %s cannot be read: %s", self->entity->name, unreadable->message);
    return FALSE;
  }
  return yyq_record_rows_put_sealed (self, put, record, sealed,
                                     (YyqRecordComplete) sqlite3_column_int (old, 1), FALSE,
                                     error) > 0;
}

static gboolean
carry_rows (const YyqRecordTable *self, sqlite3 *db, YyqCipher *cipher, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT id, complete, payload_enc FROM %s_old ORDER BY rowid", self->name);
  g_autoptr (sqlite3_stmt) old = yyq_sql_prepare (db, sql, error);
  g_autoptr (sqlite3_stmt) put = old != NULL ? yyq_record_rows_prepare_put (self, db, error) : NULL;
  g_autoptr (GError) failure = NULL;
  gboolean all = TRUE;

  if (put == NULL)
    return FALSE;
  while (failure == NULL && yyq_sql_next (old, &failure))
    all = carry_row (self, old, put, cipher, &failure) && all;
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return all || begin_anew (db, error);
}

G_GNUC_PRINTF (2, 3)
static gboolean
is_there (sqlite3 *db, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autofree char *found = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  found = ask (db, sql, NULL, NULL);
  return found != NULL;
}

/* Nothing stands in a new column: the rows are from when the platform did not say it yet. */
static gboolean
has_unsaid_column (const YyqRecordTable *self, sqlite3 *db)
{
  for (guint i = 0; i < self->fields->len; i++) {
    const char *name = ((const YyqField *) g_ptr_array_index (self->fields, i))->name;

    if (!is_there (db, "SELECT 1 FROM pragma_table_info ('%s_old') WHERE name = '%s'", self->name,
                   name) &&
        !is_there (db, "SELECT 1 FROM %s WHERE %s NOT IN ('', 0) LIMIT 1", self->name, name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
remake_table (const YyqRecordTable *self, sqlite3 *db, YyqCipher *cipher, GError **error)
{
  return put_old_aside (self, db, error) && make_table (self, db, error) &&
         carry_rows (self, db, cipher, error) &&
         (!has_unsaid_column (self, db) || begin_anew (db, error)) &&
         exec (db, error, "DROP TABLE %s_old", self->name);
}

gboolean
yyq_record_table_prepare (const YyqRecordTable *self, sqlite3 *db, YyqCipher *cipher,
                          GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *shape =
    ask (db, "SELECT shape FROM record_shape WHERE entity = ?1", self->entity->name, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (g_strcmp0 (shape, self->shape) == 0)
    return TRUE;
  if (table_exists (db, self->name))
    return remake_table (self, db, cipher, error);
  return make_table (self, db, error) && begin_anew (db, error);
}
