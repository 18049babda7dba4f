/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-overlay.h"

G_BEGIN_DECLS

/*
 * What was found in a document, marked on its pages; the one that is looked at is the selection of
 * this overlay. Main thread.
 */
#define YYQ_TYPE_PDF_MATCHES (yyq_pdf_matches_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfMatches, yyq_pdf_matches, YYQ, PDF_MATCHES, GObject)

YyqPdfMatches *yyq_pdf_matches_new (void);

void yyq_pdf_matches_clear (YyqPdfMatches *self);

/* @found: of YyqPdfFound. Pages come in their order. */
void yyq_pdf_matches_add_page (YyqPdfMatches *self, guint page, const GArray *found);

guint yyq_pdf_matches_get_n (YyqPdfMatches *self);

/* 0-based; 0 while there is none. */
guint yyq_pdf_matches_get_current (YyqPdfMatches *self);
void yyq_pdf_matches_set_current (YyqPdfMatches *self, guint match);

G_END_DECLS
