/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "yyq-pdf-paper-flow.h"

G_BEGIN_DECLS

/*
 * What a page is made of: lines, rows and the signature block, each with what is drawn in it and
 * where its controls are. Points, from the left of the text and the top of the element. For the
 * files of the paper alone.
 */

#define YYQ_PDF_PAPER_WIDTH 462.0 /* of the text: 42 of its characters */

/* A line of text with its baseline at @y, or, where @layout is NULL, a rule. */
typedef struct {
  PangoLayout *layout; /* of this line alone */
  double x, y;
  double width;  /* of a rule: how long */
  double weight; /* and how thick it is */
} YyqPdfPaperPiece;

typedef struct {
  double before, height, after;
  gboolean keep;    /* the next one stands on the same page */
  GArray *pieces;   /* of YyqPdfPaperPiece */
  GArray *boxes;    /* of YyqPdfPaperBox, from the top of the element */
  double gap;       /* between the characters of its line, that were put apart to fill it */
  gboolean is_tail; /* the last line of a paragraph that has several */
  guint page;       /* where it came to stand */
  double y;
} YyqPdfPaperElement;

/* (transfer full) (nullable): the elements of a document in their order. */
GPtrArray *yyq_pdf_paper_make_elements (cairo_t *cr, const YyqPdfMarkup *document, GError **error);

/* Appends the signature block, and keeps two lines of text with it. */
gboolean yyq_pdf_paper_add_signatures (cairo_t *cr, const YyqPdfMarkup *document,
                                       GPtrArray *elements, GError **error);

/* For both of them. */
YyqPdfPaperElement *yyq_pdf_paper_element_new (double height);
/* A line to write on. */
void yyq_pdf_paper_element_add_rule (YyqPdfPaperElement *self, double x, double y, double width);

/* Runs, and where they go: their lines begin at @x, the first one at @y. */
typedef struct {
  const YyqPdfMarkupRun *runs;
  guint n_runs;
  double x, y, width;
} YyqPdfPaperCell;

/* -> the height of its lines, or below 0 and @error. @end (nullable): where the text of the last
 * one ends, from the left of the cell. */
double yyq_pdf_paper_element_add_text (YyqPdfPaperElement *self, cairo_t *cr,
                                       const YyqPdfPaperStyle *style, const YyqPdfPaperCell *cell,
                                       double *end, GError **error);

/* (transfer none) */
const YyqPdfPaperStyle *yyq_pdf_paper_get_row_style (void);

G_END_DECLS
