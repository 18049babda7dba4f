/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-markup.h"

G_BEGIN_DECLS

/*
 * A template's text on A4, with the places of its controls. Geometry: points, origin at the top
 * left corner of the page, y downwards, pages from 0. A blank is as high as a line of its text, so
 * that a value of that size which is centred in it stands on the line that is drawn.
 */
typedef struct {
  const YyqPdfMarkupControl *control; /* of the document, which outlives the paper */
  guint item;                         /* of a choice: which of its boxes, from 0 on */
  guint page;
  double x, y, width, height;
} YyqPdfPaperPlace;

typedef struct {
  GBytes *pdf;
  guint n_pages;
  GArray *places; /* of YyqPdfPaperPlace, in the order of the text; seals over edges come last */
} YyqPdfPaper;

/* (transfer full) (nullable): blocks; any thread. Errors: YYQ_PDF_ERROR_TEXT when no font has the
 * characters, YYQ_PDF_ERROR_TOO_LARGE. */
YyqPdfPaper *yyq_pdf_paper_new (const YyqPdfMarkup *document, GError **error);
void yyq_pdf_paper_free (YyqPdfPaper *self);

/* Of the text in running paragraphs, and so of what is filled into its blanks. */
#define YYQ_PDF_PAPER_TEXT_SIZE 11.0

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfPaper, yyq_pdf_paper_free)

G_END_DECLS
