/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-sql.h"

struct _YyqOutbox {
  GObject parent_instance;

  YyqDatabase *database; /* (owned) */
  YyqCipher *cipher;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqOutbox, yyq_outbox, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (YyqOutboxEntry, yyq_outbox_entry, yyq_outbox_entry_copy, yyq_outbox_entry_free)

typedef struct {
  YyqCipher *cipher;
  YyqOutboxEntry *entry;
} Request;

YyqOutboxEntry *
yyq_outbox_entry_new (const char *object_id, const char *method, const char *path, GBytes *body)
{
  YyqOutboxEntry *self = g_new0 (YyqOutboxEntry, 1);

  self->idempotency_key = yyq_id_new ();
  self->object_id = g_strdup (object_id);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  self->created_at = yyq_clock_now ();
  return self;
}

YyqOutboxEntry *
yyq_outbox_entry_copy (const YyqOutboxEntry *self)
{
  YyqOutboxEntry *copy = g_memdup2 (self, sizeof *self);

  copy->idempotency_key = g_strdup (self->idempotency_key);
  copy->object_id = g_strdup (self->object_id);
  copy->method = g_strdup (self->method);
  copy->path = g_strdup (self->path);
  copy->body = g_bytes_ref (self->body);
  copy->last_error = g_strdup (self->last_error);
  return copy;
}

void
yyq_outbox_entry_free (YyqOutboxEntry *self)
{
  g_free (self->idempotency_key);
  g_free (self->object_id);
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->last_error);
  g_free (self);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  yyq_cipher_unref (request->cipher);
  g_clear_pointer (&request->entry, yyq_outbox_entry_free);
  g_free (request);
}

static Request *
request_new (YyqOutbox *self, YyqOutboxEntry *entry)
{
  Request *request = g_new0 (Request, 1);

  request->cipher = yyq_cipher_ref (self->cipher);
  request->entry = entry;
  return request;
}

static gpointer
add_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  YyqOutboxEntry *entry = request->entry;
  g_autoptr (GBytes) sealed =
    yyq_cipher_seal (request->cipher, "outbox", "body_enc", entry->idempotency_key, entry->body);
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "INSERT INTO outbox (idempotency_key, object_id, method, path, body_enc, "
                     "state, attempts, next_at, created_at)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8)",
                     error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, entry->idempotency_key);
  yyq_sql_bind_text (statement, 2, entry->object_id);
  yyq_sql_bind_text (statement, 3, entry->method);
  yyq_sql_bind_text (statement, 4, entry->path);
  yyq_sql_bind_bytes (statement, 5, sealed);
  sqlite3_bind_int (statement, 6, YYQ_OUTBOX_WAITING);
  sqlite3_bind_int64 (statement, 7, entry->next_at);
  sqlite3_bind_int64 (statement, 8, entry->created_at);
  yyq_sql_run (statement, error);
  return NULL;
}

static YyqOutboxEntry *
read_entry (sqlite3_stmt *statement, YyqCipher *cipher, GError **error)
{
  g_autoptr (YyqOutboxEntry) entry = g_new0 (YyqOutboxEntry, 1);
  g_autoptr (GBytes) sealed = yyq_sql_column_bytes (statement, 5);

  entry->seq = sqlite3_column_int64 (statement, 0);
  entry->idempotency_key = g_strdup (yyq_sql_column_text (statement, 1));
  entry->object_id = g_strdup (yyq_sql_column_text (statement, 2));
  entry->method = g_strdup (yyq_sql_column_text (statement, 3));
  entry->path = g_strdup (yyq_sql_column_text (statement, 4));
  entry->state = (YyqOutboxState) sqlite3_column_int (statement, 6);
  entry->attempts = (guint) sqlite3_column_int (statement, 7);
  entry->next_at = sqlite3_column_int64 (statement, 8);
  entry->created_at = sqlite3_column_int64 (statement, 9);
  entry->last_error = g_strdup (yyq_sql_column_text (statement, 10));
  entry->body =
    yyq_cipher_open (cipher, "outbox", "body_enc", entry->idempotency_key, sealed, error);
  return entry->body != NULL ? g_steal_pointer (&entry) : NULL;
}

