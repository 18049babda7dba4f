/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-account.h"
#include "yyq-api-client.h"

G_BEGIN_DECLS

/* Who is there and who am I: /server, /auth, /me. Errors as of yyq_api_client_call_async(). */

/* (transfer full): the reply of GET /server. */
void yyq_auth_api_get_server_async (YyqApiClient *client, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
JsonNode *yyq_auth_api_get_server_finish (YyqApiClient *client, GAsyncResult *result,
                                          GError **error);

/* (transfer full): a revocation list of the platform by its @sha256, DER; at most 64 MiB. */
void yyq_auth_api_get_list_async (YyqApiClient *client, const char *sha256,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
GBytes *yyq_auth_api_get_list_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

/* Is the platform there and ready? One attempt of at most 5 s. */
void yyq_auth_api_probe_async (YyqApiClient *client, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_auth_api_probe_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

/* The tokens go into @client. (transfer full): the account without enterprise and permissions. */
void yyq_auth_api_login_password_async (YyqApiClient *client, const char *phone,
                                        YyqSecret *password, const char *device,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
YyqAccount *yyq_auth_api_login_password_finish (YyqApiClient *client, GAsyncResult *result,
                                                GError **error);

/* What the platform wants signed; check it before signing. */
typedef struct {
  char *id;
  GBytes *to_sign;
} YyqAuthChallenge;

void yyq_auth_challenge_free (YyqAuthChallenge *challenge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqAuthChallenge, yyq_auth_challenge_free)

/* A YyqApiDecode. */
gpointer yyq_auth_challenge_decode (YyqApiClient *client, YyqApiReply *reply, GError **error);

/* @cert_sha256: hex. (transfer full) */
void yyq_auth_api_challenge_async (YyqApiClient *client, const char *cert_sha256,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
YyqAuthChallenge *yyq_auth_api_challenge_finish (YyqApiClient *client, GAsyncResult *result,
                                                 GError **error);

/* The answer to a challenge; only read during the call. */
typedef struct {
  const char *challenge_id;
  GBytes *certificate;   /* DER */
  const char *algorithm; /* "rsa-pkcs1-sha256", "ecdsa-sha256" */
  GBytes *signature;
} YyqAuthProof;

void yyq_auth_api_login_ukey_async (YyqApiClient *client, const YyqAuthProof *proof,
                                    const char *device, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
YyqAccount *yyq_auth_api_login_ukey_finish (YyqApiClient *client, GAsyncResult *result,
                                            GError **error);

/* The tokens stay in @client: the caller drops them, whatever comes back. */
void yyq_auth_api_logout_async (YyqApiClient *client, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_auth_api_logout_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

/* yyq_api_client_call_finish() gives a GListModel of YyqEnterprise. */
void yyq_auth_api_list_enterprises_async (YyqApiClient *client, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

void yyq_auth_api_choose_enterprise_async (YyqApiClient *client, const char *enterprise_id,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean yyq_auth_api_choose_enterprise_finish (YyqApiClient *client, GAsyncResult *result,
                                                GError **error);

/* (transfer full): with the chosen enterprise, permissions and UKeys. */
void yyq_auth_api_get_me_async (YyqApiClient *client, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
YyqAccount *yyq_auth_api_get_me_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
