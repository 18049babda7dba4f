/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <poppler.h>

G_BEGIN_DECLS

/*
 * The text of a page as paragraphs, for who listens to it. A PDF knows only where each character
 * stands: lines that stand close below each other and fill the column are one paragraph. Any
 * thread.
 */
typedef struct {
  char *text;
  graphene_rect_t place; /* pt from the top left of the page */
} YyqPdfParagraph;

/* (transfer full): of YyqPdfParagraph, in the order of the document. @text: as poppler gives it, a
 * line of the page on each line; @characters: the place of each character of it. */
GPtrArray *yyq_pdf_text_split (const char *text, const PopplerRectangle *characters,
                               guint n_characters);

void yyq_pdf_paragraph_free (YyqPdfParagraph *paragraph);

G_END_DECLS
