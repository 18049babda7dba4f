/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-template-edition.h"

G_BEGIN_DECLS

/* /templates/ID/... Errors as of yyq_api_client_call_async(). */

/* (transfer full): a document of the template; what the platform sends has @sha256, else
 * YYQ_API_ERROR_BAD_REPLY. */
void yyq_template_api_get_document_async (YyqApiClient *client, const char *id, const char *sha256,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
GBytes *yyq_template_api_get_document_finish (YyqApiClient *client, GAsyncResult *result,
                                              GError **error);

/* yyq_api_client_call_finish() gives a GListModel of YyqTemplateEdition, newest first, without
 * content; and one with it. */
void yyq_template_api_list_editions_async (YyqApiClient *client, const char *id,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
void yyq_template_api_get_edition_async (YyqApiClient *client, const char *id, int number,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);

G_END_DECLS
