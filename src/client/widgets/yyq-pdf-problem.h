/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is wrong with a page. All but FONTS: there is no drawing of it. */
typedef enum {
  YYQ_PDF_PROBLEM_NONE,
  YYQ_PDF_PROBLEM_FONTS,
  YYQ_PDF_PROBLEM_TOO_LARGE,
  YYQ_PDF_PROBLEM_DAMAGED,
} YyqPdfProblem;

/* For a person, translated; NULL for NONE. */
const char *yyq_pdf_problem_to_text (YyqPdfProblem problem);

/* Says it on the paper at @page, in @widget's coordinates. */
void yyq_pdf_problem_snapshot (YyqPdfProblem problem, GtkWidget *widget, GtkSnapshot *snapshot,
                               const graphene_rect_t *page);

G_END_DECLS
