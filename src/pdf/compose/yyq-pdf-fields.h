/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <qpdf/qpdf-c.h>

#include "yyq-pdf-compose.h"

G_BEGIN_DECLS

/* The empty signature fields of a composed document. Errors of both: YYQ_PDF_ERROR_FAILED. */

/* Has each a page and a name of its own, and each area its party before it? */
gboolean yyq_pdf_fields_check (const YyqPdfField *fields, gsize n_fields, guint n_pages,
                               GError **error);

/* FALSE when the document has a field of one of the names already. */
gboolean yyq_pdf_fields_add (qpdf_data qpdf, const YyqPdfField *fields, gsize n_fields,
                             GError **error);

G_END_DECLS