static gpointer
list_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_outbox_entry_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "SELECT seq, idempotency_key, object_id, method, path, body_enc, state, "
                     "attempts, next_at, created_at, last_error"
                     " FROM outbox ORDER BY seq",
                     error);

  if (statement == NULL)
    return NULL;
  while (yyq_sql_next (statement, &failure)) {
    YyqOutboxEntry *entry = read_entry (statement, request->cipher, &failure);

    if (entry == NULL)
      break;
    g_ptr_array_add (entries, entry);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&entries);
}

static gpointer
remove_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "DELETE FROM outbox WHERE idempotency_key = ?1", error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, request->entry->idempotency_key);
  yyq_sql_run (statement, error);
  return NULL;
}

static gpointer
fail_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "UPDATE outbox SET state = ?2, attempts = attempts + 1, next_at = ?3, "
                     "last_error = ?4 WHERE idempotency_key = ?1",
                     error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, request->entry->idempotency_key);
  sqlite3_bind_int (statement, 2, request->entry->state);
  sqlite3_bind_int64 (statement, 3, request->entry->next_at);
  yyq_sql_bind_text (statement, 4, request->entry->last_error);
  yyq_sql_run (statement, error);
  return NULL;
}

void
yyq_outbox_add_async (YyqOutbox *self, const YyqOutboxEntry *entry, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  YyqDatabaseRequest request = { add_in_worker, request_new (self, yyq_outbox_entry_copy (entry)),
                                 request_free, NULL, TRUE };

  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

gboolean
yyq_outbox_add_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  return yyq_outbox_change_finish (self, result, error);
}

void
yyq_outbox_list_async (YyqOutbox *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  YyqDatabaseRequest request = { list_in_worker, request_new (self, NULL), request_free,
                                 (GDestroyNotify) g_ptr_array_unref, FALSE };

  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

GPtrArray *
yyq_outbox_list_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_outbox_remove_async (YyqOutbox *self, const char *idempotency_key, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  YyqOutboxEntry *entry = g_new0 (YyqOutboxEntry, 1);
  YyqDatabaseRequest request = { remove_in_worker, request_new (self, entry), request_free, NULL,
                                 TRUE };

  entry->idempotency_key = g_strdup (idempotency_key);
  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

void
yyq_outbox_fail_async (YyqOutbox *self, const char *idempotency_key, YyqOutboxState state,
                       gint64 next_at, const char *last_error, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  YyqOutboxEntry *entry = g_new0 (YyqOutboxEntry, 1);
  YyqDatabaseRequest request = { fail_in_worker, request_new (self, entry), request_free, NULL,
                                 TRUE };

  entry->idempotency_key = g_strdup (idempotency_key);
  entry->state = state;
  entry->next_at = next_at;
  entry->last_error = g_strdup (last_error);
  yyq_database_submit (self->database, self, &request, NULL, callback, user_data);
}

gboolean
yyq_outbox_change_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  yyq_database_submit_finish (result, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
yyq_outbox_finalize (GObject *object)
{
  YyqOutbox *self = YYQ_OUTBOX (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  G_OBJECT_CLASS (yyq_outbox_parent_class)->finalize (object);
}

static void
yyq_outbox_class_init (YyqOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_outbox_finalize;
}

static void
yyq_outbox_init (YyqOutbox *self)
{
}

YyqOutbox *
yyq_outbox_new (YyqDatabase *database, YyqCipher *cipher)
{
  YyqOutbox *self = g_object_new (YYQ_TYPE_OUTBOX, NULL);

  self->database = g_object_ref (database);
  self->cipher = yyq_cipher_ref (cipher);
  return self;
}
