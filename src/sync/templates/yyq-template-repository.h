/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-template-edition.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * The templates of the chosen enterprise: records (those of YyqRecordRepository) with documents and
 * editions. Those that are open are kept whole, with their documents, so that they can be used
 * without the platform. A version of 0: it was made here, and the platform does not have it yet.
 * Main thread.
 */
#define YYQ_TYPE_TEMPLATE_REPOSITORY (yyq_template_repository_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateRepository, yyq_template_repository, YYQ, TEMPLATE_REPOSITORY,
                      YyqRecordRepository)

/* (transfer none) (nullable): those of the chosen enterprise; NULL unless the session is READY. */
YyqTemplateRepository *yyq_template_repository_of (YyqSession *session);

/* (transfer full): one document of a template; one that was read once is read without the
 * platform. */
void yyq_template_repository_load_document_async (YyqTemplateRepository *self, const char *id,
                                                  const char *sha256, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GBytes *yyq_template_repository_load_document_finish (YyqTemplateRepository *self,
                                                      GAsyncResult *result, GError **error);

/* (transfer full) (nullable): all pages of @content, which is of template @id, in one file. NULL
 * without an error: it has no files. */
void yyq_template_repository_load_pages_async (YyqTemplateRepository *self, const char *id,
                                               YyqTemplateContent *content,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GBytes *yyq_template_repository_load_pages_finish (YyqTemplateRepository *self,
                                                   GAsyncResult *result, GError **error);

/* (transfer full): a GListModel of YyqTemplateEdition, newest first and without content. */
void yyq_template_repository_list_editions_async (YyqTemplateRepository *self, const char *id,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_template_repository_list_editions_finish (YyqTemplateRepository *self,
                                                          GAsyncResult *result, GError **error);

/* (transfer full): with content. */
void yyq_template_repository_load_edition_async (YyqTemplateRepository *self, const char *id,
                                                 int number, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
YyqTemplateEdition *yyq_template_repository_load_edition_finish (YyqTemplateRepository *self,
                                                                 GAsyncResult *result,
                                                                 GError **error);

G_END_DECLS
