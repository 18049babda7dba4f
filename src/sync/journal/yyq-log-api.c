/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-api.h"

#include "yyq-api-reply.h"
#include "yyq-choice.h"
#include "yyq-log-entry.h"
#include "yyq-wire-record.h"

static gpointer
decode_page (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_page (reply, YYQ_TYPE_LOG_ENTRY, error);
}

static gpointer
decode_choices (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_CHOICE, error);
}

static gpointer
decode_job (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL
           ? yyq_wire_record_decode (reply->node, YYQ_TYPE_JOB, error)
           : NULL;
}

/* (transfer full): @query with one more member. */
static GBytes *
make_body (YyqLogQuery *query, const char *name, const char *value)
{
  g_autoptr (JsonNode) node = yyq_wire_record_encode (query);
  char *text;

  if (value != NULL)
    json_object_set_string_member (json_node_get_object (node), name, value);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* It only reads: to send it again does no harm. */
void
yyq_log_api_search_async (YyqApiClient *client, YyqLogQuery *query, const char *after,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GBytes) body = make_body (query, "after", after);
  YyqApiCall call = { .method = "POST", .path = "/api/v1/log/search", .body = body };

  yyq_api_client_call_async (client, &call, decode_page, (GDestroyNotify) yyq_api_page_free,
                             cancellable, callback, user_data);
}

void
yyq_log_api_list_choices_async (YyqApiClient *client, const char *what, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = yyq_api_path ("/log/%s", what);
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_choices, g_object_unref, cancellable, callback,
                             user_data);
}

static void
start_job (YyqApiClient *client, const char *path, GBytes *body, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *key = g_uuid_string_random ();
  YyqApiCall call = { .method = "POST", .path = path, .body = body, .idempotency_key = key };

  yyq_api_client_call_async (client, &call, decode_job, g_object_unref, cancellable, callback,
                             user_data);
}

void
yyq_log_api_export_async (YyqApiClient *client, YyqLogQuery *query, const char *format,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GBytes) body = make_body (query, "format", format);

  start_job (client, "/api/v1/log/export", body, cancellable, callback, user_data);
}

void
yyq_log_api_verify_async (YyqApiClient *client, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  static const char only[] = "{\"only\":\"log\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (only, sizeof only - 1);

  start_job (client, "/api/v1/evidence/verify", body, cancellable, callback, user_data);
}
