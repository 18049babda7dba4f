/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-field-list.h"

G_BEGIN_DECLS

/* One revision of a file, opened by itself. */
typedef struct {
  qpdf_data qpdf;
  GPtrArray
    *fields; /* (nullable) (element-type YyqPdfSignatureField): NULL: more than any contract has */
  gsize end; /* bytes: how much of the file it is */
} YyqPdfRevision;

/* The first @end bytes of @pdf, read without any repair; fields is left NULL. Any thread. */
gboolean yyq_pdf_revision_open (YyqPdfRevision *self, GBytes *pdf, gsize end, GError **error);
void yyq_pdf_revision_clear (YyqPdfRevision *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfRevision, yyq_pdf_revision_clear)

G_END_DECLS
