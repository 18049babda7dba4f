/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <poppler.h>

G_BEGIN_DECLS

/* What was found on a page, or the part of it on one line. */
typedef struct {
  guint match;           /* 0-based, on its page; equal for the parts of one */
  graphene_rect_t place; /* pt from the top left of the page */
} YyqPdfFound;

/*
 * (transfer full): of YyqPdfFound, where @text has @wanted, from the top; none for nothing but
 * spaces. @text and @characters as for yyq_pdf_text_split(). Spaces and ends of lines do not
 * count, nor do upper case, full width and radicals that look like characters: what one reads is
 * found. Any thread.
 */
GArray *yyq_pdf_find (const char *text, const PopplerRectangle *characters, guint n_characters,
                      const char *wanted);

G_END_DECLS
