/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/*
 * How a page is seen: CropBox in user space, turned clockwise by /Rotate, enlarged by /UserUnit.
 * Visible coordinates are points from the top left corner of what is seen, y downwards.
 */
typedef struct {
  double x0, y0, x1, y1; /* CropBox in user space, x0 < x1, y0 < y1 */
  guint rotate;          /* 0, 90, 180, 270 */
  double user_unit;
  double width, height; /* as it is seen, points */
} YyqPdfGeometry;

YyqPdfGeometry yyq_pdf_geometry_of_page (qpdf_data qpdf, qpdf_oh page);

/* A visible rectangle in user space: @rectangle gets x0, y0, x1, y1. */
void yyq_pdf_geometry_to_user (const YyqPdfGeometry *self, double x, double y, double width,
                               double height, double rectangle[4]);

/* The other way round: a rectangle in user space, any two opposite corners, as it is seen. */
void yyq_pdf_geometry_from_user (const YyqPdfGeometry *self, const double rectangle[4], double *x,
                                 double *y, double *width, double *height);

/* Takes a drawing as large as the visible page, origin at its bottom left, to user space. */
void yyq_pdf_geometry_overlay_matrix (const YyqPdfGeometry *self, double matrix[6]);

G_END_DECLS
