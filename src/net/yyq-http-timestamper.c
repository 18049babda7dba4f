/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-http-timestamper.h"

#include "yyq-error.h"

#include <libsoup/soup.h>

#define DEFAULT_TIMEOUT_MS 10000

/* A token with a whole chain has about 8 KiB; more than this is not a time stamp. */
#define MAX_REPLY (64 * 1024)

struct _YyqHttpTimestamper {
  GObject parent_instance;

  char *url;                  /* (owned) */
  GTlsDatabase *tls_database; /* (owned) (nullable) */
  guint timeout_ms;
};

typedef struct {
  GCancellable *cancellable; /* of this exchange: the caller's, or the deadline */
  SoupMessage *message;
  GBytes *reply;
  GError *error;
  char *buffer;
  gboolean timed_out;
  gboolean done;
} Exchange;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  gsize length = 0;

  exchange->done = TRUE;
  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &exchange->error))
    return;
  if (length > MAX_REPLY)
    g_set_error_literal (&exchange->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The reply is too long");
  else
    exchange->reply = g_bytes_new (exchange->buffer, length);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (source), result, &exchange->error);
  guint status = soup_message_get_status (exchange->message);

  if (stream == NULL) {
    exchange->done = TRUE;
  } else if (status != SOUP_STATUS_OK) {
    exchange->done = TRUE;
    exchange->error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "HTTP status %u", status);
  } else {
    exchange->buffer = g_malloc (MAX_REPLY + 1);
    g_input_stream_read_all_async (stream, exchange->buffer, MAX_REPLY + 1, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, read_cb, exchange);
  }
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
run_exchange (YyqHttpTimestamper *self, Exchange *exchange, GMainContext *context)
{
  g_autoptr (GSource) deadline = g_timeout_source_new (self->timeout_ms);
  g_autoptr (SoupSession) session = soup_session_new ();

  if (self->tls_database != NULL)
    soup_session_set_tls_database (session, self->tls_database);
  g_source_set_callback (deadline, deadline_cb, exchange, NULL);
  g_source_attach (deadline, context);

  soup_session_send_async (session, exchange->message, G_PRIORITY_DEFAULT, exchange->cancellable,
                           sent_cb, exchange);
  while (!exchange->done)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (deadline);
  soup_session_abort (session);
  while (g_main_context_iteration (context, FALSE))
    ;
}

static SoupMessage *
make_message (YyqHttpTimestamper *self, GBytes *request, GError **error)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, self->url);

  if (message == NULL) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP, "“%s” is no address", self->url);
    return NULL;
  }
  soup_message_set_request_body_from_bytes (message, "application/timestamp-query", request);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/timestamp-reply");
  return message;
}

static GBytes *
take_reply (Exchange *exchange, GCancellable *caller, GError **error)
{
  if (exchange->error == NULL)
    return g_steal_pointer (&exchange->reply);

  if (g_cancellable_set_error_if_cancelled (caller, error))
    return NULL;
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP, "%s",
               exchange->timed_out ? "No answer in time" : exchange->error->message);
  return NULL;
}

static GBytes *
yyq_http_timestamper_query (YyqTimestamper *timestamper, GBytes *request, GCancellable *cancellable,
                            GError **error)
{
  YyqHttpTimestamper *self = YYQ_HTTP_TIMESTAMPER (timestamper);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) own = g_cancellable_new ();
  g_autoptr (SoupMessage) message = make_message (self, request, error);
  Exchange exchange = { .cancellable = own, .message = message };
  GBytes *reply;
  gulong handler = 0;

  if (message == NULL)
    return NULL;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                     g_object_ref (own), g_object_unref);

  g_main_context_push_thread_default (context);
  run_exchange (self, &exchange, context);
  g_main_context_pop_thread_default (context);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);

  reply = take_reply (&exchange, cancellable, error);
  g_clear_error (&exchange.error);
  g_clear_pointer (&exchange.reply, g_bytes_unref);
  g_free (exchange.buffer);
  return reply;
}

static void
yyq_http_timestamper_iface_init (YyqTimestamperInterface *iface)
{
  iface->query = yyq_http_timestamper_query;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqHttpTimestamper, yyq_http_timestamper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_TIMESTAMPER,
                                                      yyq_http_timestamper_iface_init))

static void
yyq_http_timestamper_finalize (GObject *object)
{
  YyqHttpTimestamper *self = YYQ_HTTP_TIMESTAMPER (object);

  g_free (self->url);
  g_clear_object (&self->tls_database);
  G_OBJECT_CLASS (yyq_http_timestamper_parent_class)->finalize (object);
}

static void
yyq_http_timestamper_class_init (YyqHttpTimestamperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_http_timestamper_finalize;
}

static void
yyq_http_timestamper_init (YyqHttpTimestamper *self)
{
}

YyqTimestamper *
yyq_http_timestamper_new (const char *url, guint timeout_ms, GTlsDatabase *tls_database)
{
  YyqHttpTimestamper *self = g_object_new (YYQ_TYPE_HTTP_TIMESTAMPER, NULL);

  self->url = g_strdup (url);
  self->timeout_ms = timeout_ms > 0 ? timeout_ms : DEFAULT_TIMEOUT_MS;
  self->tls_database = tls_database != NULL ? g_object_ref (tls_database) : NULL;
  return YYQ_TIMESTAMPER (self);
}
