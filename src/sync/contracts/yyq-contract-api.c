/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-api.h"

#include "yyq-api-reply.h"
#include "yyq-api-text.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-seal.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

/* A document with its signatures, on a slow line. */
#define DOCUMENT_MS 120000
#define MAX_DOCUMENT (64 * 1024 * 1024)

static char *
contract_path (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return yyq_api_path ("/contracts/%s%s", escaped, rest);
}

/* RFC 9530 §3: "sha-256=:BASE64:", perhaps among others. */
static gboolean
digest_has (const char *repr_digest, const char *base64)
{
  g_autofree char *wanted = g_strdup_printf ("sha-256=:%s:", base64);

  return strstr (repr_digest, wanted) != NULL;
}

static gpointer
decode_document (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;
  gsize size = 0;
  const guchar *data = g_bytes_get_data (reply->body, &size);
  const char *hex = NULL;

  g_checksum_update (checksum, data, (gssize) size);
  hex = g_checksum_get_string (checksum);
  if (reply->etag == NULL || !g_str_equal (reply->etag, hex)) {
    g_set_error (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                 "The document’s SHA-256 is %s, the platform named %s", hex,
                 reply->etag != NULL ? reply->etag : "none");
    return NULL;
  }
  g_checksum_get_digest (checksum, digest, &length);
  base64 = g_base64_encode (digest, length);
  if (reply->repr_digest != NULL && strstr (reply->repr_digest, "sha-256=") != NULL &&
      !digest_has (reply->repr_digest, base64)) {
    g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                         "The document does not have the digest of its header");
    return NULL;
  }
  return g_bytes_ref (reply->body);
}

void
yyq_contract_api_get_document_async (YyqApiClient *client, const char *id, int revision,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autofree char *rest = g_strdup_printf ("/documents/%d", revision);
  g_autofree char *path = contract_path (id, rest);
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
yyq_contract_api_get_document_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_events (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_CONTRACT_EVENT, error);
}

void
yyq_contract_api_list_events_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = contract_path (id, "/events");
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_events, g_object_unref, cancellable, callback,
                             user_data);
}

GListModel *
yyq_contract_api_list_events_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_sign_session (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL
           ? yyq_wire_record_decode (reply->node, YYQ_TYPE_SIGN_SESSION, error)
           : NULL;
}

void
yyq_contract_api_create_sign_session_async (YyqApiClient *client, const char *contract_id,
                                            const char *party_id, const char *seal_id,
                                            GBytes *certificate, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = contract_path (contract_id, "/sign-sessions");
  g_autofree char *key = yyq_id_new ();
  YyqApiText *text = yyq_api_text_new ();
  g_autoptr (GBytes) body = NULL;
  YyqApiCall call = { .method = "POST", .path = path, .idempotency_key = key };

  yyq_api_text_add (text, "party_id", party_id);
  yyq_api_text_add (text, "seal_id", seal_id);
  yyq_api_text_add_bytes (text, "certificate", certificate);
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (client, &call, decode_sign_session, g_object_unref, cancellable,
                             callback, user_data);
}

YyqSignSession *
yyq_contract_api_create_sign_session_finish (YyqApiClient *client, GAsyncResult *result,
                                             GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

GBytes *
yyq_contract_api_completion_body (const char *base_sha256, GBytes *tail, gboolean timestamped)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (object, "base_sha256", base_sha256);
  yyq_wire_set_bytes (object, "tail", tail);
  json_object_set_boolean_member (object, "timestamped", timestamped);
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

void
yyq_contract_api_delete_sign_session_async (YyqApiClient *client, const char *session_id,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autofree char *escaped = g_uri_escape_string (session_id, NULL, FALSE);
  g_autofree char *path = yyq_api_path ("/sign-sessions/%s", escaped);
  YyqApiCall call = { .method = "DELETE", .path = path };

  yyq_api_client_call_async (client, &call, yyq_api_decode_nothing, NULL, cancellable, callback,
                             user_data);
}

gboolean
yyq_contract_api_delete_sign_session_finish (YyqApiClient *client, GAsyncResult *result,
                                             GError **error)
{
  return yyq_api_client_call_finish (client, result, error) != NULL;
}

static gpointer
decode_seals (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_SEAL, error);
}

void
yyq_contract_api_list_seals_async (YyqApiClient *client, const char *contract_id,
                                   const char *party_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *party = g_uri_escape_string (party_id, NULL, FALSE);
  g_autofree char *suffix = g_strdup_printf ("/parties/%s/seals", party);
  g_autofree char *path = contract_path (contract_id, suffix);
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_seals, g_object_unref, cancellable, callback,
                             user_data);
}
