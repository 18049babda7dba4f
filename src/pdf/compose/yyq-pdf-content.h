/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-embed.h"
#include "yyq-pdf-marks-private.h"

G_BEGIN_DECLS

/*
 * Appends the operators that draw @marks on a form whose origin is the page's bottom left;
 * @page_height: points. The fonts of @embed must be written.
 */
void yyq_pdf_content_append (GString *out, const YyqPdfMarks *marks, const YyqPdfEmbed *embed,
                             double page_height);

/* Line @line of @box alone, in black, with its box's left at @x and its baseline at @y, upwards. */
void yyq_pdf_content_append_line (GString *out, const YyqPdfBox *box, guint line,
                                  const YyqPdfEmbed *embed, double x, double y);

G_END_DECLS
