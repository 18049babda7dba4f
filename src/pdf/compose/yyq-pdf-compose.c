/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-compose.h"

#include "yyq-pdf-fill.h"

/* Texts without a width, and all of them downwards. */
#define ENDLESS 1e6
/* A text's place is the top of its line as the font has it, above that of its characters. */
#define LINE_TOP 0.27
#define LINE_SPACING 1.437

static YyqPdfFill
to_fill (const YyqPdfText *text)
{
  return (YyqPdfFill){ .page = text->page,
                       .x = text->x,
                       .y = text->y + LINE_TOP * text->size_pt,
                       .width = text->width > 0 ? text->width : ENDLESS,
                       .height = ENDLESS,
                       .style = { .family = YYQ_PDF_FAMILY_SONG,
                                  .size_pt = text->size_pt,
                                  .fit = YYQ_PDF_FIT_WRAP,
                                  .line_spacing = LINE_SPACING },
                       .text = text->text };
}

GBytes *
yyq_pdf_compose (GBytes *base, const YyqPdfText *texts, gsize n_texts, const YyqPdfField *fields,
                 gsize n_fields, GError **error)
{
  g_autofree YyqPdfFill *fills = g_new (YyqPdfFill, n_texts);

  for (gsize i = 0; i < n_texts; i++)
    fills[i] = to_fill (&texts[i]);
  return yyq_pdf_fill (base, fills, n_texts, fields, n_fields, YYQ_PDF_FILL_STRICT, error);
}
