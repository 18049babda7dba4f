/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "yyq-error.h"
#include "yyq-pdf-marks-private.h"

#define CELL_PADDING 2.0
#define TABLE_LINE 0.5
#define STRIKE_LINE 0.8
/* Shares of the square that a tick or a box is drawn in. */
#define TICK_LINE 0.09
#define BOX_LINE 0.06
#define BOX_MARGIN 0.08

static void
add_stroke (YyqPdfMarks *self, const YyqPdfStroke *stroke)
{
  g_array_append_vals (self->strokes, stroke, 1);
}

static void
add_line (YyqPdfMarks *self, double width, double x0, double y0, double x1, double y1)
{
  add_stroke (self, &(YyqPdfStroke){ width, 2, FALSE, { { x0, y0 }, { x1, y1 } } });
}

static gboolean
add_box (YyqPdfMarks *self, const char *text, const YyqPdfFill *place, guint cell, GError **error)
{
  YyqPdfMarkedBox marked = { .x = place->x, .y = place->y, .cell = cell };

  if (text == NULL || *text == '\0')
    return TRUE;
  marked.box = yyq_pdf_box_new (text, place->width, place->height, &place->style, error);
  if (marked.box == NULL)
    return FALSE;
  g_array_append_val (self->boxes, marked);
  return TRUE;
}

/* The largest square in the middle of the place. */
static void
find_square (const YyqPdfFill *fill, double *x, double *y, double *side)
{
  *side = MIN (fill->width, fill->height);
  *x = fill->x + (fill->width - *side) / 2;
  *y = fill->y + (fill->height - *side) / 2;
}

static void
add_square (YyqPdfMarks *self, const YyqPdfFill *fill)
{
  double x, y, side, low, high;

  find_square (fill, &x, &y, &side);
  low = side * BOX_MARGIN;
  high = side - low;
  add_stroke (self, &(YyqPdfStroke){ side * BOX_LINE,
                                     4,
                                     TRUE,
                                     { { x + low, y + low },
                                       { x + high, y + low },
                                       { x + high, y + high },
                                       { x + low, y + high } } });
}

static void
add_tick (YyqPdfMarks *self, const YyqPdfFill *fill)
{
  double x, y, side;

  find_square (fill, &x, &y, &side);
  add_stroke (self, &(YyqPdfStroke){ side * TICK_LINE,
                                     3,
                                     FALSE,
                                     { { x + side * 0.22, y + side * 0.52 },
                                       { x + side * 0.43, y + side * 0.74 },
                                       { x + side * 0.80, y + side * 0.24 } } });
}

static gboolean
check_table (const YyqPdfTable *table, double *total, GError **error)
{
  gboolean good = table != NULL && table->cells != NULL && table->n_columns > 0 &&
                  table->n_columns <= YYQ_PDF_TABLE_MAX_COLUMNS && table->n_rows > 0 &&
                  table->n_rows <= YYQ_PDF_TABLE_MAX_ROWS;

  *total = 0;
  for (guint i = 0; good && i < table->n_columns; i++) {
    double share = table->shares != NULL ? table->shares[i] : 1;

    good = isfinite (share) && share > 0;
    *total += share;
  }
  if (!good)
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                         "a table without cells, or with too many");
  return good;
}

static void
add_grid (YyqPdfMarks *self, const YyqPdfFill *fill, const double *edges)
{
  const YyqPdfTable *table = fill->table;

  for (guint i = 0; i <= table->n_rows; i++) {
    double y = fill->y + fill->height * i / table->n_rows;

    add_line (self, TABLE_LINE, fill->x, y, fill->x + fill->width, y);
  }
  for (guint i = 0; i <= table->n_columns; i++)
    add_line (self, TABLE_LINE, edges[i], fill->y, edges[i], fill->y + fill->height);
}

