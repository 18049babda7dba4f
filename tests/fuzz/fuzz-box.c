/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-fuzz.h"
#include "yyq-pdf-box.h"

/*
 * Bytes of a style, then any bytes as the text. What is laid out is whole: lines follow each other
 * on borders of characters, leave nothing out before the place that they tell, and no line is wider
 * than the box unless the box is told to overflow.
 */

#define STYLE_BYTES 8

static void
check_lines (const YyqPdfBox *box, double width, gboolean comb)
{
  guint end = 0, n_glyphs = 0;

  for (guint i = 0; i < box->lines->len; i++) {
    const YyqPdfLine *line = &g_array_index (box->lines, YyqPdfLine, i);

    g_assert_cmpuint (line->start, >=, end);
    /* Between lines there is the end of one, and nothing else. */
    g_assert_cmpuint (line->start, <=, end + 3);
    g_assert_cmpuint (line->end, >=, line->start);
    g_assert_cmpuint (line->end, <=, strlen (box->text));
    g_assert_true (g_utf8_validate (box->text + line->start, line->end - line->start, NULL));
    g_assert_cmpuint (line->glyph, ==, n_glyphs);
    g_assert_true (box->overflows || comb || line->x + line->width <= width + 0.01);
    n_glyphs += line->n_glyphs;
    end = line->end;
  }
  g_assert_cmpuint (n_glyphs, ==, box->glyphs->len);
  g_assert_true (box->overflows || end + 3 >= strlen (box->text));
  g_assert_true (!box->overflows || box->overflow_at <= strlen (box->text));
}

static void
check_places (const YyqPdfBox *box)
{
  for (guint i = 0; i < box->glyphs->len; i++) {
    const YyqPdfPlacedGlyph *glyph = &g_array_index (box->glyphs, YyqPdfPlacedGlyph, i);

    g_assert_cmpuint (glyph->start, <, glyph->end);
    g_assert_cmpuint (glyph->end, <=, strlen (box->text));
    g_assert_true (glyph->x > -1000 && glyph->x < 1e9);
  }
  for (guint i = 0; i < box->missing->len; i++) {
    const YyqPdfSpan *span = &g_array_index (box->missing, YyqPdfSpan, i);

    g_assert_cmpuint (span->start, <, span->end);
    g_assert_true (g_utf8_validate (box->text + span->start, span->end - span->start, NULL));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = NULL;
  g_autoptr (YyqPdfBox) box = NULL;
  YyqPdfTextStyle style;

  if (size < STYLE_BYTES)
    return 0;
  style = (YyqPdfTextStyle){ .family = (YyqPdfFamily) (data[0] % YYQ_PDF_N_FAMILIES),
                             .fit = (YyqPdfFit) (data[0] / 4 % 3),
                             .align = (YyqPdfAlign) (data[1] % 4),
                             .vertical = (YyqPdfVertical) (data[1] / 4 % 3),
                             .size_pt = data[2],
                             .comb = data[3] > 200 ? data[3] - 200u : 0,
                             .letter_gap = data[4] > 200 ? data[4] / 50.0 : 0,
                             .line_spacing = data[5] / 64.0 };
  text = g_strndup ((const char *) data + STYLE_BYTES, size - STYLE_BYTES);
  box = yyq_pdf_box_new (text, data[6] * 2, data[7] * 2, &style, NULL);
  if (box == NULL)
    return 0;
  g_assert_cmpfloat (box->size_pt, >=, MIN (YYQ_PDF_BOX_MIN_SIZE, MAX (data[2], 1)));
  check_lines (box, data[6] * 2, style.comb > 0);
  check_places (box);
  return 0;
}
