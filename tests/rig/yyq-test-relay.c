/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-relay.h"

#define CHUNK 4096

typedef struct {
  SoupMessage *inside;
  SoupServerMessage *outside;
  GIOStream *client; /* (nullable): from when it is answered with a stream */
  GInputStream *from;
  GCancellable *cancellable; /* its own */
  GCancellable *all;
  gulong all_id;
  guint *n_running;
  guint n_reading; /* reads under way */
  char last;
} Relay;

static void
all_cb (GCancellable *all, Relay *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
relay_free (Relay *self)
{
  g_cancellable_disconnect (self->all, self->all_id);
  if (self->client != NULL)
    g_io_stream_close (self->client, NULL, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->from);
  g_object_unref (self->inside);
  g_object_unref (self->outside);
  g_object_unref (self->cancellable);
  g_object_unref (self->all);
  --*self->n_running;
  g_free (self);
}

/* A read has ended, and with it the whole. */
static void
end (Relay *self)
{
  g_cancellable_cancel (self->cancellable);
  if (--self->n_reading == 0)
    relay_free (self);
}

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  end (user_data);
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Relay *self = user_data;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (size == 0 || !g_output_stream_write_all (g_io_stream_get_output_stream (self->client), data,
                                               size, NULL, NULL, NULL))
    end (self);
  else
    g_input_stream_read_bytes_async (self->from, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                     came_cb, self);
}

static void
stream (Relay *self)
{
  static const char head[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  self->client = soup_server_message_steal_connection (self->outside);
  g_output_stream_write_all (g_io_stream_get_output_stream (self->client), head, strlen (head),
                             NULL, NULL, NULL);
  self->n_reading = 2;
  g_input_stream_read_async (g_io_stream_get_input_stream (self->client), &self->last, 1,
                             G_PRIORITY_DEFAULT, self->cancellable, gone_cb, self);
  g_input_stream_read_bytes_async (self->from, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                   came_cb, self);
}

/* A refusal is short: it comes with its head. */
static void
refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Relay *self = user_data;
  g_autoptr (GBytes) body =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->outside);

  soup_server_message_set_status (self->outside, soup_message_get_status (self->inside), NULL);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (
    headers, "Content-Type",
    soup_message_headers_get_content_type (soup_message_get_response_headers (self->inside), NULL));
  if (body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->outside), body);
  soup_server_message_unpause (self->outside);
  relay_free (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Relay *self = user_data;

  self->from = soup_session_send_finish (SOUP_SESSION (source), result, NULL);
  if (self->from == NULL) {
    soup_server_message_set_status (self->outside, 502, NULL);
    soup_message_headers_replace (soup_server_message_get_response_headers (self->outside),
                                  "Connection", "close");
    soup_server_message_unpause (self->outside);
    relay_free (self);
  } else if (soup_message_get_status (self->inside) == 200) {
    stream (self);
  } else {
    g_input_stream_read_bytes_async (self->from, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                     refused_cb, self);
  }
}

void
yyq_test_relay_start (SoupSession *session, SoupMessage *inside, SoupServerMessage *outside,
                      GCancellable *cancellable, guint *n_running)
{
  Relay *self = g_new0 (Relay, 1);

  ++*n_running;
  self->inside = g_object_ref (inside);
  self->outside = g_object_ref (outside);
  self->cancellable = g_cancellable_new ();
  self->all = g_object_ref (cancellable);
  self->all_id = g_cancellable_connect (cancellable, G_CALLBACK (all_cb), self, NULL);
  self->n_running = n_running;
  soup_server_message_pause (outside);
  soup_session_send_async (session, inside, G_PRIORITY_DEFAULT, self->cancellable, sent_cb, self);
}