static gboolean
add_cells (YyqPdfMarks *self, const YyqPdfFill *fill, const double *edges, GError **error)
{
  const YyqPdfTable *table = fill->table;
  double row_height = fill->height / table->n_rows;

  for (guint i = 0; i < table->n_rows * table->n_columns; i++) {
    guint row = i / table->n_columns, column = i % table->n_columns;
    YyqPdfFill place = { .x = edges[column] + CELL_PADDING,
                         .y = fill->y + row_height * row + CELL_PADDING,
                         .width = edges[column + 1] - edges[column] - 2 * CELL_PADDING,
                         .height = row_height - 2 * CELL_PADDING,
                         .style = fill->style };

    if (row == 0 && table->has_head) {
      place.style.family = YYQ_PDF_FAMILY_HEI;
      place.style.align = YYQ_PDF_ALIGN_CENTRE;
    }
    if (!add_box (self, table->cells[i], &place, i, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_table (YyqPdfMarks *self, const YyqPdfFill *fill, GError **error)
{
  double edges[YYQ_PDF_TABLE_MAX_COLUMNS + 1];
  double total;

  if (!check_table (fill->table, &total, error))
    return FALSE;
  edges[0] = fill->x;
  for (guint i = 0; i < fill->table->n_columns; i++) {
    double share = fill->table->shares != NULL ? fill->table->shares[i] : 1;

    edges[i + 1] = edges[i] + fill->width * share / total;
  }
  add_grid (self, fill, edges);
  return add_cells (self, fill, edges, error);
}

static gboolean
add_fill (YyqPdfMarks *self, const YyqPdfFill *fill, GError **error)
{
  switch (fill->kind) {
  case YYQ_PDF_FILL_TEXT:
    return add_box (self, fill->text, fill, 0, error);
  case YYQ_PDF_FILL_TICK:
    add_tick (self, fill);
    return TRUE;
  case YYQ_PDF_FILL_TICKED_BOX:
    add_tick (self, fill);
    add_square (self, fill);
    return TRUE;
  case YYQ_PDF_FILL_BOX:
    add_square (self, fill);
    return TRUE;
  case YYQ_PDF_FILL_STRIKE:
    add_line (self, STRIKE_LINE, fill->x, fill->y + fill->height, fill->x + fill->width, fill->y);
    return TRUE;
  case YYQ_PDF_FILL_TABLE:
    return add_table (self, fill, error);
  }
  g_return_val_if_reached (FALSE);
}

static void
clear_box (gpointer data)
{
  yyq_pdf_box_free (((YyqPdfMarkedBox *) data)->box);
}

static gboolean
has_place (const YyqPdfFill *fill)
{
  return isfinite (fill->x) && isfinite (fill->y) && isfinite (fill->width) &&
         isfinite (fill->height) && fill->width >= 0 && fill->height >= 0;
}

YyqPdfMarks *
yyq_pdf_marks_new (const YyqPdfFill *fill, GError **error)
{
  g_autoptr (YyqPdfMarks) self = g_new0 (YyqPdfMarks, 1);

  self->page = fill->page;
  self->rgb = fill->style.rgb;
  self->strokes = g_array_new (FALSE, FALSE, sizeof (YyqPdfStroke));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (YyqPdfMarkedBox));
  g_array_set_clear_func (self->boxes, clear_box);
  if (!has_place (fill)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED, "a value without a place");
    return NULL;
  }
  return add_fill (self, fill, error) ? g_steal_pointer (&self) : NULL;
}

void
yyq_pdf_marks_free (YyqPdfMarks *self)
{
  g_array_unref (self->strokes);
  g_array_unref (self->boxes);
  g_free (self);
}

static void
draw_stroke (const YyqPdfStroke *stroke, cairo_t *cr)
{
  cairo_new_path (cr);
  for (guint i = 0; i < stroke->n_points; i++)
    cairo_line_to (cr, stroke->points[i].x, stroke->points[i].y);
  if (stroke->closed)
    cairo_close_path (cr);
  cairo_set_line_width (cr, stroke->width);
  cairo_stroke (cr);
}

void
yyq_pdf_marks_draw (const YyqPdfMarks *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, (self->rgb >> 16 & 0xff) / 255.0, (self->rgb >> 8 & 0xff) / 255.0,
                        (self->rgb & 0xff) / 255.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->strokes->len; i++)
    draw_stroke (&g_array_index (self->strokes, YyqPdfStroke, i), cr);
  for (guint i = 0; i < self->boxes->len; i++) {
    const YyqPdfMarkedBox *marked = &g_array_index (self->boxes, YyqPdfMarkedBox, i);

    yyq_pdf_box_draw (marked->box, cr, marked->x, marked->y, self->rgb);
  }
  cairo_restore (cr);
}

static void
clear_trouble (gpointer data)
{
  g_free (((YyqPdfTrouble *) data)->text);
}

static void
add_trouble (GArray *troubles, YyqPdfTroubleKind kind, guint fill, const YyqPdfMarkedBox *marked,
             guint start, guint end)
{
  const YyqPdfTrouble trouble = { kind,  fill, marked->cell,
                                  start, end,  g_strndup (marked->box->text + start, end - start) };

  g_array_append_val (troubles, trouble);
}

static void
list_troubles (const YyqPdfMarks *self, guint fill, GArray *troubles)
{
  for (guint i = 0; i < self->boxes->len; i++) {
    const YyqPdfMarkedBox *marked = &g_array_index (self->boxes, YyqPdfMarkedBox, i);
    const YyqPdfBox *box = marked->box;

    if (box->overflows)
      add_trouble (troubles, YYQ_PDF_TROUBLE_OVERFLOW, fill, marked, box->overflow_at,
                   (guint) strlen (box->text));
    for (guint j = 0; j < box->missing->len; j++) {
      const YyqPdfSpan *span = &g_array_index (box->missing, YyqPdfSpan, j);

      add_trouble (troubles, YYQ_PDF_TROUBLE_MISSING, fill, marked, span->start, span->end);
    }
  }
}

GArray *
yyq_pdf_fills_check (const YyqPdfFill *fills, gsize n_fills, GError **error)
{
  g_autoptr (GArray) troubles = g_array_new (FALSE, FALSE, sizeof (YyqPdfTrouble));

  g_array_set_clear_func (troubles, clear_trouble);
  for (gsize i = 0; i < n_fills; i++) {
    g_autoptr (YyqPdfMarks) marks = yyq_pdf_marks_new (&fills[i], error);

    if (marks == NULL)
      return NULL;
    list_troubles (marks, (guint) i, troubles);
  }
  return g_steal_pointer (&troubles);
}
