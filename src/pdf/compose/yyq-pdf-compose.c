/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-compose.h"

#include <pango/pangocairo.h>

#include "yyq-pdf-fields.h"
#include "yyq-pdf-geometry.h"
#include "yyq-pdf-stamp.h"
#include "yyq-pdf-surface.h"
#include "yyq-qpdf.h"
#include "yyq-writer.h"

#define TEXT_FONT "Noto Serif CJK SC"

typedef struct {
  qpdf_data qpdf;
  guint n_pages;
  const YyqPdfText *texts;
  gsize n_texts;
} Composer;

static gboolean
refuse (GError **error, YyqPdfError code, const char *why)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, code, why);
  return FALSE;
}

static gboolean
check_texts (const Composer *self, GError **error)
{
  for (gsize i = 0; i < self->n_texts; i++) {
    if (self->texts[i].page >= self->n_pages)
      return refuse (error, YYQ_PDF_ERROR_FAILED, "a text is on a page that does not exist");
    if (self->texts[i].text == NULL || !g_utf8_validate (self->texts[i].text, -1, NULL))
      return refuse (error, YYQ_PDF_ERROR_TEXT, "a text is not UTF-8");
  }
  return TRUE;
}

static gboolean
draw_text (cairo_t *cr, const YyqPdfText *text, GError **error)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (TEXT_FONT);

  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string ("zh-cn"));
  pango_font_description_set_absolute_size (font, text->size_pt * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (text->width > 0)
    pango_layout_set_width (layout, (int) (text->width * PANGO_SCALE));
  pango_layout_set_text (layout, text->text, -1);
  if (pango_layout_get_unknown_glyphs_count (layout) > 0) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "no font for “%s”", text->text);
    return FALSE;
  }
  cairo_move_to (cr, text->x, text->y);
  pango_cairo_show_layout (cr, layout);
  return TRUE;
}

static gboolean
page_has_text (const Composer *self, guint page)
{
  for (gsize i = 0; i < self->n_texts; i++)
    if (self->texts[i].page == page)
      return TRUE;
  return FALSE;
}

static gboolean
draw_page (const Composer *self, YyqPdfSurface *surface, guint page, GError **error)
{
  YyqPdfGeometry geometry =
    yyq_pdf_geometry_of_page (self->qpdf, qpdf_get_page_n (self->qpdf, page));

  yyq_pdf_surface_set_page_size (surface, geometry.width, geometry.height);
  for (gsize i = 0; i < self->n_texts; i++)
    if (self->texts[i].page == page && !draw_text (surface->cr, &self->texts[i], error))
      return FALSE;
  cairo_show_page (surface->cr);
  return TRUE;
}

/* (transfer full): one PDF for the whole document, as its pages then share one embedded font. */
static GBytes *
draw_overlay (const Composer *self, GError **error)
{
  YyqPdfSurface surface;
  gboolean drawn = TRUE;
  g_autoptr (GBytes) overlay = NULL;

  yyq_pdf_surface_begin (&surface, 1, 1);
  for (guint page = 0; drawn && page < self->n_pages; page++)
    if (page_has_text (self, page))
      drawn = draw_page (self, &surface, page, error);
  overlay = yyq_pdf_surface_end (&surface, drawn ? error : NULL);
  return drawn ? g_steal_pointer (&overlay) : NULL;
}

static gboolean
merge_overlay (const Composer *self, qpdf_data overlay, GError **error)
{
  guint next = 0;

  for (guint page = 0; page < self->n_pages; page++) {
    qpdf_oh form;

    if (!page_has_text (self, page))
      continue;
    form = yyq_qpdf_import_form (self->qpdf, overlay, next++, error);
    if (!qpdf_oh_is_initialized (self->qpdf, form))
      return FALSE;
    yyq_pdf_stamp_put (self->qpdf, qpdf_get_page_n (self->qpdf, page), form);
  }
  return TRUE;
}

static gboolean
compose (const Composer *self, qpdf_data *overlay, GBytes **overlay_bytes, GError **error)
{
  if (self->n_texts == 0)
    return TRUE;
  *overlay_bytes = draw_overlay (self, error);
  if (*overlay_bytes == NULL)
    return FALSE;
  *overlay = yyq_qpdf_open (*overlay_bytes, FALSE, error);
  return *overlay != NULL && merge_overlay (self, *overlay, error);
}

GBytes *
yyq_pdf_compose (GBytes *base, const YyqPdfText *texts, gsize n_texts, const YyqPdfField *fields,
                 gsize n_fields, GError **error)
{
  g_auto (qpdf_data) qpdf = NULL;
  g_autoptr (GBytes) overlay_bytes = NULL;
  g_auto (qpdf_data) overlay = NULL;
  Composer self = { .texts = texts, .n_texts = n_texts };

  yyq_writer_check_is_free ("composing a PDF");
  qpdf = yyq_qpdf_open (base, FALSE, error);
  if (qpdf == NULL || !yyq_pdf_stamp_check_base (qpdf, error))
    return NULL;
  self.qpdf = qpdf;
  self.n_pages = (guint) qpdf_get_num_pages (qpdf);
  if (!check_texts (&self, error) ||
      !yyq_pdf_fields_check (fields, n_fields, self.n_pages, error) ||
      !compose (&self, &overlay, &overlay_bytes, error) ||
      !yyq_pdf_fields_add (qpdf, fields, n_fields, error))
    return NULL;
  return yyq_qpdf_write (qpdf, error);
}
