/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-pdf-lines.h"

GArray *
yyq_test_pdf_lines (const YyqTestPdfLine *lines, guint n_lines, GString *text)
{
  GArray *characters = g_array_new (FALSE, TRUE, sizeof (PopplerRectangle));

  for (guint i = 0; i < n_lines; i++) {
    const glong n = g_utf8_strlen (lines[i].text, -1);

    for (glong k = 0; k <= n; k++) { /* the end of the line has a place, too */
      const double x = lines[i].x + (double) (YYQ_TEST_PDF_LINE * MIN (k, n - 1));
      const PopplerRectangle place = {
        .x1 = x, .y1 = lines[i].y, .x2 = x + YYQ_TEST_PDF_LINE, .y2 = lines[i].y + YYQ_TEST_PDF_LINE
      };

      g_array_append_val (characters, place);
    }
    g_string_append (text, lines[i].text);
    g_string_append_c (text, '\n');
  }
  return characters;
}
