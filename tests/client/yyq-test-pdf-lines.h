/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

#define YYQ_TEST_PDF_LINE 10 /* pt high, as are the characters wide */

/* A line of @text at (@x, @y), in pt. */
typedef struct {
  const char *text;
  double x;
  double y;
} YyqTestPdfLine;

/* (transfer full): of PopplerRectangle, as poppler tells the text of a page, which goes to @text.
 */
GArray *yyq_test_pdf_lines (const YyqTestPdfLine *lines, guint n_lines, GString *text);

G_END_DECLS
