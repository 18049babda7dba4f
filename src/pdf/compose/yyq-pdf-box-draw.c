/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-box.h"

/* As poppler draws the composed PDF: no hints, so that shapes and places are those of every zoom.
 */
static cairo_font_options_t *
options_new (void)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  return options;
}

/* From @from on, all glyphs of one font; the first behind them. */
static guint
show_run (const YyqPdfBox *self, cairo_t *cr, guint from, cairo_glyph_t *glyphs)
{
  const YyqPdfFont *font = g_array_index (self->glyphs, YyqPdfPlacedGlyph, from).font;
  cairo_font_face_t *face = yyq_pdf_font_get_cairo_face (font);
  guint at = from;

  for (; at < self->glyphs->len; at++) {
    const YyqPdfPlacedGlyph *glyph = &g_array_index (self->glyphs, YyqPdfPlacedGlyph, at);

    if (glyph->font != font)
      break;
    glyphs[at - from] = (cairo_glyph_t){ glyph->id, glyph->x, glyph->y };
  }
  if (face != NULL) {
    cairo_set_font_face (cr, face);
    cairo_set_font_size (cr, self->size_pt);
    cairo_show_glyphs (cr, glyphs, (int) (at - from));
  }
  return at;
}

void
yyq_pdf_box_draw (const YyqPdfBox *self, cairo_t *cr, double x, double y, guint32 rgb)
{
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, self->glyphs->len);
  cairo_font_options_t *options = options_new ();

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
  cairo_set_font_options (cr, options);
  for (guint at = 0; at < self->glyphs->len;)
    at = show_run (self, cr, at, glyphs);
  cairo_restore (cr);
  cairo_font_options_destroy (options);
}
