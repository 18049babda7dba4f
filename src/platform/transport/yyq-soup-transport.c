/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-soup-transport.h"

#include <fcntl.h>
#include <libsoup/soup.h>
#include <unistd.h>

#include "yyq-open-replies.h"

#define STOP_SECONDS 10
/* A client that is slower than that with its request is hung up on; libsoup waits for ever. */
#define DEADLINE_MS 30000
#define MOST_CONNECTIONS 256

struct _YyqSoupTransport {
  GObject parent_instance;

  YyqRouter *router;
  guint n_threads;
  SoupServer *server;
  GMainContext *context;
  GThreadPool *workers;
  YyqOpenReplies *open;
  guint deadline_ms;
  GHashTable *waiting; /* SoupServerMessage -> GSource: until their requests are there */
  GHashTable
    *running; /* (element-type SoupServerMessage) handed to the workers, not answered in full */
  char *base_url;
};

typedef struct {
  YyqSoupTransport *transport;
  SoupServerMessage *message;
  YyqRequest *request;
  YyqResponse *response;
} Job;

G_DEFINE_FINAL_TYPE (YyqSoupTransport, yyq_soup_transport, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->message);
  yyq_request_free (job->request);
  g_clear_pointer (&job->response, yyq_response_free);
  g_object_unref (job->transport);
  g_free (job);
}

static void
answer (SoupServerMessage *message, YyqResponse *response)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  /* Ranges were answered, or left out for a reason: libsoup must not cut the body once more. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  soup_server_message_set_status (message, response->status, NULL);
  g_hash_table_iter_init (&iter, response->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
  soup_message_headers_replace (headers, "Connection", "close");
  if (response->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", response->content_type);
  if (response->body != NULL && g_bytes_get_size (response->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                    response->body);
}

static char *
format_head (YyqResponse *response)
{
  g_autoptr (GString) head = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\nContent-Type: %s\r\nConnection: close\r\n",
                          response->status, soup_status_get_phrase (response->status),
                          response->content_type);
  g_hash_table_iter_init (&iter, response->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_string_append_printf (head, "%s: %s\r\n", (char *) name, (char *) value);
  g_string_append (head, "\r\n");
  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* The connection is taken from libsoup, which would notice neither that a client has gone nor that
 * it takes nothing. */
static void
leave_open (YyqSoupTransport *self, SoupServerMessage *message, YyqResponse *response)
{
  GSocket *socket = soup_server_message_get_socket (message);
  int fd = socket != NULL ? fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 3) : -1;
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *head = format_head (response);

  g_hash_table_remove (self->running, message);
  stream = soup_server_message_steal_connection (message);
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  if (fd >= 0 && self->open != NULL) {
    yyq_open_replies_add (self->open, fd, head, response->open);
    return;
  }
  yyq_open_reply_close (response->open);
  if (fd >= 0)
    close (fd);
}

static gboolean
answer_job (gpointer data)
{
  Job *job = data;

  if (job->response->open != NULL) {
    leave_open (job->transport, job->message, job->response);
    return G_SOURCE_REMOVE;
  }
  answer (job->message, job->response);
  soup_server_message_unpause (job->message);
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;
  YyqSoupTransport *self = user_data;

  job->response = yyq_router_dispatch (self->router, job->request);
  /* SoupServer wants the whole body; it serves demo and tests. */
  if (!yyq_response_collect (job->response))
    yyq_response_set_problem (job->response, "internal", NULL, NULL);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, answer_job, job, job_free);
}

static void
refuse (SoupServerMessage *message, const char *problem)
{
  g_autoptr (YyqResponse) response = yyq_response_new_refusal (problem);

  answer (message, response);
}

static YyqRequest *
request_of (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *target = g_strconcat (
    g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : NULL, g_uri_get_query (uri), NULL);
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  YyqRequest *request = yyq_request_new (soup_server_message_get_method (message), target, body);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  if (request == NULL)
    return NULL;
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    yyq_request_set_header (request, name, value);
  request->remote = g_strdup (soup_server_message_get_remote_host (message));
  return request;
}

static gboolean
is_too_large (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), "yyq-too-large") != NULL;
}

static void
handle (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer user_data)
{
  YyqSoupTransport *self = user_data;
  YyqRequest *request = is_too_large (message) ? NULL : request_of (message);
  Job *job;

  if (request == NULL) {
    refuse (message, is_too_large (message) ? "too-large" : "invalid");
    return;
  }
  job = g_new0 (Job, 1);
  job->transport = g_object_ref (self);
  job->message = g_object_ref (message);
  job->request = request;
  g_hash_table_remove (self->waiting, message);
  g_hash_table_add (self->running, message);
  soup_server_message_pause (message);
  g_thread_pool_push (self->workers, job, NULL);
}

/* libsoup answers when the body has come, whatever is said before: what is over the limit is
 * dropped, not kept. */
static void
drop_body (SoupServerMessage *message)
{
  g_object_set_data (G_OBJECT (message), "yyq-too-large", message);
  soup_message_body_truncate (soup_server_message_get_request_body (message));
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static gsize
body_limit (YyqSoupTransport *self, SoupServerMessage *message)
{
  return yyq_router_get_body_limit (self->router, soup_server_message_get_method (message),
                                    g_uri_get_path (soup_server_message_get_uri (message)));
}

/* A body without a length is counted as it comes. */
static void
got_chunk (SoupServerMessage *message, GBytes *chunk, YyqSoupTransport *self)
{
  gsize total = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), "yyq-body-size")) +
                g_bytes_get_size (chunk);

  g_object_set_data (G_OBJECT (message), "yyq-body-size", GSIZE_TO_POINTER (total));
  if (total > body_limit (self, message))
    drop_body (message);
}

