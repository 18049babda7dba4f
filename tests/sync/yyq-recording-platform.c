/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-recording-platform.h"

#include <json-glib/json-glib.h>

#define PREFIX "/api/v1/objects/"

GBytes *
recording_body_new (gint64 n, const char *after, gsize padding)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"n\": %" G_GINT64_FORMAT, n);
  if (after != NULL)
    g_string_append_printf (text, ", \"after\": \"%s\"", after);
  g_string_append_c (text, '}');
  for (gsize i = 0; i < padding; i++)
    g_string_append_c (text, ' ');
  return g_string_free_to_bytes (text);
}

static char *
place_of (const char *object_id, gint64 n)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, object_id, n);
}

gboolean
recording_platform_has_done (RecordingPlatform *self, const char *object_id, gint64 n)
{
  g_autofree char *place = place_of (object_id, n);

  return g_hash_table_contains (self->places, place);
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
lose (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

/* What must have been done before this one. */
static void
look_at_order (RecordingPlatform *self, const char *object_id, gint64 n, const char *after)
{
  if ((n > 1 && !recording_platform_has_done (self, object_id, n - 1)) ||
      (after != NULL && !g_hash_table_contains (self->places, after)) ||
      recording_platform_has_done (self, object_id, n))
    self->n_out_of_order++;
}

static void
take (RecordingPlatform *self, SoupServerMessage *message, const char *object_id, JsonObject *body)
{
  const char *key = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Idempotency-Key");
  const gint64 n = json_object_get_int_member (body, "n");
  RecordingAnswer what;

  g_assert_nonnull (key);
  if (g_hash_table_contains (self->keys, key)) {
    self->n_replayed++;
    answer (message, 200, "{}");
    return;
  }
  look_at_order (self, object_id, n,
                 json_object_get_string_member_with_default (body, "after", NULL));
  what = self->choose != NULL ? self->choose (object_id, n, self->data) : RECORDING_DO;
  if (what == RECORDING_DO || what == RECORDING_LOSE_REPLY) {
    self->n_done++;
    g_hash_table_add (self->keys, g_strdup (key));
    g_hash_table_add (self->places, place_of (object_id, n));
  }
  if (what == RECORDING_DO) {
    answer (message, 200, "{}");
  } else if (what == RECORDING_LOSE_REPLY) {
    lose (message);
  } else if (what == RECORDING_FAIL) {
    answer (message, 500,
            "{\"type\":\"urn:yyq:problem:internal\",\"title\":\"internal\",\"status\":500}");
  } else if (what == RECORDING_REFUSE) {
    self->n_refused++;
    answer (message, 409,
            "{\"type\":\"urn:yyq:problem:conflict\",\"title\":\"conflict\",\"status\":409}");
  } else {
    soup_server_message_pause (message);
  }
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer user_data)
{
  RecordingPlatform *self = user_data;
  g_auto (GStrv) parts = g_strsplit (path + strlen (PREFIX), "/", 2);
  g_autoptr (GBytes) bytes =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_assert_cmpstr (parts[1], ==, "commands");
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  take (self, message, parts[0], json_node_get_object (json_parser_get_root (parser)));
}

RecordingPlatform *
recording_platform_new (void)
{
  RecordingPlatform *self = g_new0 (RecordingPlatform, 1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->front = yyq_test_front_new ();
  yyq_test_front_add (self->front, PREFIX, handle_cb, self);
  return self;
}

void
recording_platform_free (RecordingPlatform *self)
{
  yyq_test_front_free (self->front);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->places);
  g_free (self);
}
