/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-api.h"

#include "yyq-api-reply.h"
#include "yyq-error.h"
#include "yyq-id.h"

/* A document of 10 MB on a slow line. */
#define DOCUMENT_MS 120000
#define MAX_DOCUMENT (64 * 1024 * 1024)

static char *
template_path (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return yyq_api_path ("/templates/%s%s", escaped, rest);
}

static gpointer
decode_document (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  g_autofree char *hex = yyq_sha256_hex (reply->body);

  if (g_strcmp0 (reply->etag, hex) == 0)
    return g_bytes_ref (reply->body);
  g_set_error (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
               "The document’s SHA-256 is %s, the platform named %s", hex,
               reply->etag != NULL ? reply->etag : "none");
  return NULL;
}

void
yyq_template_api_get_document_async (YyqApiClient *client, const char *id, const char *sha256,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autofree char *escaped = g_uri_escape_string (sha256, NULL, FALSE);
  g_autofree char *rest = g_strdup_printf ("/documents/%s", escaped);
  g_autofree char *path = template_path (id, rest);
  YyqApiCall call = {
    .method = "GET",
    .path = path,
    .flags = YYQ_API_CALL_BINARY,
    .deadline_ms = DOCUMENT_MS,
    .max_reply = MAX_DOCUMENT,
  };

  yyq_api_client_call_async (client, &call, decode_document, (GDestroyNotify) g_bytes_unref,
                             cancellable, callback, user_data);
}

GBytes *
yyq_template_api_get_document_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_editions (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_TEMPLATE_EDITION, error);
}

void
yyq_template_api_list_editions_async (YyqApiClient *client, const char *id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autofree char *path = template_path (id, "/editions");
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_editions, g_object_unref, cancellable, callback,
                             user_data);
}

void
yyq_template_api_get_edition_async (YyqApiClient *client, const char *id, int number,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autofree char *rest = g_strdup_printf ("/editions/%d", number);
  g_autofree char *path = template_path (id, rest);
  YyqApiCall call = { .method = "GET", .path = path, .type = YYQ_TYPE_TEMPLATE_EDITION };

  yyq_api_client_call_async (client, &call, yyq_api_decode_record, g_object_unref, cancellable,
                             callback, user_data);
}
