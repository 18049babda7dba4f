/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* What came behind a revision, as far as it is permitted there. */
typedef enum {
  YYQ_PDF_ADDED_NOTHING = 0,
  YYQ_PDF_ADDED_SIGNATURE = 1 << 0, /* an empty signature field was signed */
  YYQ_PDF_ADDED_DSS = 1 << 1,       /* security store, extensions */
  YYQ_PDF_ADDED_TIMESTAMP = 1 << 2, /* an unseen field with a document time stamp */
} YyqPdfAdded;

/*
 * (transfer full): paths of everything reachable in @later that is neither as it is in @earlier nor a
 * permitted addition; empty when there is nothing. Permitted is what one step between two revisions
 * may do: sign empty fields, with their appearance and that of the party's areas "<party>.<area>",
 * unless DocMDP or FieldMDP of an earlier signature forbids it; add to the security store; add
 * unseen document time stamps. Both are open without recovery and of the same file. Object by object (ISO 32000-2 §12.8.2.2, strictly): a viewer shows objects, not bytes.
 */
GStrv yyq_pdf_difference (qpdf_data earlier, qpdf_data later, YyqPdfAdded *added);

G_END_DECLS
