/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-document-cache.h"

G_BEGIN_DECLS

/*
 * (transfer full): the document @sha256 of a template: of this computer, else of the platform, and
 * then it is kept; that it could not be kept is no failure. Main thread.
 */
void yyq_template_document_fetch_async (YyqApiClient *client, YyqDocumentCache *cache,
                                        const char *template_id, const char *sha256,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
GBytes *yyq_template_document_fetch_finish (YyqApiClient *client, GAsyncResult *result,
                                            GError **error);

G_END_DECLS
