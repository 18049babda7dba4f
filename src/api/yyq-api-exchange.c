/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-exchange.h"

#include "yyq-api-problem.h"
#include "yyq-error.h"
#include "yyq-http-error.h"
#include "yyq-wire.h"

#define CHUNK (64 * 1024)
/* Below this, reading JSON costs less than a change of threads. */
#define WORKER_FROM (64 * 1024)
/* What is worth reading of a failure's body. */
#define MAX_PROBLEM (64 * 1024)

typedef struct {
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *bytes;
  GBytes *body;
  YyqApiExchangeOptions options;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static char *
unquote (const char *etag)
{
  gsize length = etag != NULL ? strlen (etag) : 0;

  if (length >= 2 && etag[0] == '"' && etag[length - 1] == '"')
    return g_strndup (etag + 1, length - 2);
  return g_strdup (etag);
}

static YyqApiReply *
reply_new (Exchange *exchange, JsonNode *node)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  YyqApiReply *reply = g_new0 (YyqApiReply, 1);

  reply->status = soup_message_get_status (exchange->message);
  reply->body = g_bytes_ref (exchange->body);
  reply->node = node;
  reply->etag = unquote (soup_message_headers_get_one (headers, "ETag"));
  reply->repr_digest = g_strdup (soup_message_headers_get_one (headers, "Repr-Digest"));
  reply->request_id = g_strdup (soup_message_headers_get_one (headers, "X-Request-Id"));
  return reply;
}

static void
return_json (GTask *task, JsonNode *node, GError *error)
{
  if (error == NULL) {
    g_task_return_pointer (task, reply_new (g_task_get_task_data (task), node),
                           (GDestroyNotify) yyq_api_reply_free);
    return;
  }
  g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "The reply is no JSON: %s",
                           error->message);
  g_error_free (error);
}

static void
parse_in_worker (GTask *worker, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  JsonNode *node = yyq_wire_parse (task_data, &error);

  if (node == NULL)
    g_task_return_error (worker, error);
  else
    g_task_return_pointer (worker, node, (GDestroyNotify) json_node_unref);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JsonNode *node = g_task_propagate_pointer (G_TASK (result), &error);

  return_json (task, node, error);
}

static void
parse (GTask *task, Exchange *exchange)
{
  GError *error = NULL;
  JsonNode *node = NULL;

  if (g_bytes_get_size (exchange->body) >= WORKER_FROM) {
    g_autoptr (GTask) worker = g_task_new (NULL, NULL, parsed_cb, g_object_ref (task));

    g_task_set_task_data (worker, g_bytes_ref (exchange->body), (GDestroyNotify) g_bytes_unref);
    g_task_run_in_thread (worker, parse_in_worker);
    return;
  }
  node = yyq_wire_parse (exchange->body, &error);
  return_json (task, node, error);
}

static void
complete (GTask *task, Exchange *exchange)
{
  guint status = soup_message_get_status (exchange->message);

  exchange->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->bytes));
  if (status < 200 || status >= 300) {
    const char *id = soup_message_headers_get_one (
      soup_message_get_response_headers (exchange->message), "X-Request-Id");

    g_task_return_error (task, yyq_api_problem_new_error (status, exchange->body, id));
  } else if (exchange->options.binary || g_bytes_get_size (exchange->body) == 0) {
    g_task_return_pointer (task, reply_new (exchange, NULL), (GDestroyNotify) yyq_api_reply_free);
  } else {
    parse (task, exchange);
  }
}

/* libsoup cancels what it gives up by itself, too: a connection that ends while it is taken. Only
 * who has cancelled is told so; for everybody else the connection is gone. */
static void
fail (GTask *task, const GError *error)
{
  const Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) gone = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_cancellable_is_cancelled (cancellable))
    gone = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, error->message);
  g_task_return_error (task, yyq_http_error_new (gone != NULL ? gone : error, exchange->message));
}

static void
read_on (GTask *task, GAsyncReadyCallback callback)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* Of a failure the body is a problem, and no stream. */
static gboolean
is_stream (const Exchange *exchange)
{
  return exchange->options.piece != NULL && soup_message_get_status (exchange->message) < 300;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  Exchange *exchange = g_task_get_task_data (task);

  if (bytes == NULL) {
    fail (task, error);
  } else if (g_bytes_get_size (bytes) == 0) {
    complete (task, exchange);
  } else if (is_stream (exchange)) {
    exchange->options.piece (bytes, exchange->options.piece_data);
    read_on (task, read_cb);
  } else if (exchange->bytes->len + g_bytes_get_size (bytes) > exchange->options.max_reply) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                             "The reply is longer than %" G_GSIZE_FORMAT " bytes",
                             exchange->options.max_reply);
  } else {
    g_byte_array_append (exchange->bytes, g_bytes_get_data (bytes, NULL),
                         (guint) g_bytes_get_size (bytes));
    read_on (task, read_cb);
  }
}

static gboolean
has_events (SoupMessage *message)
{
  return g_strcmp0 (soup_message_headers_get_content_type (
                      soup_message_get_response_headers (message), NULL),
                    "text/event-stream") == 0;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *exchange = g_task_get_task_data (task);

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL) {
    fail (task, error);
    return;
  }
  if (is_stream (exchange) && !has_events (exchange->message)) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                             "The reply is no stream of events");
    return;
  }
  if (soup_message_get_status (exchange->message) >= 300)
    exchange->options.max_reply = MIN (exchange->options.max_reply, MAX_PROBLEM);
  read_on (task, read_cb);
}

void
yyq_api_exchange_async (SoupSession *session, SoupMessage *message,
                        const YyqApiExchangeOptions *options, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = g_object_ref (message);
  exchange->bytes = g_byte_array_new ();
  exchange->options = *options;
  g_task_set_task_data (task, exchange, exchange_free);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, cancellable, sent_cb,
                           g_steal_pointer (&task));
}

YyqApiReply *
yyq_api_exchange_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
