/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-auth-api.h"
#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/* The UKeys bound to the account: /me/ukeys. Errors as of yyq_api_client_call_async(). */

/* yyq_api_client_call_finish() gives a GListModel of YyqUkeyBinding. */
void yyq_ukey_api_list_async (YyqApiClient *client, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full): as for the log-in, but with the prefix of a binding. */
void yyq_ukey_api_challenge_async (YyqApiClient *client, const char *cert_sha256,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
YyqAuthChallenge *yyq_ukey_api_challenge_finish (YyqApiClient *client, GAsyncResult *result,
                                                 GError **error);

/* Only read during the call. */
typedef struct {
  YyqAuthProof proof;
  const char *token_label;
  const char *token_serial;
  YyqSecret *password; /* of the account */
} YyqUkeyBindCall;

/* (transfer full) */
void yyq_ukey_api_bind_async (YyqApiClient *client, const YyqUkeyBindCall *call,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
YyqUkeyBinding *yyq_ukey_api_bind_finish (YyqApiClient *client, GAsyncResult *result,
                                          GError **error);

void yyq_ukey_api_unbind_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
void yyq_ukey_api_rename_async (YyqApiClient *client, const char *id, const char *name,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
void yyq_ukey_api_report_loss_async (YyqApiClient *client, const char *id,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/* Of these three. */
gboolean yyq_ukey_api_change_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
