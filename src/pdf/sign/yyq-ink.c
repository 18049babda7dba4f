/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ink.h"

/* Of the sheet's height: about what a gel pen leaves when one signs a line. */
#define STROKE_THIN 0.018
#define STROKE_THICK 0.045

typedef struct {
  double x, y, pressure;
  gboolean begins; /* the pen came down here */
} Point;

struct _YyqInk {
  gatomicrefcount refs;
  double width, height;
  gboolean pen_up;
  GArray *points;
};

G_DEFINE_BOXED_TYPE (YyqInk, yyq_ink, yyq_ink_ref, yyq_ink_unref)

YyqInk *
yyq_ink_new (double width, double height)
{
  YyqInk *self = g_new0 (YyqInk, 1);

  g_atomic_ref_count_init (&self->refs);
  self->width = MAX (width, 1);
  self->height = MAX (height, 1);
  self->pen_up = TRUE;
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  return self;
}

YyqInk *
yyq_ink_ref (YyqInk *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
yyq_ink_unref (YyqInk *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->points);
  g_free (self);
}

void
yyq_ink_begin_stroke (YyqInk *self)
{
  self->pen_up = TRUE;
}

void
yyq_ink_add_point (YyqInk *self, double x, double y, double pressure)
{
  Point point = { CLAMP (x, 0, self->width), CLAMP (y, 0, self->height), CLAMP (pressure, 0, 1),
                  self->pen_up };

  self->pen_up = FALSE;
  g_array_append_val (self->points, point);
}

gboolean
yyq_ink_is_empty (const YyqInk *self)
{
  return self->points->len == 0;
}

double
yyq_ink_get_width (const YyqInk *self)
{
  return self->width;
}

double
yyq_ink_get_height (const YyqInk *self)
{
  return self->height;
}

static double
stroke_width (const YyqInk *self, double pressure)
{
  return self->height * (STROKE_THIN + pressure * (STROKE_THICK - STROKE_THIN));
}

/* One straight piece with round ends: pieces of different widths join without a gap. */
static void
draw_piece (cairo_t *cr, const YyqInk *self, const Point *from, const Point *to)
{
  cairo_new_path (cr);
  cairo_set_line_width (cr, stroke_width (self, (from->pressure + to->pressure) / 2));
  cairo_move_to (cr, from->x, from->y);
  cairo_line_to (cr, to->x, to->y);
  cairo_stroke (cr);
}

void
yyq_ink_draw (cairo_t *cr, const YyqInk *self, double width_pt, double height_pt)
{
  double scale = MIN (width_pt / self->width, height_pt / self->height);

  cairo_save (cr);
  cairo_translate (cr, (width_pt - self->width * scale) / 2,
                   (height_pt - self->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->points->len; i++) {
    const Point *point = &g_array_index (self->points, Point, i);
    gboolean last = i + 1 == self->points->len || (point + 1)->begins;

    if (!last)
      draw_piece (cr, self, point, point + 1);
    else if (point->begins)
      draw_piece (cr, self, point, point); /* a dot */
  }
  cairo_restore (cr);
}
