/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-platform.h"

#include <string.h>

#include "yyq-wire.h"

/* The client's half of the fixture: one request at a time, its reply held against the contract. */

void
yyq_test_reply_free (YyqTestReply *reply)
{
  g_free (reply->type);
  g_bytes_unref (reply->body);
  g_clear_pointer (&reply->node, json_node_unref);
  soup_message_headers_unref (reply->headers);
  g_free (reply);
}

SoupMessage *
yyq_test_platform_message (YyqTestPlatform *self, const char *method, const char *target,
                           const char *token)
{
  g_autofree char *url = g_strconcat (self->base_url, target, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  SoupMessage *message = soup_message_new (method, url);

  g_assert_nonnull (message);
  /* SoupServer closes after each reply; libsoup's client may still take that connection for the
   * next one. */
  if (self->nginx == NULL)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (token != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  bearer);
  return message;
}

static gboolean
fits (char **pattern, char **path)
{
  for (; *pattern != NULL && *path != NULL; pattern++, path++)
    if (**pattern != '{' && !g_str_equal (*pattern, *path))
      return FALSE;
  return *pattern == NULL && *path == NULL;
}

/* (transfer full) (nullable): the one with the fewest parameters. */
static char *
find_operation (YyqTestPlatform *self, const char *method, const char *target)
{
  g_auto (GStrv) list = yyq_test_contract_list (self->contract);
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));
  g_autofree char *wanted = g_strconcat (method, " ", path, NULL);
  g_auto (GStrv) segments = g_strsplit (wanted, "/", -1);
  char *best = NULL;

  for (char **operation = list; *operation != NULL; operation++) {
    g_auto (GStrv) pattern = g_strsplit (*operation, "/", -1);

    if (fits (pattern, segments) && (best == NULL || strchr (*operation, '{') == NULL)) {
      g_free (best);
      best = g_strdup (*operation);
    }
  }
  return best;
}

static void
check_problem (YyqTestReply *reply)
{
  JsonObject *object;

  if (g_strcmp0 (reply->type, "application/problem+json") != 0)
    return;
  object = json_node_get_object (reply->node);
  g_assert_cmpint (json_object_get_int_member (object, "status"), ==, reply->status);
  g_assert_cmpstr (json_object_get_string_member (object, "instance"), ==,
                   soup_message_headers_get_one (reply->headers, "X-Request-Id"));
}

static void
check_reply (YyqTestPlatform *self, SoupMessage *message, const char *target, YyqTestReply *reply)
{
  g_autofree char *operation = find_operation (self, soup_message_get_method (message), target);
  g_autofree char *problem = NULL;
  const char *id = soup_message_headers_get_one (reply->headers, "X-Request-Id");

  g_assert_nonnull (id);
  g_assert_true (g_uuid_string_is_valid (id));
  check_problem (reply);
  if (operation == NULL)
    return;
  problem =
    yyq_test_contract_check (self->contract, operation, reply->status, reply->type, reply->node);
  if (problem != NULL)
    g_error ("%s %u: %s\n%.*s", operation, reply->status, problem,
             (int) MIN (g_bytes_get_size (reply->body), 2000),
             (const char *) g_bytes_get_data (reply->body, NULL));
}

/* (transfer full): all of it; of events, which go on, what comes first. */
static GBytes *
read_body (YyqTestPlatform *self, SoupMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send (self->session, message, NULL, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  GBytes *body = NULL;

  g_assert_no_error (error);
  if (g_strcmp0 (
        soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL),
        "text/event-stream") == 0) {
    body = g_input_stream_read_bytes (stream, 4096, NULL, &error);
    g_input_stream_close (stream, NULL, NULL);
  } else {
    g_output_stream_splice (
      memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      NULL, &error);
    body = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  }
  g_assert_no_error (error);
  return body;
}

YyqTestReply *
yyq_test_platform_call_full (YyqTestPlatform *self, SoupMessage *message, const char *body)
{
  g_autoptr (GError) error = NULL;
  YyqTestReply *reply = g_new0 (YyqTestReply, 1);
  g_autofree char *target = g_uri_to_string (soup_message_get_uri (message));

  if (body != NULL) {
    g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  }
  reply->body = read_body (self, message);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->type = g_strdup (soup_message_headers_get_content_type (reply->headers, NULL));
  if (reply->type != NULL && g_str_has_suffix (reply->type, "json")) {
    reply->node = yyq_wire_parse (reply->body, &error);
    g_assert_no_error (error);
  }
  check_reply (self, message, target + strlen (self->base_url), reply);
  return reply;
}

YyqTestReply *
yyq_test_platform_call (YyqTestPlatform *self, const char *method, const char *target,
                        const char *token, const char *key, const char *body)
{
  g_autoptr (SoupMessage) message = yyq_test_platform_message (self, method, target, token);

  if (key != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Idempotency-Key",
                                  key);
  return yyq_test_platform_call_full (self, message, body);
}

const char *
yyq_test_reply_get (YyqTestReply *reply, const char *name)
{
  const char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (reply->node);
  yyq_wire_get_string (json_node_get_object (reply->node), name, &value, &error);
  g_assert_no_error (error);
  return value;
}

JsonArray *
yyq_test_reply_items (YyqTestReply *reply, const char *name)
{
  g_assert_nonnull (reply->node);
  return json_object_get_array_member (json_node_get_object (reply->node), name);
}

const char *
yyq_test_reply_problem (YyqTestReply *reply)
{
  if (g_strcmp0 (reply->type, "application/problem+json") != 0)
    return "";
  return yyq_test_reply_get (reply, "type") + strlen ("urn:yyq:problem:");
}
