/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-event.h"
#include "yyq-contract.h"
#include "yyq-sign-session.h"

G_BEGIN_DECLS

/* /contracts/ID/..., /sign-sessions, /seals. Errors as of yyq_api_client_call_async(). */

/*
 * (transfer full): the bytes of one revision. Their SHA-256 is compared with every hash the
 * platform sent along; no hash, or another one, is YYQ_API_ERROR_BAD_REPLY. Whether that is the
 * hash of the contract, the caller must compare.
 */
void yyq_contract_api_get_document_async (YyqApiClient *client, const char *id, int revision,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
GBytes *yyq_contract_api_get_document_finish (YyqApiClient *client, GAsyncResult *result,
                                              GError **error);

/* (transfer full): a GListModel of YyqContractEvent. */
void yyq_contract_api_list_events_async (YyqApiClient *client, const char *id,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
GListModel *yyq_contract_api_list_events_finish (YyqApiClient *client, GAsyncResult *result,
                                                 GError **error);

/* Takes the lease on the next revision. (transfer full) */
void yyq_contract_api_create_sign_session_async (YyqApiClient *client, const char *contract_id,
                                                 const char *party_id, const char *seal_id,
                                                 GBytes *certificate, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
YyqSignSession *yyq_contract_api_create_sign_session_finish (YyqApiClient *client,
                                                             GAsyncResult *result, GError **error);

/* (transfer full): the body of a completion, as it goes to the outbox and out. */
GBytes *yyq_contract_api_completion_body (const char *base_sha256, GBytes *tail,
                                          gboolean timestamped);
/* Gives the lease back. */
void yyq_contract_api_delete_sign_session_async (YyqApiClient *client, const char *session_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_contract_api_delete_sign_session_finish (YyqApiClient *client, GAsyncResult *result,
                                                      GError **error);

/* yyq_api_client_call_finish() gives a GListModel of YyqSeal, those that the party may sign with,
 * each with its form for the party's place. */
void yyq_contract_api_list_seals_async (YyqApiClient *client, const char *contract_id,
                                        const char *party_id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
