/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-document-cache.h"

G_BEGIN_DECLS

/*
 * (transfer full): the document of a revision whose SHA-256 is known: of this computer, else of the
 * platform, and then it is kept. What the platform sends must have @sha256, else
 * YYQ_API_ERROR_BAD_REPLY; that it could not be kept is no failure. Main thread.
 */
void yyq_contract_document_fetch_async (YyqApiClient *client, YyqDocumentCache *cache,
                                        const char *contract_id, int revision, const char *sha256,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
GBytes *yyq_contract_document_fetch_finish (YyqApiClient *client, GAsyncResult *result,
                                            GError **error);

G_END_DECLS
