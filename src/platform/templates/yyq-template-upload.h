/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-blob-store.h"
#include "yyq-template-service.h"

G_BEGIN_DECLS

/* A file that is put into a template: what is made of it before the transaction. Owned. */
typedef struct {
  YyqTemplateWish *wish;
  YyqNewBlob *kept; /* the PDF, normalised */
  int pages;
  char *replaced;              /* (nullable): name of the file whose place it takes */
  YyqTemplateContent *content; /* with it in its place */
  char *text;                  /* of that */
  GPtrArray *dropped;          /* (element-type utf8): ids of controls whose pages are gone */
} YyqTemplateUpload;

void yyq_template_upload_free (YyqTemplateUpload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTemplateUpload, yyq_template_upload_free)

/*
 * (transfer full): takes @wish. Outside of any transaction, up to YYQ_PDF_WORKER_PATIENCE_S.
 * Errors: those of yyq_template_service_take(); YYQ_RULE_ERROR_CONTENT; YYQ_PDF_ERROR for the PDF.
 */
YyqTemplateUpload *yyq_template_upload_prepare (const YyqTemplateActor *actor, const char *id,
                                                YyqTemplateWish *wish, GError **error);

/* In the transaction: as an act of yyq-template-service.h. */
gboolean yyq_template_upload_store (const YyqTemplateActor *actor, const char *id,
                                    const YyqTemplateUpload *upload, YyqTemplateWhole *whole,
                                    GError **error);

G_END_DECLS
