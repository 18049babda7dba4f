/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-reply-cache.h"

#include "yyq-clock.h"
#include "yyq-sql.h"

struct _YyqReplyCache {
  GObject parent_instance;

  YyqDatabase *database; /* (owned) */
  YyqCipher *cipher;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqReplyCache, yyq_reply_cache, G_TYPE_OBJECT)

typedef struct {
  YyqCipher *cipher;
  char *kind;
  char *id;
  GBytes *content; /* (nullable) */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  yyq_cipher_unref (request->cipher);
  g_free (request->kind);
  g_free (request->id);
  g_clear_pointer (&request->content, g_bytes_unref);
  g_free (request);
}

static Request *
request_new (YyqReplyCache *self, const char *kind, const char *id)
{
  Request *request = g_new0 (Request, 1);

  request->cipher = yyq_cipher_ref (self->cipher);
  request->kind = g_strdup (kind);
  request->id = g_strdup (id);
  return request;
}

/* Events must not be taken for figures: the kind is part of the place. */
static char *
make_place (Request *request)
{
  return g_strdup_printf ("%s/%s", request->kind, request->id);
}

static gpointer
put_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree char *place = make_place (request);
  g_autoptr (GBytes) sealed =
    yyq_cipher_seal (request->cipher, "cache_entity", "payload_enc", place, request->content);
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "INSERT OR REPLACE INTO cache_entity (entity, id, updated_at, payload_enc) "
                     "VALUES (?1, ?2, ?3, ?4)",
                     error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, request->kind);
  yyq_sql_bind_text (statement, 2, request->id);
  sqlite3_bind_int64 (statement, 3, yyq_clock_now ());
  yyq_sql_bind_bytes (statement, 4, sealed);
  yyq_sql_run (statement, error);
  return NULL;
}

static gpointer
load_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree char *place = make_place (request);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db, "SELECT payload_enc FROM cache_entity WHERE entity = ?1 AND id = ?2", error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, request->kind);
  yyq_sql_bind_text (statement, 2, request->id);
  if (!yyq_sql_next (statement, error))
    return NULL;
  sealed = yyq_sql_column_bytes (statement, 0);
  return yyq_cipher_open (request->cipher, "cache_entity", "payload_enc", place, sealed, error);
}

void
yyq_reply_cache_put_async (YyqReplyCache *self, const char *kind, const char *id, GBytes *content,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Request *data = request_new (self, kind, id);
  YyqDatabaseRequest request = { put_in_worker, data, request_free, NULL, TRUE };

  g_return_if_fail (YYQ_IS_REPLY_CACHE (self));

  data->content = g_bytes_ref (content);
  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

gboolean
yyq_reply_cache_put_finish (YyqReplyCache *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  yyq_database_submit_finish (result, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
yyq_reply_cache_load_async (YyqReplyCache *self, const char *kind, const char *id,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  YyqDatabaseRequest request = { load_in_worker, request_new (self, kind, id), request_free,
                                 (GDestroyNotify) g_bytes_unref, FALSE };

  g_return_if_fail (YYQ_IS_REPLY_CACHE (self));

  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

GBytes *
yyq_reply_cache_load_finish (YyqReplyCache *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

static void
yyq_reply_cache_finalize (GObject *object)
{
  YyqReplyCache *self = YYQ_REPLY_CACHE (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  G_OBJECT_CLASS (yyq_reply_cache_parent_class)->finalize (object);
}

static void
yyq_reply_cache_class_init (YyqReplyCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_reply_cache_finalize;
}

static void
yyq_reply_cache_init (YyqReplyCache *self)
{
}

YyqReplyCache *
yyq_reply_cache_new (YyqDatabase *database, YyqCipher *cipher)
{
  YyqReplyCache *self = g_object_new (YYQ_TYPE_REPLY_CACHE, NULL);

  self->database = g_object_ref (database);
  self->cipher = yyq_cipher_ref (cipher);
  return self;
}
