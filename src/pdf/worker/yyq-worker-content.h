/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"
#include "yyq-pdf-geometry.h"

G_BEGIN_DECLS

/*
 * Reads what a page draws: lines and rectangles, and where text begins. The content stream itself
 * is read, and not what a renderer makes of it: cairo tells nobody which paths it was given, its
 * scripts hold every glyph and picture besides, and pixels would cost a hundred times as much and
 * know no thickness from an edge. Followed are the matrix, clips (as boxes), white paint, forms;
 * left out are curves, shadings, patterns, annotations. Bounded in operators, bytes and depth.
 */

/* Where a piece of text begins, which is read from left to right: on its baseline. */
typedef struct {
  double x, y;
} YyqWorkerOrigin;

/* Adds the strokes of @page to @facts. (transfer full) (element-type YyqWorkerOrigin): by y. */
GArray *yyq_worker_content_read (qpdf_data qpdf, qpdf_oh page, const YyqPdfGeometry *geometry,
                                 YyqPageFacts *facts);

G_END_DECLS
