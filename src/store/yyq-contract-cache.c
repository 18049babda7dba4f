/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-cache.h"

#include "yyq-contract-rows.h"
#include "yyq-error.h"
#include "yyq-sql.h"

#define SCOPE "contracts"

struct _YyqContractCache {
  GObject parent_instance;

  YyqDatabase *database; /* (owned) */
  YyqCipher *cipher;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqContractCache, yyq_contract_cache, G_TYPE_OBJECT)

typedef struct {
  YyqCipher *cipher;
  YyqContractChanges *changes;
  YyqContractQuery *query;
  char *id;
  int limit;
} Request;

typedef struct {
  char *cursor;
  gint64 synced_at;
} Cursor;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->cipher, yyq_cipher_unref);
  g_clear_pointer (&request->changes, yyq_contract_changes_free);
  g_clear_pointer (&request->query, yyq_contract_query_free);
  g_free (request->id);
  g_free (request);
}

static Request *
request_new (YyqContractCache *self)
{
  Request *request = g_new0 (Request, 1);

  request->cipher = yyq_cipher_ref (self->cipher);
  return request;
}

static void
cursor_free (gpointer data)
{
  Cursor *cursor = data;

  g_free (cursor->cursor);
  g_free (cursor);
}

YyqContractChanges *
yyq_contract_changes_new (void)
{
  YyqContractChanges *changes = g_new0 (YyqContractChanges, 1);

  changes->contracts = g_ptr_array_new_with_free_func (g_object_unref);
  changes->deleted = g_ptr_array_new_with_free_func (g_free);
  return changes;
}

void
yyq_contract_changes_free (YyqContractChanges *changes)
{
  g_ptr_array_unref (changes->contracts);
  g_ptr_array_unref (changes->deleted);
  g_clear_pointer (&changes->keep, g_hash_table_unref);
  g_free (changes->cursor);
  g_free (changes);
}

static gboolean
delete_contracts (sqlite3 *db, YyqContractChanges *changes, GError **error)
{
  for (guint i = 0; i < changes->deleted->len; i++) {
    if (!yyq_contract_rows_delete (db, g_ptr_array_index (changes->deleted, i), error))
      return FALSE;
  }
  return changes->keep == NULL || yyq_contract_rows_sweep (db, changes->keep, error);
}

static gboolean
put_cursor (sqlite3 *db, YyqContractChanges *changes, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (changes->cursor == NULL)
    return TRUE;
  statement = yyq_sql_prepare (
    db, "INSERT OR REPLACE INTO sync_cursor (scope, cursor, synced_at) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, SCOPE);
  yyq_sql_bind_text (statement, 2, changes->cursor);
  sqlite3_bind_int64 (statement, 3, changes->synced_at);
  return yyq_sql_run (statement, error);
}

static GHashTable *
put_contracts (sqlite3 *db, Request *request, GError **error)
{
  g_autoptr (GHashTable) touched =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *contracts = request->changes->contracts;

  for (guint i = 0; i < contracts->len; i++) {
    gint64 row = yyq_contract_rows_put (db, request->cipher, g_ptr_array_index (contracts, i),
                                        request->changes->reset, error);

    if (row < 0)
      return NULL;
    if (row > 0)
      g_hash_table_add (touched, g_memdup2 (&row, sizeof row));
  }
  return g_steal_pointer (&touched);
}

static gpointer
apply_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  YyqContractChanges *changes = request->changes;

  if (!delete_contracts (db, changes, error) || !put_cursor (db, changes, error))
    return NULL;
  return put_contracts (db, request, error);
}

static gpointer
load_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_contract_rows_get (db, request->cipher, request->id, error);
}

static gpointer
find_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return yyq_contract_rows_find (db, request->query, request->limit, cancellable, error);
}

/* all, mine, others, done: what one state with or without my turn adds to each. */
static void
add_count (guint counts[4], YyqContractState state, gboolean my_turn, guint count)
{
  counts[0] += count;
  if (state == YYQ_CONTRACT_STATE_SIGNING)
    counts[my_turn ? 1 : 2] += count;
  else if (state == YYQ_CONTRACT_STATE_COMPLETED)
    counts[3] += count;
}

static gpointer
count_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db, "SELECT state, my_turn, count(*) FROM contract GROUP BY state, my_turn", error);
  g_autoptr (GError) failure = NULL;
  guint counts[4] = { 0 };

  if (statement == NULL)
    return NULL;
  while (yyq_sql_next (statement, &failure))
    add_count (counts, (YyqContractState) sqlite3_column_int (statement, 0),
               sqlite3_column_int (statement, 1) != 0, (guint) sqlite3_column_int64 (statement, 2));
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (guint)), counts,
                              G_N_ELEMENTS (counts));
}

