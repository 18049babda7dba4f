/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-cache.h"

#include "yyq-record-apply.h"
#include "yyq-record-rows.h"
#include "yyq-record-unreadable.h"
#include "yyq-sql.h"

struct _YyqRecordCache {
  GObject parent_instance;

  YyqDatabase *database; /* (owned) */
  YyqRecordStore store;  /* what the worker sees of it */
};

G_DEFINE_FINAL_TYPE (YyqRecordCache, yyq_record_cache, G_TYPE_OBJECT)

/* The cache itself is the source of each task and lives as long. */
typedef struct {
  const YyqRecordStore *store;
  const YyqRecordTable *table; /* (nullable) */
  YyqRecordChanges *changes;   /* (nullable) */
  YyqRecordQuery *query;       /* (nullable) */
  char *id;                    /* (nullable) */
  const char *column;          /* (nullable): interned */
  int limit;
  gboolean thorough;
} Request;

typedef struct {
  char *cursor;
  gint64 synced_at;
  guint n_unreadable;
} Cursor;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->changes, yyq_record_changes_free);
  g_clear_pointer (&request->query, yyq_record_query_free);
  g_free (request->id);
  g_free (request);
}

static Request *
request_new (YyqRecordCache *self, const YyqEntity *entity)
{
  Request *request = g_new0 (Request, 1);

  request->store = &self->store;
  request->table = entity != NULL ? yyq_record_store_table (&self->store, entity) : NULL;
  return request;
}

static void
cursor_free (gpointer data)
{
  Cursor *cursor = data;

  g_free (cursor->cursor);
  g_free (cursor);
}

static void
submit (YyqRecordCache *self, const YyqDatabaseRequest *request, GCancellable *cancellable,
        GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_database_submit (self->database, self, request, cancellable, callback, user_data);
}

const YyqEntity *
yyq_record_cache_find_entity (YyqRecordCache *self, const char *name)
{
  g_return_val_if_fail (YYQ_IS_RECORD_CACHE (self), NULL);

  for (guint i = 0; i < self->store.tables->len; i++) {
    const YyqRecordTable *table = g_ptr_array_index (self->store.tables, i);

    if (g_str_equal (table->entity->name, name))
      return table->entity;
  }
  return NULL;
}

/* Apply */

static gpointer
apply_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_record_apply_in_worker (request->store, db, request->changes, error);
}

void
yyq_record_cache_apply_async (YyqRecordCache *self, YyqRecordChanges *changes,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Request *data = request_new (self, NULL);
  YyqDatabaseRequest request = { apply_in_worker, data, request_free,
                                 (GDestroyNotify) g_ptr_array_unref, TRUE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));

  data->changes = changes;
  submit (self, &request, cancellable, callback, user_data);
}

GPtrArray *
yyq_record_cache_apply_finish (YyqRecordCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

static gpointer
scrub_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  yyq_record_scrub_in_worker (request->store, db, request->thorough, error);
  return NULL;
}

void
yyq_record_cache_scrub_async (YyqRecordCache *self, gboolean thorough, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  Request *data = request_new (self, NULL);
  YyqDatabaseRequest request = { scrub_in_worker, data, request_free, NULL, FALSE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));

  data->thorough = thorough;
  submit (self, &request, cancellable, callback, user_data);
}

gboolean
yyq_record_cache_scrub_finish (YyqRecordCache *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  yyq_database_submit_finish (result, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Read */

static gpointer
load_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_record_rows_get (request->table, db, request->store->cipher, request->id, error);
}

void
yyq_record_cache_load_async (YyqRecordCache *self, const YyqEntity *entity, const char *id,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Request *data = request_new (self, entity);
  YyqDatabaseRequest request = { load_in_worker, data, request_free, g_object_unref, FALSE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));

  data->id = g_strdup (id);
  submit (self, &request, cancellable, callback, user_data);
}

gpointer
yyq_record_cache_load_finish (YyqRecordCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

static gpointer
find_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_record_rows_find (request->table, db, request->query, request->limit, cancellable,
                               error);
}

void
yyq_record_cache_find_async (YyqRecordCache *self, const YyqEntity *entity,
                             const YyqRecordQuery *query, int limit, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Request *data = request_new (self, entity);
  YyqDatabaseRequest request = { find_in_worker, data, request_free, (GDestroyNotify) g_array_unref,
                                 FALSE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));

  data->query = yyq_record_query_copy (query);
  data->limit = limit;
  submit (self, &request, cancellable, callback, user_data);
}

GArray *
yyq_record_cache_find_finish (YyqRecordCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

static gpointer
count_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_record_rows_count (request->table, db, request->query, error);
}

void
yyq_record_cache_count_async (YyqRecordCache *self, const YyqEntity *entity,
                              const YyqRecordQuery *query, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  Request *data = request_new (self, entity);
  YyqDatabaseRequest request = { count_in_worker, data, request_free,
                                 (GDestroyNotify) g_array_unref, FALSE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));

  data->query = yyq_record_query_copy (query);
  submit (self, &request, cancellable, callback, user_data);
}

