/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-auth-api.h"

#include "yyq-api-reply.h"
#include "yyq-api-text.h"
#include "yyq-enterprise.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#define MAX_LIST (64 * 1024 * 1024)
#define PROBE_MS 5000
/* Checking a password is made slow on purpose. */
#define LOGIN_MS 20000

static gpointer
decode_node (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL ? json_node_ref (reply->node) : NULL;
}

void
yyq_auth_api_get_server_async (YyqApiClient *client, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/server", .flags = YYQ_API_CALL_PUBLIC };

  yyq_api_client_call_async (client, &call, decode_node, (GDestroyNotify) json_node_unref,
                             cancellable, callback, user_data);
}

JsonNode *
yyq_auth_api_get_server_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_bytes (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return g_bytes_ref (reply->body);
}

void
yyq_auth_api_get_list_async (YyqApiClient *client, const char *sha256, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *escaped = g_uri_escape_string (sha256, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v1/server/revocation-lists/", escaped, NULL);
  YyqApiCall call = {
    .method = "GET",
    .path = path,
    .flags = YYQ_API_CALL_PUBLIC | YYQ_API_CALL_BINARY,
    .max_reply = MAX_LIST,
  };

  yyq_api_client_call_async (client, &call, decode_bytes, (GDestroyNotify) g_bytes_unref,
                             cancellable, callback, user_data);
}

GBytes *
yyq_auth_api_get_list_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

void
yyq_auth_api_probe_async (YyqApiClient *client, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = {
    .method = "GET",
    .path = "/readyz",
    .flags = YYQ_API_CALL_PUBLIC | YYQ_API_CALL_ONCE | YYQ_API_CALL_BINARY,
    .deadline_ms = PROBE_MS,
  };

  yyq_api_client_call_async (client, &call, yyq_api_decode_nothing, NULL, cancellable, callback,
                             user_data);
}

gboolean
yyq_auth_api_probe_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error) != NULL;
}

static gpointer
decode_session (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  JsonObject *object = yyq_api_reply_object (reply, error);
  JsonObject *account_object = NULL;
  g_autoptr (YyqAccount) account = NULL;

  if (object == NULL || !yyq_wire_get_object (object, "account", &account_object, error))
    return NULL;
  account =
    yyq_wire_record_decode (json_object_get_member (object, "account"), YYQ_TYPE_ACCOUNT, error);
  if (account == NULL || !yyq_api_client_take_device (client, object, error) ||
      !yyq_api_client_take_session (client, object, error))
    return NULL;
  return g_steal_pointer (&account);
}

/* Takes @text, which says who logs in; this adds from where. */
static void
log_in (YyqApiClient *client, const char *path, YyqApiText *text, GCancellable *cancellable,
        GAsyncReadyCallback callback, gpointer user_data)
{
  YyqSecret *device = yyq_api_client_get_device_secret (client);
  g_autoptr (GBytes) body = NULL;
  YyqApiCall call = {
    .method = "POST", .path = path, .flags = YYQ_API_CALL_PUBLIC, .deadline_ms = LOGIN_MS
  };

  if (device != NULL)
    yyq_api_text_add (text, "device_secret", yyq_secret_peek (device));
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (client, &call, decode_session, g_object_unref, cancellable, callback,
                             user_data);
}

void
yyq_auth_api_login_password_async (YyqApiClient *client, const char *phone, YyqSecret *password,
                                   const char *device, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();

  yyq_api_text_add (text, "phone", phone);
  yyq_api_text_add (text, "password", yyq_secret_peek (password));
  yyq_api_text_add (text, "device", device);
  log_in (client, "/api/v1/auth/login-password", text, cancellable, callback, user_data);
}

YyqAccount *
yyq_auth_api_login_password_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

void
yyq_auth_challenge_free (YyqAuthChallenge *challenge)
{
  g_free (challenge->id);
  g_clear_pointer (&challenge->to_sign, g_bytes_unref);
  g_free (challenge);
}

gpointer
yyq_auth_challenge_decode (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  JsonObject *object = yyq_api_reply_object (reply, error);
  g_autoptr (YyqAuthChallenge) challenge = g_new0 (YyqAuthChallenge, 1);
  const char *id = NULL;

  if (object == NULL || !yyq_wire_get_string (object, "challenge_id", &id, error))
    return NULL;
  challenge->id = g_strdup (id);
  challenge->to_sign = yyq_wire_get_bytes (object, "to_sign", error);
  return challenge->to_sign != NULL ? g_steal_pointer (&challenge) : NULL;
}

void
yyq_auth_api_challenge_async (YyqApiClient *client, const char *cert_sha256,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();
  YyqApiCall call = { .method = "POST",
                      .path = "/api/v1/auth/ukey/challenge",
                      .flags = YYQ_API_CALL_PUBLIC };
  g_autoptr (GBytes) body = NULL;

  yyq_api_text_add (text, "cert_sha256", cert_sha256);
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (client, &call, yyq_auth_challenge_decode,
                             (GDestroyNotify) yyq_auth_challenge_free, cancellable, callback,
                             user_data);
}

YyqAuthChallenge *
yyq_auth_api_challenge_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

void
yyq_auth_api_login_ukey_async (YyqApiClient *client, const YyqAuthProof *proof, const char *device,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();

  yyq_api_text_add (text, "challenge_id", proof->challenge_id);
  yyq_api_text_add_bytes (text, "certificate", proof->certificate);
  yyq_api_text_add (text, "algorithm", proof->algorithm);
  yyq_api_text_add_bytes (text, "signature", proof->signature);
  yyq_api_text_add (text, "device", device);
  log_in (client, "/api/v1/auth/ukey/login", text, cancellable, callback, user_data);
}

YyqAccount *
yyq_auth_api_login_ukey_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

void
yyq_auth_api_logout_async (YyqApiClient *client, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  YyqApiCall call = { .method = "POST",
                      .path = "/api/v1/auth/logout",
                      .body = body,
                      .flags = YYQ_API_CALL_ONCE,
                      .deadline_ms = PROBE_MS };

  yyq_api_client_call_async (client, &call, yyq_api_decode_nothing, NULL, cancellable, callback,
                             user_data);
}

gboolean
yyq_auth_api_logout_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error) != NULL;
}

static gpointer
decode_enterprises (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_ENTERPRISE, error);
}

void
yyq_auth_api_list_enterprises_async (YyqApiClient *client, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/auth/enterprises" };

  yyq_api_client_call_async (client, &call, decode_enterprises, g_object_unref, cancellable,
                             callback, user_data);
}

void
yyq_auth_api_choose_enterprise_async (YyqApiClient *client, const char *enterprise_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();
  YyqApiCall call = { .method = "POST", .path = "/api/v1/auth/enterprises" };
  g_autoptr (GBytes) body = NULL;

  yyq_api_text_add (text, "enterprise_id", enterprise_id);
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (client, &call, yyq_api_decode_nothing, NULL, cancellable, callback,
                             user_data);
}

gboolean
yyq_auth_api_choose_enterprise_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error) != NULL;
}

static gpointer
decode_account (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL
           ? yyq_wire_record_decode (reply->node, YYQ_TYPE_ACCOUNT, error)
           : NULL;
}

void
yyq_auth_api_get_me_async (YyqApiClient *client, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/me" };

  yyq_api_client_call_async (client, &call, decode_account, g_object_unref, cancellable, callback,
                             user_data);
}

YyqAccount *
yyq_auth_api_get_me_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}
