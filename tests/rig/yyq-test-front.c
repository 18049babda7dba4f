/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-front.h"

#include "yyq-test-port.h"
#include "yyq-test-relay.h"
#include "yyq-test-soup.h"
#include "yyq-test-wait.h"

typedef struct {
  char *part;
  YyqTestFault fault;
  guint times;
} Order;

/* A request as it came. */
typedef struct {
  char *line; /* "POST /api/v1/..." */
  char *key;  /* (nullable) */
} Seen;

struct _YyqTestFront {
  SoupServer *server; /* (nullable): while it is down */
  SoupSession *session;
  GCancellable *cancellable;
  char *url;
  char *target;      /* (nullable) */
  GSocket *reserved; /* keeps the port, also while nobody listens */
  guint16 port;
  GPtrArray *orders;
  GPtrArray *seen;
  GPtrArray *own;    /* of Own */
  GPtrArray *silent; /* of SoupServerMessage: those that get no answer */
  guint passing;     /* requests that the platform works on */
  gboolean events;   /* streams of them are passed on */
  SoupSession *streams;
  GCancellable *streams_end;
  guint n_streams;
};

typedef struct {
  char *path;
  SoupServerCallback callback;
  gpointer data;
} Own;

typedef struct {
  YyqTestFront *front;
  SoupServerMessage *outside;
  SoupMessage *inside;
  gboolean lose;
  gboolean cut;
} Passing;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->part);
  g_free (order);
}

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->line);
  g_free (seen->key);
  g_free (seen);
}

static void
own_free (gpointer data)
{
  Own *own = data;

  g_free (own->path);
  g_free (own);
}

static void
close_connection (SoupServerMessage *message, GBytes *half)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  if (half != NULL) {
    static const char head[] =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";

    g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
    g_output_stream_write_all (output, g_bytes_get_data (half, NULL), g_bytes_get_size (half) / 2,
                               NULL, NULL, NULL);
  }
  g_io_stream_close (stream, NULL, NULL);
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  static const char *const ours[] = {
    "host", "connection", "content-length", "transfer-encoding", "accept-encoding", NULL
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (!g_strv_contains (ours, lower))
    soup_message_headers_append (user_data, name, value);
}

static void
passed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Passing *passing = user_data;
  g_autoptr (SoupServerMessage) outside = passing->outside;
  g_autoptr (SoupMessage) inside = passing->inside;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  passing->front->passing--;
  if (body == NULL) {
    soup_server_message_set_status (outside, 502, NULL);
  } else if (passing->lose || passing->cut) {
    close_connection (outside, passing->cut ? body : NULL);
    return;
  } else {
    soup_server_message_set_status (outside, soup_message_get_status (inside), NULL);
    soup_message_headers_foreach (soup_message_get_response_headers (inside), copy_header,
                                  soup_server_message_get_response_headers (outside));
    if (g_bytes_get_size (body) > 0)
      soup_message_body_append_bytes (soup_server_message_get_response_body (outside), body);
  }
  soup_message_headers_replace (soup_server_message_get_response_headers (outside), "Connection",
                                "close");
  soup_server_message_unpause (outside);
}

/* (transfer full): the same request to the platform. */
static SoupMessage *
make_inside (YyqTestFront *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *url =
    g_strconcat (self->target != NULL ? self->target : "http://127.0.0.1:9", g_uri_get_path (uri),
                 query != NULL ? "?" : NULL, query, NULL);
  SoupMessage *inside = soup_message_new (soup_server_message_get_method (message), url);

  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header,
                                soup_message_get_request_headers (inside));
  return inside;
}

static void
pass_on (YyqTestFront *self, SoupServerMessage *message, gboolean lose, gboolean cut)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Passing *passing = g_new0 (Passing, 1);

  passing->front = self;
  passing->outside = g_object_ref (message);
  passing->inside = make_inside (self, message);
  passing->lose = lose;
  passing->cut = cut;
  self->passing++;
  if (g_bytes_get_size (body) > 0)
    soup_message_set_request_body_from_bytes (
      passing->inside, soup_message_headers_get_content_type (headers, NULL), body);
  soup_server_message_pause (message);
  soup_session_send_and_read_async (self->session, passing->inside, G_PRIORITY_DEFAULT,
                                    self->cancellable, passed_cb, passing);
}

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
spoil (YyqTestFront *self, SoupServerMessage *message, YyqTestFault fault)
{
  switch (fault) {
  case YYQ_TEST_FAULT_STATUS_500:
    answer (message, 500,
            "{\"type\":\"urn:yyq:problem:internal\",\"title\":\"internal\",\"status\":500}");
    break;
  case YYQ_TEST_FAULT_GONE_410:
    answer (message, 410,
            "{\"type\":\"urn:yyq:problem:not-found\",\"title\":\"gone\",\"status\":410}");
    break;
  case YYQ_TEST_FAULT_GARBAGE:
    answer (message, 200, "<html>");
    break;
  case YYQ_TEST_FAULT_SILENT:
    soup_server_message_pause (message);
    g_ptr_array_add (self->silent, g_object_ref (message));
    break;
  case YYQ_TEST_FAULT_LOSE_REPLY:
  case YYQ_TEST_FAULT_CUT_REPLY:
  default:
    pass_on (self, message, fault == YYQ_TEST_FAULT_LOSE_REPLY, fault == YYQ_TEST_FAULT_CUT_REPLY);
    break;
  }
}

