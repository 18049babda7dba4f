/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-apply.h"

#include "yyq-record-rows.h"
#include "yyq-record-unreadable.h"
#include "yyq-sql.h"

/* One table's part of the changes. */
typedef struct {
  const YyqRecordStore *store;
  const YyqRecordTable *table;
  const YyqRecordChanges *changes;
  sqlite3 *db;
  YyqRecordMove *move;
  gboolean has_unreadable; /* in this table's stead; hardly ever */
} Apply;

const YyqRecordTable *
yyq_record_store_table (const YyqRecordStore *store, const YyqEntity *entity)
{
  for (guint i = 0; i < store->tables->len; i++) {
    const YyqRecordTable *table = g_ptr_array_index (store->tables, i);

    if (table->entity == entity)
      return table;
  }
  g_return_val_if_reached (NULL);
}

/*
 * The files go before the transaction ends: one that is missing is fetched again, one that nobody
 * knows of would stay.
 */
static gboolean
delete_documents (Apply *apply, const char *id, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GObject) record = NULL;
  g_autoptr (GError) failure = NULL;

  if (apply->store->documents == NULL || apply->table->entity->list_documents == NULL)
    return TRUE;
  record = yyq_record_rows_get (apply->table, apply->db, apply->store->cipher, id, &failure);
  if (record != NULL)
    apply->table->entity->list_documents (record, documents);
  else if (failure != NULL)
    g_info ("The documents of a record are not known: %s", failure->message);
  for (guint i = 0; i < documents->len; i++)
    if (!yyq_document_cache_remove_in_worker (apply->store->documents,
                                              g_ptr_array_index (documents, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
delete_record (Apply *apply, const char *id, GError **error)
{
  gboolean found = FALSE, unreadable = FALSE;

  if (!delete_documents (apply, id, error) ||
      !yyq_record_rows_delete (apply->table, apply->db, id, &found, error) ||
      (apply->has_unreadable &&
       !yyq_record_unreadable_remove (apply->table->entity, apply->db, id, &unreadable, error)))
    return FALSE;
  if (found || unreadable)
    g_ptr_array_add (apply->move->gone, g_strdup (id));
  return TRUE;
}

/* The documents go, too: later nobody could tell which they are. */
static gboolean
hide_record (Apply *apply, const YyqRecordChange *change, GError **error)
{
  gboolean found = FALSE;

  if (!delete_documents (apply, change->id, error) ||
      !yyq_record_rows_delete (apply->table, apply->db, change->id, &found, error) ||
      !yyq_record_unreadable_add (apply->table->entity, apply->db, change->id, change->version,
                                  error))
    return FALSE;
  apply->has_unreadable = TRUE;
  apply->move->hidden = apply->move->hidden || found;
  return TRUE;
}

/* @older (out): a newer state came before, which cannot be read. */
static gboolean
replace_unreadable (Apply *apply, const YyqRecordChange *change, gboolean *older, GError **error)
{
  const YyqEntity *entity = apply->table->entity;
  const gint64 version = *(gint64 *) yyq_record_get_member (change->record, apply->table->version);
  gboolean found = FALSE;

  if (!apply->has_unreadable)
    return TRUE;
  if (!apply->changes->reset &&
      !yyq_record_unreadable_is_newer (entity, apply->db, change->id, version, older, error))
    return FALSE;
  return *older || yyq_record_unreadable_remove (entity, apply->db, change->id, &found, error);
}

static gboolean
put_record (Apply *apply, sqlite3_stmt *statement, const YyqRecordChange *change, GError **error)
{
  const YyqRecordPut put = { change->record, change->payload, apply->changes->reset };
  gboolean older = FALSE;
  gint64 row;

  if (!replace_unreadable (apply, change, &older, error) || older)
    return older;
  row = yyq_record_rows_put (apply->table, statement, apply->store->cipher, &put, error);
  if (row > 0)
    g_hash_table_add (apply->move->touched, g_memdup2 (&row, sizeof row));
  return row >= 0;
}

static gboolean
apply_change (Apply *apply, sqlite3_stmt *statement, const YyqRecordChange *change, GError **error)
{
  if (change->unreadable)
    return hide_record (apply, change, error);
  return change->record != NULL ? put_record (apply, statement, change, error)
                                : delete_record (apply, change->id, error);
}

static gboolean
apply_list (Apply *apply, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_record_rows_prepare_put (apply->table, apply->db, error);
  GPtrArray *list = apply->changes->list;

  if (statement == NULL ||
      !yyq_record_unreadable_exist (apply->table->entity, apply->db, &apply->has_unreadable, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++) {
    const YyqRecordChange *change = g_ptr_array_index (list, i);

    if (change->entity == apply->table->entity && !apply_change (apply, statement, change, error))
      return FALSE;
  }
  return TRUE;
}

static GPtrArray *
find_others (Apply *apply, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT id FROM %s UNION ALL SELECT id FROM record_unreadable WHERE entity = '%s'",
    apply->table->name, apply->table->entity->name);
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (apply->db, sql, error);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  while (yyq_sql_next (statement, &failure)) {
    const char *id = yyq_sql_column_text (statement, 0);

    if (!yyq_record_keep_has (apply->changes->keep, apply->table->entity, id))
      g_ptr_array_add (others, g_strdup (id));
  }
  if (failure == NULL)
    return g_steal_pointer (&others);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* What was not named when all was sent anew. */
static gboolean
sweep (Apply *apply, GError **error)
{
  g_autoptr (GPtrArray) others =
    apply->changes->keep != NULL ? find_others (apply, error) : g_ptr_array_new ();

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    if (!delete_record (apply, g_ptr_array_index (others, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_cursor (sqlite3 *db, const YyqRecordChanges *changes, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (changes->cursor == NULL)
    return TRUE;
  statement = yyq_sql_prepare (db,
                               "INSERT OR REPLACE INTO sync_cursor (scope, cursor, synced_at)"
                               " VALUES ('" YYQ_RECORD_FEED "', ?1, ?2)",
                               error);
  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, changes->cursor);
  sqlite3_bind_int64 (statement, 2, changes->synced_at);
  return yyq_sql_run (statement, error);
}

static YyqRecordMove *
move_new (const YyqEntity *entity)
{
  YyqRecordMove *move = g_new0 (YyqRecordMove, 1);

  move->entity = entity;
  move->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  move->gone = g_ptr_array_new_with_free_func (g_free);
  return move;
}

/*
 * What was removed is overwritten in its page (secure_delete), but copies are left where pages were
 * split, in the index of the words, and in the log.
 */
gboolean
yyq_record_scrub_in_worker (const YyqRecordStore *store, sqlite3 *db, gboolean thorough,
                            GError **error)
{
  for (guint i = 0; thorough && i < store->tables->len; i++) {
    const YyqRecordTable *table = g_ptr_array_index (store->tables, i);
    g_autofree char *sql = NULL;

    if (table->searched == NULL)
      continue;
    sql = g_strdup_printf ("INSERT INTO %s_text (%s_text) VALUES ('optimize')", table->name,
                           table->name);
    if (!yyq_sql_exec (db, sql, error))
      return FALSE;
  }
  if (thorough && !yyq_sql_exec (db, "VACUUM", error))
    return FALSE;
  return yyq_sql_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

GPtrArray *
yyq_record_apply_in_worker (const YyqRecordStore *store, sqlite3 *db,
                            const YyqRecordChanges *changes, GError **error)
{
  g_autoptr (GPtrArray) moves =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_record_move_free);

  if (!put_cursor (db, changes, error))
    return NULL;
  for (guint i = 0; i < store->tables->len; i++) {
    Apply apply = { store, g_ptr_array_index (store->tables, i), changes, db, NULL, FALSE };

    apply.move = move_new (apply.table->entity);
    g_ptr_array_add (moves, apply.move);
    if (!apply_list (&apply, error) || !sweep (&apply, error))
      return NULL;
    if (g_hash_table_size (apply.move->touched) == 0 && apply.move->gone->len == 0 &&
        !apply.move->hidden)
      g_ptr_array_remove_index (moves, moves->len - 1);
  }
  return g_steal_pointer (&moves);
}