GArray *
yyq_record_cache_count_finish (YyqRecordCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

static gpointer
list_values_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_record_rows_list_values (request->table, db, request->column, error);
}

void
yyq_record_cache_list_values_async (YyqRecordCache *self, const YyqEntity *entity,
                                    const char *column, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  Request *data = request_new (self, entity);
  YyqDatabaseRequest request = { list_values_in_worker, data, request_free,
                                 (GDestroyNotify) g_strfreev, FALSE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));
  data->column = g_intern_string (column);
  submit (self, &request, cancellable, callback, user_data);
}

GStrv
yyq_record_cache_list_values_finish (YyqRecordCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

static gpointer
cursor_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db,
    "SELECT cursor, synced_at, (SELECT count(*) FROM record_unreadable) FROM sync_cursor"
    " WHERE scope = '" YYQ_RECORD_FEED "'",
    error);
  Cursor *cursor;

  if (statement == NULL || !yyq_sql_next (statement, error))
    return NULL;
  cursor = g_new0 (Cursor, 1);
  cursor->cursor = g_strdup (yyq_sql_column_text (statement, 0));
  cursor->synced_at = sqlite3_column_int64 (statement, 1);
  cursor->n_unreadable = (guint) sqlite3_column_int64 (statement, 2);
  return cursor;
}

void
yyq_record_cache_cursor_async (YyqRecordCache *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  YyqDatabaseRequest request = { cursor_in_worker, NULL, NULL, cursor_free, FALSE };

  g_return_if_fail (YYQ_IS_RECORD_CACHE (self));

  submit (self, &request, cancellable, callback, user_data);
}

char *
yyq_record_cache_cursor_finish (YyqRecordCache *self, GAsyncResult *result, gint64 *synced_at,
                                guint *n_unreadable, GError **error)
{
  Cursor *cursor = yyq_database_submit_finish (result, error);
  char *text;

  *synced_at = cursor != NULL ? cursor->synced_at : 0;
  *n_unreadable = cursor != NULL ? cursor->n_unreadable : 0;
  if (cursor == NULL)
    return NULL;
  text = g_steal_pointer (&cursor->cursor);
  cursor_free (cursor);
  return text;
}

GPtrArray *
yyq_record_cache_read_page (YyqRecordCache *self, const YyqEntity *entity, const gint64 *rows,
                            guint n_rows, GError **error)
{
  sqlite3 *reader = yyq_database_get_reader (self->database);

  if (reader == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The database is closed");
    return NULL;
  }
  return yyq_record_rows_read (yyq_record_store_table (&self->store, entity), reader, rows, n_rows,
                               error);
}

/* Object */

static gpointer
prepare_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqRecordStore *store = ((Request *) data)->store;

  for (guint i = 0; i < store->tables->len; i++)
    if (!yyq_record_table_prepare (g_ptr_array_index (store->tables, i), db, store->cipher, error))
      return NULL;
  yyq_record_unreadable_prepare (db, error);
  return NULL;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* What is asked of the tables afterwards fails, and is told where it was asked. */
  yyq_database_submit_finish (result, &error);
  if (error != NULL)
    g_warning ("The tables of the cache have not the right shape: %s", error->message);
}

static void
yyq_record_cache_finalize (GObject *object)
{
  YyqRecordCache *self = YYQ_RECORD_CACHE (object);

  g_ptr_array_unref (self->store.tables);
  g_clear_pointer (&self->store.cipher, yyq_cipher_unref);
  g_clear_object (&self->store.documents);
  g_clear_object (&self->database);
  G_OBJECT_CLASS (yyq_record_cache_parent_class)->finalize (object);
}

static void
yyq_record_cache_class_init (YyqRecordCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_record_cache_finalize;
}

static void
yyq_record_cache_init (YyqRecordCache *self)
{
  self->store.tables = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_record_table_free);
}

YyqRecordCache *
yyq_record_cache_new (YyqDatabase *database, YyqCipher *cipher, YyqDocumentCache *documents,
                      const YyqEntity *const *entities)
{
  YyqRecordCache *self = g_object_new (YYQ_TYPE_RECORD_CACHE, NULL);
  YyqDatabaseRequest request = { prepare_in_worker, NULL, request_free, NULL, TRUE };

  self->database = g_object_ref (database);
  self->store.cipher = yyq_cipher_ref (cipher);
  if (documents != NULL)
    self->store.documents = g_object_ref (documents);
  for (guint i = 0; entities[i] != NULL; i++)
    g_ptr_array_add (self->store.tables, yyq_record_table_new (entities[i]));
  request.data = request_new (self, NULL);
  submit (self, &request, NULL, prepared_cb, NULL);
  return self;
}