static gboolean
take_order (YyqTestFront *self, const char *line, YyqTestFault *fault)
{
  for (guint i = 0; i < self->orders->len; i++) {
    Order *order = g_ptr_array_index (self->orders, i);

    if (strstr (line, order->part) == NULL)
      continue;
    *fault = order->fault;
    if (--order->times == 0)
      g_ptr_array_remove_index (self->orders, i);
    return TRUE;
  }
  return FALSE;
}

static void
pass_stream (YyqTestFront *self, SoupServerMessage *message)
{
  g_autoptr (SoupMessage) inside = NULL;

  if (!self->events) {
    answer (message, 404,
            "{\"type\":\"urn:yyq:problem:not-found\",\"title\":\"none\",\"status\":404}");
    return;
  }
  inside = make_inside (self, message);
  yyq_test_relay_start (self->streams, inside, message, self->streams_end, &self->n_streams);
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer user_data)
{
  YyqTestFront *self = user_data;
  Seen *seen = g_new0 (Seen, 1);
  YyqTestFault fault;

  seen->line = g_strdup_printf ("%s %s", soup_server_message_get_method (message), path);
  seen->key = g_strdup (soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Idempotency-Key"));
  g_ptr_array_add (self->seen, seen);
  if (take_order (self, seen->line, &fault))
    spoil (self, message, fault);
  else if (g_str_equal (path, "/api/v1/events"))
    pass_stream (self, message);
  else
    pass_on (self, message, FALSE, FALSE);
}

static void
listen_local (YyqTestFront *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, self->port);
  g_autoptr (GSocket) socket =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, wanted, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_listen (socket, NULL));
  soup_server_listen_socket (self->server, socket, 0, &error);
  g_assert_no_error (error);
}

void
yyq_test_front_come_up (YyqTestFront *self)
{
  g_assert_null (self->server);
  yyq_test_forgive_soup ();
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  for (guint i = 0; i < self->own->len; i++) {
    const Own *own = g_ptr_array_index (self->own, i);

    soup_server_add_handler (self->server, own->path, own->callback, own->data, NULL);
  }
  listen_local (self);
}

void
yyq_test_front_go_down (YyqTestFront *self)
{
  g_cancellable_cancel (self->streams_end);
  yyq_test_wait_while (self->n_streams > 0);
  g_clear_object (&self->streams_end);
  self->streams_end = g_cancellable_new ();
  /* An answer under way needs its connection. */
  yyq_test_wait_while (self->passing > 0);
  g_ptr_array_set_size (self->silent, 0);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

YyqTestFront *
yyq_test_front_new (void)
{
  YyqTestFront *self = g_new0 (YyqTestFront, 1);

  self->session = soup_session_new ();
  self->streams = soup_session_new_with_options ("max-conns", 100, "max-conns-per-host", 100, NULL);
  self->streams_end = g_cancellable_new ();
  self->cancellable = g_cancellable_new ();
  self->orders = g_ptr_array_new_with_free_func (order_free);
  self->seen = g_ptr_array_new_with_free_func (seen_free);
  self->own = g_ptr_array_new_with_free_func (own_free);
  self->silent = g_ptr_array_new_with_free_func (g_object_unref);
  self->reserved = yyq_test_port_reserve (&self->port);
  yyq_test_front_come_up (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
yyq_test_front_free (YyqTestFront *self)
{
  g_cancellable_cancel (self->cancellable);
  yyq_test_front_go_down (self);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  soup_session_abort (self->streams);
  g_object_unref (self->streams);
  g_object_unref (self->streams_end);
  g_object_unref (self->reserved);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->seen);
  g_ptr_array_unref (self->own);
  g_ptr_array_unref (self->silent);
  g_free (self->target);
  g_free (self->url);
  g_free (self);
}

const char *
yyq_test_front_get_url (YyqTestFront *self)
{
  return self->url;
}

void
yyq_test_front_set_target (YyqTestFront *self, const char *url)
{
  g_free (self->target);
  self->target = g_strdup (url);
}

void
yyq_test_front_add (YyqTestFront *self, const char *path, SoupServerCallback callback,
                    gpointer data)
{
  Own *own = g_new0 (Own, 1);

  own->path = g_strdup (path);
  own->callback = callback;
  own->data = data;
  g_ptr_array_add (self->own, own);
  soup_server_add_handler (self->server, path, callback, data, NULL);
}

void
yyq_test_front_spoil (YyqTestFront *self, const char *part, YyqTestFault fault, guint times)
{
  Order *order = g_new0 (Order, 1);

  order->part = g_strdup (part);
  order->fault = fault;
  order->times = times;
  g_ptr_array_add (self->orders, order);
}

void
yyq_test_front_heal (YyqTestFront *self)
{
  g_ptr_array_set_size (self->orders, 0);
  for (guint i = 0; i < self->silent->len; i++)
    close_connection (self->silent->pdata[i], NULL);
  g_ptr_array_set_size (self->silent, 0);
}

guint
yyq_test_front_count (YyqTestFront *self, const char *part)
{
  guint count = 0;

  for (guint i = 0; i < self->seen->len; i++)
    count += strstr (((Seen *) self->seen->pdata[i])->line, part) != NULL;
  return count;
}

GPtrArray *
yyq_test_front_list_keys (YyqTestFront *self, const char *part)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->seen->len; i++) {
    const Seen *seen = g_ptr_array_index (self->seen, i);

    if (strstr (seen->line, part) != NULL)
      g_ptr_array_add (keys, g_strdup (seen->key));
  }
  return keys;
}

void
yyq_test_front_pass_events (YyqTestFront *self)
{
  self->events = TRUE;
}
