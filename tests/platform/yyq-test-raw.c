/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-raw.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#define PATIENCE_S 30

static GSocketConnection *
connect_to (GSocketAddress *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, PATIENCE_S);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  return connection;
}

gboolean
yyq_test_raw_listens (const char *path)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  return connection != NULL;
}

GSocketConnection *
yyq_test_raw_connect_unix (const char *path)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  return connect_to (address);
}

static gboolean
accept_any (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors,
            gpointer data)
{
  return TRUE;
}

GIOStream *
yyq_test_raw_connect (guint16 port, gboolean tls)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  GSocketConnection *plain = connect_to (address);
  g_autoptr (GError) error = NULL;
  GIOStream *secure;

  if (!tls)
    return G_IO_STREAM (plain);
  secure = g_tls_client_connection_new (G_IO_STREAM (plain), NULL, &error);
  g_assert_no_error (error);
  g_object_unref (plain);
  /* Nobody looks at them, and they are many. */
  g_tls_connection_set_database (G_TLS_CONNECTION (secure), NULL);
  g_signal_connect (secure, "accept-certificate", G_CALLBACK (accept_any), NULL);
  g_tls_connection_handshake (G_TLS_CONNECTION (secure), NULL, &error);
  g_assert_no_error (error);
  return secure;
}

gboolean
yyq_test_raw_send (GIOStream *stream, const char *data, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, length, NULL,
                                    NULL, NULL);
}

char *
yyq_test_raw_receive (GIOStream *stream)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char chunk[4096];
  gssize n;

  while ((n = g_input_stream_read (g_io_stream_get_input_stream (stream), chunk, sizeof chunk, NULL,
                                   &error)) > 0)
    g_string_append_len (text, chunk, n);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_error ("the server does not close, after: %s", text->str);
  return g_string_free (text, FALSE);
}

char *
yyq_test_raw_exchange (GIOStream *stream, const char *text)
{
  yyq_test_raw_send (stream, text, strlen (text));
  return yyq_test_raw_receive (stream);
}

guint
yyq_test_raw_count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}
