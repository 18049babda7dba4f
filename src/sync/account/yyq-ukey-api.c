/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-api.h"

#include "yyq-api-reply.h"
#include "yyq-api-text.h"
#include "yyq-id.h"
#include "yyq-wire-record.h"

static gpointer
decode_bindings (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_UKEY_BINDING, error);
}

void
yyq_ukey_api_list_async (YyqApiClient *client, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/me/ukeys" };

  yyq_api_client_call_async (client, &call, decode_bindings, g_object_unref, cancellable, callback,
                             user_data);
}

void
yyq_ukey_api_challenge_async (YyqApiClient *client, const char *cert_sha256,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();
  YyqApiCall call = { .method = "POST", .path = "/api/v1/me/ukeys/challenge" };
  g_autoptr (GBytes) body = NULL;

  yyq_api_text_add (text, "cert_sha256", cert_sha256);
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (client, &call, yyq_auth_challenge_decode,
                             (GDestroyNotify) yyq_auth_challenge_free, cancellable, callback,
                             user_data);
}

YyqAuthChallenge *
yyq_ukey_api_challenge_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static GBytes *
make_bind_body (const YyqUkeyBindCall *bind)
{
  YyqApiText *text = yyq_api_text_new ();

  yyq_api_text_add (text, "challenge_id", bind->proof.challenge_id);
  yyq_api_text_add_bytes (text, "certificate", bind->proof.certificate);
  yyq_api_text_add (text, "algorithm", bind->proof.algorithm);
  yyq_api_text_add_bytes (text, "signature", bind->proof.signature);
  yyq_api_text_add (text, "token_label", bind->token_label);
  yyq_api_text_add (text, "token_serial", bind->token_serial);
  yyq_api_text_add (text, "password", yyq_secret_peek (bind->password));
  return yyq_api_text_finish (text);
}

static gpointer
decode_binding (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL
           ? yyq_wire_record_decode (reply->node, YYQ_TYPE_UKEY_BINDING, error)
           : NULL;
}

void
yyq_ukey_api_bind_async (YyqApiClient *client, const YyqUkeyBindCall *bind,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *key = yyq_id_new ();
  g_autoptr (GBytes) body = make_bind_body (bind);
  YyqApiCall call = {
    .method = "POST", .path = "/api/v1/me/ukeys", .body = body, .idempotency_key = key
  };

  yyq_api_client_call_async (client, &call, decode_binding, g_object_unref, cancellable, callback,
                             user_data);
}

YyqUkeyBinding *
yyq_ukey_api_bind_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

/* Takes @path; @body (nullable). */
static void
change (YyqApiClient *client, const char *method, char *path, GBytes *body,
        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *owned = path;
  YyqApiCall call = { .method = method, .path = path, .body = body };

  yyq_api_client_call_async (client, &call, yyq_api_decode_nothing, NULL, cancellable, callback,
                             user_data);
}

static char *
path_of (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return yyq_api_path ("/me/ukeys/%s%s", escaped, rest);
}

void
yyq_ukey_api_unbind_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  change (client, "DELETE", path_of (id, ""), NULL, cancellable, callback, user_data);
}

void
yyq_ukey_api_rename_async (YyqApiClient *client, const char *id, const char *name,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();
  g_autoptr (GBytes) body = NULL;

  yyq_api_text_add (text, "name", name);
  body = yyq_api_text_finish (text);
  change (client, "PATCH", path_of (id, ""), body, cancellable, callback, user_data);
}

void
yyq_ukey_api_report_loss_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  change (client, "POST", path_of (id, "/loss"), body, cancellable, callback, user_data);
}

gboolean
yyq_ukey_api_change_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error) != NULL;
}
