/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-geometry.h"

#include <math.h>

#include "yyq-qpdf.h"

/* Poster printers use about 10; a page a thousand times larger is a mistake. */
#define MAX_USER_UNIT 1000.0
#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89

static gboolean
read_box (qpdf_data qpdf, qpdf_oh box, double numbers[4])
{
  if (!qpdf_oh_is_array (qpdf, box) || qpdf_oh_get_array_n_items (qpdf, box) != 4)
    return FALSE;
  for (int i = 0; i < 4; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (qpdf, box, i);

    if (!qpdf_oh_is_number (qpdf, item))
      return FALSE;
    numbers[i] = qpdf_oh_get_numeric_value (qpdf, item);
    if (!isfinite (numbers[i]))
      return FALSE;
  }
  return numbers[0] != numbers[2] && numbers[1] != numbers[3];
}

static void
order (double *low, double *high)
{
  if (*low > *high) {
    double other = *low;

    *low = *high;
    *high = other;
  }
}

static guint
read_rotate (qpdf_data qpdf, qpdf_oh page)
{
  qpdf_oh rotate = yyq_qpdf_get_inherited (qpdf, page, "/Rotate");
  long long degrees =
    qpdf_oh_is_integer (qpdf, rotate) ? qpdf_oh_get_int_value (qpdf, rotate) % 360 : 0;

  if (degrees < 0)
    degrees += 360;
  return degrees % 90 == 0 ? (guint) degrees : 0;
}

/* What is seen is the part of the CropBox within the MediaBox, ISO 32000-1 §14.11.2. */
static void
read_boxes (YyqPdfGeometry *self, qpdf_data qpdf, qpdf_oh page)
{
  double media[4] = { 0, 0, A4_WIDTH, A4_HEIGHT };
  double crop[4];

  if (read_box (qpdf, yyq_qpdf_get_inherited (qpdf, page, "/MediaBox"), media)) {
    order (&media[0], &media[2]);
    order (&media[1], &media[3]);
  }
  self->x0 = media[0];
  self->y0 = media[1];
  self->x1 = media[2];
  self->y1 = media[3];
  if (!read_box (qpdf, yyq_qpdf_get_inherited (qpdf, page, "/CropBox"), crop))
    return;
  order (&crop[0], &crop[2]);
  order (&crop[1], &crop[3]);
  if (MAX (crop[0], media[0]) >= MIN (crop[2], media[2]) ||
      MAX (crop[1], media[1]) >= MIN (crop[3], media[3]))
    return;
  self->x0 = MAX (crop[0], media[0]);
  self->y0 = MAX (crop[1], media[1]);
  self->x1 = MIN (crop[2], media[2]);
  self->y1 = MIN (crop[3], media[3]);
}

YyqPdfGeometry
yyq_pdf_geometry_of_page (qpdf_data qpdf, qpdf_oh page)
{
  YyqPdfGeometry self = { .user_unit = 1 };
  qpdf_oh unit = qpdf_oh_get_key (qpdf, page, "/UserUnit");
  double width, height;

  read_boxes (&self, qpdf, page);
  self.rotate = read_rotate (qpdf, page);
  if (qpdf_oh_is_number (qpdf, unit) && qpdf_oh_get_numeric_value (qpdf, unit) > 0)
    self.user_unit = MIN (qpdf_oh_get_numeric_value (qpdf, unit), MAX_USER_UNIT);
  width = (self.x1 - self.x0) * self.user_unit;
  height = (self.y1 - self.y0) * self.user_unit;
  self.width = self.rotate % 180 == 0 ? width : height;
  self.height = self.rotate % 180 == 0 ? height : width;
  return self;
}

void
yyq_pdf_geometry_overlay_matrix (const YyqPdfGeometry *self, double matrix[6])
{
  static const int cosines[] = { 1, 0, -1, 0 };
  static const int sines[] = { 0, 1, 0, -1 };
  double cosine = cosines[self->rotate / 90] / self->user_unit;
  double sine = sines[self->rotate / 90] / self->user_unit;

  /* Turned counterclockwise here, so that the viewer's clockwise turn makes it upright. */
  matrix[0] = cosine;
  matrix[1] = sine;
  matrix[2] = -sine;
  matrix[3] = cosine;
  matrix[4] = self->rotate == 0 || self->rotate == 270 ? self->x0 : self->x1;
  matrix[5] = self->rotate == 0 || self->rotate == 90 ? self->y0 : self->y1;
}

void
yyq_pdf_geometry_to_user (const YyqPdfGeometry *self, double x, double y, double width,
                          double height, double rectangle[4])
{
  double matrix[6];
  double bottom = self->height - y - height;

  yyq_pdf_geometry_overlay_matrix (self, matrix);
  rectangle[0] = matrix[0] * x + matrix[2] * bottom + matrix[4];
  rectangle[1] = matrix[1] * x + matrix[3] * bottom + matrix[5];
  rectangle[2] = matrix[0] * (x + width) + matrix[2] * (bottom + height) + matrix[4];
  rectangle[3] = matrix[1] * (x + width) + matrix[3] * (bottom + height) + matrix[5];
  order (&rectangle[0], &rectangle[2]);
  order (&rectangle[1], &rectangle[3]);
}

void
yyq_pdf_geometry_from_user (const YyqPdfGeometry *self, const double rectangle[4], double *x,
                            double *y, double *width, double *height)
{
  double m[6];
  double scale, left, right, low, high;

  /* A quarter turn and a scale: the inverse is the transpose divided by the scale's square. */
  yyq_pdf_geometry_overlay_matrix (self, m);
  scale = m[0] * m[0] + m[1] * m[1];
  left = (m[0] * (rectangle[0] - m[4]) + m[1] * (rectangle[1] - m[5])) / scale;
  low = (m[2] * (rectangle[0] - m[4]) + m[3] * (rectangle[1] - m[5])) / scale;
  right = (m[0] * (rectangle[2] - m[4]) + m[1] * (rectangle[3] - m[5])) / scale;
  high = (m[2] * (rectangle[2] - m[4]) + m[3] * (rectangle[3] - m[5])) / scale;
  order (&left, &right);
  order (&low, &high);
  *x = left;
  *y = self->height - high;
  *width = right - left;
  *height = high - low;
}