static gpointer
cursor_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db, "SELECT cursor, synced_at FROM sync_cursor WHERE scope = '" SCOPE "'", error);
  Cursor *cursor;

  if (statement == NULL || !yyq_sql_next (statement, error))
    return NULL;
  cursor = g_new0 (Cursor, 1);
  cursor->cursor = g_strdup (yyq_sql_column_text (statement, 0));
  cursor->synced_at = sqlite3_column_int64 (statement, 1);
  return cursor;
}

static void
submit (YyqContractCache *self, const YyqDatabaseRequest *request, GCancellable *cancellable,
        GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_database_submit (self->database, self, request, cancellable, callback, user_data);
}

void
yyq_contract_cache_apply_async (YyqContractCache *self, YyqContractChanges *changes,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Request *data = request_new (self);
  YyqDatabaseRequest request = { apply_in_worker, data, request_free,
                                 (GDestroyNotify) g_hash_table_unref, TRUE };

  g_return_if_fail (YYQ_IS_CONTRACT_CACHE (self));

  data->changes = changes;
  submit (self, &request, cancellable, callback, user_data);
}

GHashTable *
yyq_contract_cache_apply_finish (YyqContractCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_contract_cache_load_async (YyqContractCache *self, const char *id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  Request *data = request_new (self);
  YyqDatabaseRequest request = { load_in_worker, data, request_free, g_object_unref, FALSE };

  g_return_if_fail (YYQ_IS_CONTRACT_CACHE (self));

  data->id = g_strdup (id);
  submit (self, &request, cancellable, callback, user_data);
}

YyqContract *
yyq_contract_cache_load_finish (YyqContractCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_contract_cache_find_async (YyqContractCache *self, const YyqContractQuery *query, int limit,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Request *data = request_new (self);
  YyqDatabaseRequest request = { find_in_worker, data, request_free, (GDestroyNotify) g_array_unref,
                                 FALSE };

  g_return_if_fail (YYQ_IS_CONTRACT_CACHE (self));

  data->query = yyq_contract_query_copy (query);
  data->limit = limit;
  submit (self, &request, cancellable, callback, user_data);
}

GArray *
yyq_contract_cache_find_finish (YyqContractCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_contract_cache_count_async (YyqContractCache *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  YyqDatabaseRequest request = { count_in_worker, NULL, NULL, (GDestroyNotify) g_array_unref,
                                 FALSE };

  g_return_if_fail (YYQ_IS_CONTRACT_CACHE (self));

  submit (self, &request, cancellable, callback, user_data);
}

GArray *
yyq_contract_cache_count_finish (YyqContractCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_contract_cache_cursor_async (YyqContractCache *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  YyqDatabaseRequest request = { cursor_in_worker, NULL, NULL, cursor_free, FALSE };

  g_return_if_fail (YYQ_IS_CONTRACT_CACHE (self));

  submit (self, &request, cancellable, callback, user_data);
}

char *
yyq_contract_cache_cursor_finish (YyqContractCache *self, GAsyncResult *result, gint64 *synced_at,
                                  GError **error)
{
  Cursor *cursor = yyq_database_submit_finish (result, error);
  char *text;

  *synced_at = 0;
  if (cursor == NULL)
    return NULL;
  *synced_at = cursor->synced_at;
  text = g_steal_pointer (&cursor->cursor);
  cursor_free (cursor);
  return text;
}

GPtrArray *
yyq_contract_cache_read_page (YyqContractCache *self, const gint64 *rows, guint n_rows,
                              GError **error)
{
  sqlite3 *reader = yyq_database_get_reader (self->database);

  g_return_val_if_fail (reader != NULL, NULL);

  return yyq_contract_rows_read (reader, rows, n_rows, error);
}

static void
yyq_contract_cache_finalize (GObject *object)
{
  YyqContractCache *self = YYQ_CONTRACT_CACHE (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  G_OBJECT_CLASS (yyq_contract_cache_parent_class)->finalize (object);
}

static void
yyq_contract_cache_class_init (YyqContractCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_contract_cache_finalize;
}

static void
yyq_contract_cache_init (YyqContractCache *self)
{
}

YyqContractCache *
yyq_contract_cache_new (YyqDatabase *database, YyqCipher *cipher)
{
  YyqContractCache *self = g_object_new (YYQ_TYPE_CONTRACT_CACHE, NULL);

  self->database = g_object_ref (database);
  self->cipher = yyq_cipher_ref (cipher);
  return self;
}
