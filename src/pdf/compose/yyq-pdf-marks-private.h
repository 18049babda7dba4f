/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-fill.h"

G_BEGIN_DECLS

/* What a fill is made of, for whoever draws it: boxes of text, and lines. */

#define YYQ_PDF_STROKE_POINTS 4

typedef struct {
  double width;
  guint n_points;
  gboolean closed;
  struct {
    double x, y;
  } points[YYQ_PDF_STROKE_POINTS]; /* as the page is seen */
} YyqPdfStroke;

typedef struct {
  YyqPdfBox *box;
  double x, y; /* its top left corner, as the page is seen */
  guint cell;
} YyqPdfMarkedBox;

struct _YyqPdfMarks {
  guint page;
  guint32 rgb;
  GArray *strokes; /* of YyqPdfStroke, with round ends */
  GArray *boxes;   /* of YyqPdfMarkedBox */
};

G_END_DECLS
