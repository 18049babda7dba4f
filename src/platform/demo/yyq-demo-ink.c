/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-ink.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FONT "Noto Sans CJK SC"
#define SIZE 100.0
#define MARGIN \
  26.0 /* the pen is as wide as the sheet is high: so it fills the strokes of the font */
#define SLANT -0.22 /* the top leans to the right */
#define WAVE 2.2    /* how far a line leaves its way */

/* A hand that is not quite steady: the same point always moves the same way. */
static void
add_point (YyqInk *ink, const cairo_path_data_t *at, double left, double top)
{
  double x = at->point.x - left;
  double y = at->point.y - top;
  double height = yyq_ink_get_height (ink) - 2 * MARGIN;

  yyq_ink_add_point (ink, MARGIN + x + SLANT * (y - height) + WAVE * sin (y / 17),
                     MARGIN + y + WAVE * sin (x / 23), 0.85 + 0.15 * sin ((x + y) / 31));
}

static void
trace (YyqInk *ink, const cairo_path_t *path, double left, double top)
{
  const cairo_path_data_t *start = NULL;

  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    const cairo_path_data_t *piece = &path->data[i];

    if (piece->header.type == CAIRO_PATH_MOVE_TO) {
      start = &piece[1];
      yyq_ink_begin_stroke (ink);
    }
    if (piece->header.type == CAIRO_PATH_CLOSE_PATH)
      add_point (ink, start, left, top);
    else
      add_point (ink, &piece[1], left, top);
  }
}

YyqInk *
yyq_demo_ink_new (const char *name)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  double left, top, right, bottom;
  cairo_path_t *path;
  YyqInk *ink;

  pango_font_description_set_absolute_size (font, SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, name, -1);
  cairo_set_tolerance (cr, 1.0);
  pango_cairo_layout_path (cr, layout);
  cairo_path_extents (cr, &left, &top, &right, &bottom);
  path = cairo_copy_path_flat (cr);
  ink = yyq_ink_new (right - left + 2 * MARGIN - SLANT * (bottom - top), bottom - top + 2 * MARGIN);
  trace (ink, path, left, top);
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return ink;
}
