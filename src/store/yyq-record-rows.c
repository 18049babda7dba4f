/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-rows.h"

#include "yyq-error.h"
#include "yyq-sql.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#define PAYLOAD_COLUMN "payload_enc"
#define FIRST_COLUMN 6 /* of the registered ones, among the parameters of put */

static const char *
word_of (const YyqField *field, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->type ());

  return g_enum_get_value (klass, value)->value_nick;
}

static void
bind_column (sqlite3_stmt *statement, int position, const YyqField *field, gpointer record)
{
  gpointer member = yyq_record_get_member (record, field);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    yyq_sql_bind_text (statement, position, *(char **) member != NULL ? *(char **) member : "");
    break;
  case YYQ_FIELD_ENUM:
    yyq_sql_bind_text (statement, position, word_of (field, *(int *) member));
    break;
  case YYQ_FIELD_INT64:
    sqlite3_bind_int64 (statement, position, *(gint64 *) member);
    break;
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
    sqlite3_bind_int (statement, position, *(int *) member);
    break;
  case YYQ_FIELD_DOUBLE:
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

static void
read_column (sqlite3_stmt *statement, int column, const YyqField *field, gpointer record)
{
  gpointer member = yyq_record_get_member (record, field);
  g_autoptr (GEnumClass) klass = NULL;
  GEnumValue *value;

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    g_free (*(char **) member);
    *(char **) member = g_strdup (yyq_sql_column_text (statement, column));
    break;
  case YYQ_FIELD_ENUM:
    klass = g_type_class_ref (field->type ());
    value = g_enum_get_value_by_nick (klass, yyq_sql_column_text (statement, column));
    *(int *) member = value != NULL ? value->value : klass->minimum;
    break;
  case YYQ_FIELD_INT64:
    *(gint64 *) member = sqlite3_column_int64 (statement, column);
    break;
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
    *(int *) member = sqlite3_column_int (statement, column);
    break;
  case YYQ_FIELD_DOUBLE:
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

static const char *
id_of (const YyqRecordTable *table, gpointer record)
{
  return *(char **) yyq_record_get_member (record, table->id);
}

sqlite3_stmt *
yyq_record_rows_prepare_put (const YyqRecordTable *table, sqlite3 *db, GError **error)
{
  return yyq_sql_prepare (db, table->put, error);
}

gint64
yyq_record_rows_put_sealed (const YyqRecordTable *table, sqlite3_stmt *statement, gpointer record,
                            GBytes *sealed, YyqRecordComplete complete, gboolean anew,
                            GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 row;

  yyq_sql_bind_text (statement, 1, id_of (table, record));
  sqlite3_bind_int64 (statement, 2, *(gint64 *) yyq_record_get_member (record, table->version));
  sqlite3_bind_int (statement, 3, (int) complete);
  yyq_sql_bind_bytes (statement, 4, sealed);
  sqlite3_bind_int (statement, 5, anew);
  for (guint i = 0; i < table->fields->len; i++)
    bind_column (statement, FIRST_COLUMN + (int) i, g_ptr_array_index (table->fields, i), record);
  row = yyq_sql_next (statement, &failure) ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failure == NULL)
    return row;
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

static YyqRecordComplete
complete_of (const YyqRecordTable *table, const YyqRecordPut *put)
{
  if (table->entity->is_whole != NULL && !table->entity->is_whole (put->record))
    return YYQ_RECORD_PART;
  return put->payload != NULL ? YYQ_RECORD_RECEIVED : YYQ_RECORD_MADE;
}

static GBytes *
payload_of (const YyqRecordPut *put)
{
  g_autoptr (JsonNode) node = NULL;

  if (put->payload != NULL)
    return g_bytes_ref (put->payload);
  node = yyq_wire_record_encode (put->record);
  return yyq_wire_serialize (node);
}

gint64
yyq_record_rows_put (const YyqRecordTable *table, sqlite3_stmt *statement, YyqCipher *cipher,
                     const YyqRecordPut *put, GError **error)
{
  g_autoptr (GBytes) plain = payload_of (put);
  g_autoptr (GBytes) sealed = yyq_cipher_seal (cipher, table->entity->name, PAYLOAD_COLUMN,
                                               id_of (table, put->record), plain);

  return yyq_record_rows_put_sealed (table, statement, put->record, sealed,
                                     complete_of (table, put), put->anew, error);
}

gpointer
yyq_record_rows_open (const YyqRecordTable *table, YyqCipher *cipher, const char *id,
                      GBytes *sealed, GError **error)
{
  g_autoptr (GBytes) plain =
    yyq_cipher_open (cipher, table->entity->name, PAYLOAD_COLUMN, id, sealed, error);
  g_autoptr (JsonNode) node = plain != NULL ? yyq_wire_parse (plain, error) : NULL;

  return node != NULL ? yyq_wire_record_decode (node, table->entity->get_type (), error) : NULL;
}

gpointer
yyq_record_rows_get (const YyqRecordTable *table, sqlite3 *db, YyqCipher *cipher, const char *id,
                     GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT payload_enc FROM %s WHERE id = ?1 AND complete > %d", table->name, YYQ_RECORD_PART);
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);
  g_autoptr (GBytes) sealed = NULL;

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, id);
  if (!yyq_sql_next (statement, error))
    return NULL;
  sealed = yyq_sql_column_bytes (statement, 0);
  return yyq_record_rows_open (table, cipher, id, sealed, error);
}

static gboolean
delete_replies (const YyqRecordTable *table, sqlite3 *db, const char *id, GError **error)
{
  for (guint i = 0; table->entity->replies != NULL && table->entity->replies[i] != NULL; i++) {
    g_autoptr (sqlite3_stmt) statement =
      yyq_sql_prepare (db, "DELETE FROM cache_entity WHERE entity = ?1 AND id = ?2", error);

    if (statement == NULL)
      return FALSE;
    yyq_sql_bind_text (statement, 1, table->entity->replies[i]);
    yyq_sql_bind_text (statement, 2, id);
    if (!yyq_sql_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yyq_record_rows_delete (const YyqRecordTable *table, sqlite3 *db, const char *id, gboolean *found,
                        GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", table->name);
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, id);
  if (!yyq_sql_run (statement, error))
    return FALSE;
  *found = sqlite3_changes (db) > 0;
  return delete_replies (table, db, id, error);
}

static gpointer
read_row (const YyqRecordTable *table, sqlite3_stmt *statement)
{
  gpointer record = g_object_new (table->entity->get_type (), NULL);

  read_column (statement, 0, table->id, record);
  read_column (statement, 1, table->version, record);
  for (guint i = 0; i < table->fields->len; i++)
    read_column (statement, 2 + (int) i, g_ptr_array_index (table->fields, i), record);
  return record;
}

GPtrArray *
yyq_record_rows_read (const YyqRecordTable *table, sqlite3 *db, const gint64 *rows, guint n_rows,
                      GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, table->read, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n_rows, g_object_unref);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GError) failure = NULL;

    sqlite3_bind_int64 (statement, 1, rows[i]);
    if (yyq_sql_next (statement, &failure))
      g_ptr_array_add (records, read_row (table, statement));
    else
      g_ptr_array_add (records, g_object_new (table->entity->get_type (), NULL));
    sqlite3_reset (statement);
    if (failure != NULL) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  }
  return g_steal_pointer (&records);
}
