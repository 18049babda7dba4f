/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ctl-platform.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "yyq-api-problem.h"
#include "yyq-ctl-console.h"
#include "yyq-ctl.h"
#include "yyq-error.h"
#include "yyq-wire.h"

/* Composing an imported contract is the longest that most commands ask for. */
#define PATIENCE_S 60
#define REPLY_MAX (1024 * 1024)

static void
append_pair (GByteArray *header, const char *name, const char *value)
{
  g_byte_array_append (header, (const guint8 *) name, (guint) strlen (name) + 1);
  g_byte_array_append (header, (const guint8 *) value, (guint) strlen (value) + 1);
}

/* (transfer full): the SCGI request; CONTENT_LENGTH comes first, as the protocol wants it. */
static GByteArray *
make_request (const char *path, GBytes *body)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (body));
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *prefix = NULL;
  GByteArray *request = g_byte_array_new ();

  append_pair (header, "CONTENT_LENGTH", length);
  append_pair (header, "SCGI", "1");
  append_pair (header, "REQUEST_METHOD", "POST");
  append_pair (header, "REQUEST_URI", path);
  append_pair (header, "CONTENT_TYPE", "application/json");
  append_pair (header, "HTTP_IDEMPOTENCY_KEY", key);
  prefix = g_strdup_printf ("%u:", header->len);
  g_byte_array_append (request, (const guint8 *) prefix, (guint) strlen (prefix));
  g_byte_array_append (request, header->data, header->len);
  g_byte_array_append (request, (const guint8 *) ",", 1);
  g_byte_array_append (request, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  return request;
}

/* What a failure of the socket means to the person at the terminal. */
static void
set_error (GError **error, const GError *cause, const char *socket_path)
{
  YyqApiError code = YYQ_API_ERROR_OFFLINE;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    code = YYQ_API_ERROR_FORBIDDEN;
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = YYQ_API_ERROR_TIMEOUT;
  g_set_error (error, YYQ_API_ERROR, code, "%s: %s", socket_path, cause->message);
}

static GSocketConnection *
connect_to (const char *socket_path, guint patience_s, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket_path);

  g_socket_client_set_timeout (client, patience_s);
  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, error);
}

/* (transfer full): everything until the platform closes. */
static GByteArray *
exchange (const char *socket_path, GByteArray *request, guint patience_s, GError **error)
{
  g_autoptr (GSocketConnection) connection = connect_to (socket_path, patience_s, error);
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  guint8 chunk[16 * 1024];
  GOutputStream *out;
  GInputStream *in;
  gssize n;

  if (connection == NULL)
    return NULL;
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  if (!g_output_stream_write_all (out, request->data, request->len, NULL, NULL, error))
    return NULL;
  while ((n = g_input_stream_read (in, chunk, sizeof chunk, NULL, error)) > 0) {
    g_byte_array_append (reply, chunk, (guint) n);
    if (reply->len > REPLY_MAX)
      break;
  }
  return n < 0 ? NULL : g_steal_pointer (&reply);
}

/* The value of @name in the head's lines; NULL when it has none. */
static char *
take_header (const char *head, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  gsize length = strlen (name);

  for (char **line = lines; *line != NULL; line++)
    if (g_ascii_strncasecmp (*line, name, length) == 0 && (*line)[length] == ':')
      return g_strstrip (g_strdup (*line + length + 1));
  return NULL;
}

static JsonNode *
read_reply (GByteArray *reply, GError **error)
{
  const char *end = g_strstr_len ((const char *) reply->data, reply->len, "\r\n\r\n");
  g_autofree char *head = NULL;
  g_autofree char *status = NULL;
  g_autofree char *length = NULL;
  g_autofree char *request_id = NULL;
  g_autoptr (GBytes) body = NULL;

  if (end == NULL) {
    g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "no head");
    return NULL;
  }
  head = g_strndup ((const char *) reply->data, (gsize) (end - (const char *) reply->data));
  body = g_bytes_new (end + 4, reply->len - (gsize) (end + 4 - (const char *) reply->data));
  status = take_header (head, "Status");
  length = take_header (head, "Content-Length");
  request_id = take_header (head, "X-Request-Id");
  if (status == NULL ||
      (length != NULL && g_ascii_strtoull (length, NULL, 10) != g_bytes_get_size (body))) {
    g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "cut off");
    return NULL;
  }
  if (g_ascii_strtoull (status, NULL, 10) / 100 == 2)
    return yyq_wire_parse (body, error);
  g_propagate_error (error, yyq_api_problem_new_error ((guint) g_ascii_strtoull (status, NULL, 10),
                                                       body, request_id));
  return NULL;
}

JsonNode *
yyq_ctl_platform_post (const char *socket_path, const char *path, JsonNode *body, GError **error)
{
  return yyq_ctl_platform_post_within (socket_path, path, body, PATIENCE_S, error);
}

JsonNode *
yyq_ctl_platform_post_within (const char *socket_path, const char *path, JsonNode *body,
                              guint patience_s, GError **error)
{
  g_autoptr (GBytes) text = yyq_wire_serialize (body);
  g_autoptr (GByteArray) request = make_request (path, text);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GByteArray) reply = exchange (socket_path, request, patience_s, &cause);

  /* It may hold a password. */
  explicit_bzero (request->data, request->len);
  if (reply == NULL) {
    set_error (error, cause, socket_path);
    return NULL;
  }
  return read_reply (reply, error);
}

int
yyq_ctl_platform_run (const char *socket_path, const char *path, JsonBuilder *body)
{
  g_autoptr (JsonBuilder) owned = body;
  g_autoptr (JsonNode) request = json_builder_get_root (owned);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = yyq_ctl_platform_post (
    socket_path != NULL ? socket_path : YYQ_CTL_DEFAULT_SOCKET, path, request, &error);
  g_autofree char *text = NULL;

  if (reply == NULL) {
    yyq_ctl_complain (NULL, error);
    return error->domain == YYQ_API_ERROR && error->code >= YYQ_API_ERROR_UNAUTHENTICATED &&
               error->code < YYQ_API_ERROR_SERVER
             ? YYQ_CTL_NO
             : YYQ_CTL_FAILED;
  }
  text = json_to_string (reply, TRUE);
  g_print ("%s\n", text);
  return YYQ_CTL_OK;
}
