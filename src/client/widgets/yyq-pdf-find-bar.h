/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-pdf-view.h"

G_BEGIN_DECLS

/*
 * Finds text in a document: a field, how many there are and which one is looked at, and a way to
 * the others. Enter and Ctrl+G go to the next, with Shift to the one before, round the document;
 * Escape closes it, and the document has the keyboard again. It slides in over the view.
 */
#define YYQ_TYPE_PDF_FIND_BAR (yyq_pdf_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfFindBar, yyq_pdf_find_bar, YYQ, PDF_FIND_BAR, AdwBin)

/* Once. */
void yyq_pdf_find_bar_set_view (YyqPdfFindBar *self, YyqPdfView *view);

/* Shows it, with what was looked for last marked in its field. */
void yyq_pdf_find_bar_open (YyqPdfFindBar *self);
void yyq_pdf_find_bar_close (YyqPdfFindBar *self);
gboolean yyq_pdf_find_bar_is_open (YyqPdfFindBar *self);

/* Opens it where nothing was looked for yet. */
void yyq_pdf_find_bar_go (YyqPdfFindBar *self, gboolean forward);

G_END_DECLS
