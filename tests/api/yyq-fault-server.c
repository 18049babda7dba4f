/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fault-server.h"

#include "yyq-test-soup.h"

struct _YyqFaultServer {
  SoupServer *soup;
  GArray *answers; /* of YyqFaultAnswer */
  GPtrArray *paths;
  SoupMessageHeaders *last; /* (nullable) */
  char *url;
};

/* The first that fits; it stays when it is the last one for its path. */
static YyqFaultAnswer
take_answer (YyqFaultServer *self, const char *path)
{
  YyqFaultAnswer found = { NULL, 404, "{}" };
  int first = -1;
  gboolean another = FALSE;

  for (guint i = 0; i < self->answers->len; i++) {
    const YyqFaultAnswer *answer = &g_array_index (self->answers, YyqFaultAnswer, i);

    if (answer->path != NULL && !g_str_equal (answer->path, path))
      continue;
    if (first >= 0 && g_strcmp0 (answer->path, found.path) == 0)
      another = TRUE;
    if (first < 0) {
      first = (int) i;
      found = *answer;
    }
  }
  if (another)
    g_array_remove_index (self->answers, (guint) first);
  return found;
}

static void
cut (SoupServerMessage *message, const YyqFaultAnswer *answer)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  g_autofree char *text = g_strdup_printf (
    "HTTP/1.1 %u X\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
    answer->status, strlen (answer->body));
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
  g_output_stream_write_all (output, answer->body, strlen (answer->body) / 2, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
remember (YyqFaultServer *self, SoupServerMessage *message, const char *path)
{
  g_clear_pointer (&self->last, soup_message_headers_unref);
  self->last = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  g_ptr_array_add (self->paths, g_strdup (path));
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer user_data)
{
  YyqFaultServer *self = user_data;
  YyqFaultAnswer answer = take_answer (self, path);

  remember (self, message, path);
  if (answer.fault == YYQ_FAULT_SILENT) {
    soup_server_message_pause (message);
    return;
  }
  if (answer.fault == YYQ_FAULT_CUT) {
    cut (message, &answer);
    return;
  }
  if (answer.header != NULL) {
    g_auto (GStrv) parts = g_strsplit (answer.header, ": ", 2);

    soup_message_headers_replace (soup_server_message_get_response_headers (message), parts[0],
                                  parts[1]);
  }
  soup_server_message_set_status (message, answer.status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer.body,
                                    strlen (answer.body));
}

/* A socket of our own, because libsoup 3.2 leaks the address of a port that the system chose. */
static guint16
listen_local (SoupServer *soup)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket) socket =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, any, FALSE, NULL) && g_socket_listen (socket, NULL));
  address = g_socket_get_local_address (socket, NULL);
  soup_server_listen_socket (soup, socket, 0, &error);
  g_assert_no_error (error);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

YyqFaultServer *
yyq_fault_server_new (void)
{
  YyqFaultServer *self = g_new0 (YyqFaultServer, 1);

  yyq_test_forgive_soup ();
  self->soup = soup_server_new (NULL, NULL);
  self->answers = g_array_new (FALSE, FALSE, sizeof (YyqFaultAnswer));
  self->paths = g_ptr_array_new_with_free_func (g_free);
  soup_server_add_handler (self->soup, NULL, handle_cb, self, NULL);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", listen_local (self->soup));
  return self;
}

void
yyq_fault_server_free (YyqFaultServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_array_unref (self->answers);
  g_ptr_array_unref (self->paths);
  g_clear_pointer (&self->last, soup_message_headers_unref);
  g_free (self->url);
  g_free (self);
}

void
yyq_fault_server_answer (YyqFaultServer *self, const YyqFaultAnswer *answer)
{
  g_array_append_vals (self->answers, answer, 1);
}

const char *
yyq_fault_server_get_url (YyqFaultServer *self)
{
  return self->url;
}

guint
yyq_fault_server_count (YyqFaultServer *self, const char *path)
{
  guint count = 0;

  for (guint i = 0; i < self->paths->len; i++)
    count += path == NULL || g_str_equal (self->paths->pdata[i], path);
  return count;
}

const char *
yyq_fault_server_get_last (YyqFaultServer *self, const char *header)
{
  return soup_message_headers_get_one (self->last, header);
}
