/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-drawing.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* All in parts of the seal's radius. */
#define RING 0.057 /* 1.2 mm on a seal of 42 mm */
#define STAR (14.0 / 42)
#define STAR_INNER 0.381966 /* of the star's own radius: a regular pentagram */
#define TITLE_SIZE 0.20
#define TITLE_WIDTH 1.16
#define TITLE_BELOW 0.50
#define CODE_SIZE 0.095

#define COMPANY_FONT "Noto Serif CJK SC Bold"
#define CODE_FONT "Noto Sans CJK SC"

typedef struct {
  const char *font;
  double size;  /* of the em square */
  double width; /* wider characters are narrowed to this */
} Lettering;

/* One character as a path, centred on the origin and upright. */
static void
draw_character (cairo_t *cr, const char *character, const Lettering *lettering)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (lettering->font);
  PangoRectangle logical;
  double width, baseline;

  pango_font_description_set_absolute_size (font, lettering->size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, character, (int) (g_utf8_next_char (character) - character));
  pango_layout_get_extents (layout, NULL, &logical);
  width = logical.width / (double) PANGO_SCALE;
  baseline = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;

  cairo_save (cr);
  cairo_new_path (cr);
  if (width > lettering->width)
    cairo_scale (cr, lettering->width / width, 1);
  /* The ideographic box reaches from 0.12 em below the baseline to 0.88 em above it. */
  cairo_move_to (cr, -width / 2, 0.38 * lettering->size - baseline);
  pango_cairo_layout_path (cr, layout);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* Characters on a circle from angle @from to @to, clockwise from the top; negative @radius: below.
 */
static void
draw_on_arc (cairo_t *cr, const char *text, const Lettering *lettering, double radius, double from,
             double to)
{
  glong n = g_utf8_strlen (text, -1);
  double step = n > 1 ? (to - from) / (double) (n - 1) : 0;
  double angle = n > 1 ? from : (from + to) / 2;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), angle += step) {
    cairo_save (cr);
    cairo_rotate (cr, angle);
    cairo_translate (cr, 0, -radius);
    draw_character (cr, p, lettering);
    cairo_restore (cr);
  }
}

static void
draw_ring (cairo_t *cr, double radius)
{
  /* Without a new path the arc would be joined to the last point of a text. */
  cairo_new_path (cr);
  cairo_set_line_width (cr, RING * radius);
  cairo_arc (cr, 0, 0, radius * (1 - RING / 2), 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_star (cairo_t *cr, double radius)
{
  cairo_new_path (cr);
  for (int i = 0; i < 10; i++) {
    double angle = -G_PI / 2 + i * G_PI / 5;
    double reach = radius * (i % 2 != 0 ? STAR_INNER : 1);

    cairo_line_to (cr, reach * cos (angle), reach * sin (angle));
  }
  cairo_close_path (cr);
  cairo_fill (cr);
}

static double
company_size (glong n)
{
  if (n <= 14)
    return 0.27;
  return n <= 20 ? 0.235 : 0.20;
}

static void
draw_company (cairo_t *cr, const YyqSealSpec *spec, double radius)
{
  glong n = g_utf8_strlen (spec->company, -1);
  gboolean has_title = spec->title != NULL && *spec->title != '\0';
  Lettering lettering = { COMPANY_FONT, radius * company_size (n), 0 };
  double circle = radius * (1 - RING) - lettering.size * 0.62;
  /* With a title the arc must stay shorter, or its ends run into the title. */
  double sweep = G_PI * CLAMP (0.2 + 0.09 * (double) n, 0.4, has_title ? 1.18 : 1.42);

  lettering.width = n > 1 ? circle * sweep / (double) (n - 1) * 0.86 : lettering.size;
  draw_on_arc (cr, spec->company, &lettering, circle, -sweep / 2, sweep / 2);
}

static void
draw_title (cairo_t *cr, const char *title, double radius)
{
  glong n = g_utf8_strlen (title, -1);
  double size = radius * TITLE_SIZE;
  double width = MIN (radius * TITLE_WIDTH, (double) n * size * 1.05);
  double step = width / (double) n;
  Lettering lettering = { COMPANY_FONT, size, step * 0.95 };
  double x = (step - width) / 2;

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p), x += step) {
    cairo_save (cr);
    cairo_translate (cr, x, radius * TITLE_BELOW);
    draw_character (cr, p, &lettering);
    cairo_restore (cr);
  }
}

/* Read from left to right with the heads to the centre, so the angle falls. */
static void
draw_code (cairo_t *cr, const char *code, double radius)
{
  Lettering lettering = { CODE_FONT, radius * CODE_SIZE, radius * CODE_SIZE };
  double circle = radius * (1 - RING) - lettering.size * 0.75;
  double half = lettering.size * 0.78 / circle * (double) (g_utf8_strlen (code, -1) - 1) / 2;

  draw_on_arc (cr, code, &lettering, -circle, half, -half);
}

void
yyq_seal_draw (cairo_t *cr, const YyqSealSpec *spec, double size_pt)
{
  double radius = size_pt / 2;

  cairo_save (cr);
  cairo_translate (cr, radius, radius);
  cairo_set_source_rgb (cr, 0.85, 0.03, 0.05);
  draw_ring (cr, radius);
  if (spec->star)
    draw_star (cr, radius * STAR);
  if (spec->company != NULL && *spec->company != '\0')
    draw_company (cr, spec, radius);
  if (spec->title != NULL && *spec->title != '\0')
    draw_title (cr, spec->title, radius);
  if (spec->code != NULL && *spec->code != '\0')
    draw_code (cr, spec->code, radius);
  cairo_restore (cr);
}