/* Runs when the headers are there. */
static void
handle_early (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
              gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      (guint64) soup_message_headers_get_content_length (headers) > body_limit (user_data, message))
    drop_body (message);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), user_data);
}

static void
end_timer (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
shut (SoupServerMessage *message)
{
  g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static gboolean
too_slow (gpointer message)
{
  shut (message);
  return G_SOURCE_REMOVE;
}

/* The connection was accepted; nothing is read yet. */
static void
request_started (SoupServer *server, SoupServerMessage *message, YyqSoupTransport *self)
{
  GSource *timer = g_timeout_source_new (self->deadline_ms);

  g_source_set_callback (timer, too_slow, message, NULL);
  g_source_attach (timer, self->context);
  g_hash_table_insert (self->waiting, message, timer);
  if (g_hash_table_size (self->waiting) + g_hash_table_size (self->running) > MOST_CONNECTIONS)
    shut (message);
}

static void
request_ended (SoupServer *server, SoupServerMessage *message, YyqSoupTransport *self)
{
  g_hash_table_remove (self->waiting, message);
  g_hash_table_remove (self->running, message);
}

static void
dispose (GObject *object)
{
  yyq_soup_transport_stop (YYQ_SOUP_TRANSPORT (object));
  G_OBJECT_CLASS (yyq_soup_transport_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  YyqSoupTransport *self = YYQ_SOUP_TRANSPORT (object);

  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->running);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->base_url);
  G_OBJECT_CLASS (yyq_soup_transport_parent_class)->finalize (object);
}

static void
yyq_soup_transport_class_init (YyqSoupTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_soup_transport_init (YyqSoupTransport *self)
{
  self->deadline_ms = DEADLINE_MS;
  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, end_timer);
  self->running = g_hash_table_new (NULL, NULL);
}

YyqSoupTransport *
yyq_soup_transport_new (YyqRouter *router, guint n_threads)
{
  YyqSoupTransport *self = g_object_new (YYQ_TYPE_SOUP_TRANSPORT, NULL);

  self->router = router;
  self->n_threads = n_threads;
  return self;
}

void
yyq_soup_transport_set_deadline (YyqSoupTransport *self, guint deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

static GSocketAddress *
loopback_address (const char *host, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL && g_inet_address_get_is_loopback (address))
    return g_inet_socket_address_new (address, port);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               "%s is not a loopback address: put nginx in front and use SCGI", host);
  return NULL;
}

static void
prepare (YyqSoupTransport *self)
{
  self->server = g_object_new (SOUP_TYPE_SERVER, "server-header", "yuyunqian", NULL);
  self->context = g_main_context_ref_thread_default ();
  self->workers = g_thread_pool_new (work, self, (int) self->n_threads, FALSE, NULL);
  self->open = yyq_open_replies_new ();
  /* libsoup does not inherit early handlers: all paths go through these two. */
  soup_server_add_early_handler (self->server, NULL, handle_early, self, NULL);
  soup_server_add_handler (self->server, NULL, handle, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started), self);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (request_ended), self);
  g_signal_connect (self->server, "request-aborted", G_CALLBACK (request_ended), self);
}

/* soup_server_get_uris() of libsoup 3.2 loses what it returns. */
static int
port_of (SoupServer *server)
{
  g_autoptr (GSList) listeners = soup_server_get_listeners (server);
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (listeners->data, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

gboolean
yyq_soup_transport_listen (YyqSoupTransport *self, const char *host, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) address = loopback_address (host, port, error);

  g_return_val_if_fail (self->server == NULL, FALSE);
  if (address == NULL)
    return FALSE;
  prepare (self);
  if (!soup_server_listen (self->server, address, 0, error))
    return FALSE;
  self->base_url = g_strdup_printf ("http://%s:%d", host, port_of (self->server));
  return TRUE;
}

const char *
yyq_soup_transport_get_base_url (YyqSoupTransport *self)
{
  return self->base_url;
}

static gboolean
time_is_up (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
drain (YyqSoupTransport *self)
{
  g_autoptr (GSource) timer = g_timeout_source_new_seconds (STOP_SECONDS);
  gboolean late = FALSE;

  g_source_set_callback (timer, time_is_up, &late, NULL);
  g_source_attach (timer, self->context);
  while (!late && g_hash_table_size (self->running) > 0)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (timer);
}

void
yyq_soup_transport_stop (YyqSoupTransport *self)
{
  GSList *listeners;

  if (self->server == NULL)
    return;
  listeners = soup_server_get_listeners (self->server);
  for (GSList *item = listeners; item != NULL; item = item->next)
    g_socket_close (item->data, NULL);
  g_slist_free (listeners);
  drain (self);
  g_thread_pool_free (self->workers, FALSE, TRUE);
  g_clear_pointer (&self->open, yyq_open_replies_free);
  soup_server_disconnect (self->server);
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_remove_all (self->waiting);
  g_clear_object (&self->server);
}
