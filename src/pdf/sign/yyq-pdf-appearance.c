/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-appearance.h"

#include "yyq-pdf-surface.h"

#define POINTS_PER_MM (72 / 25.4)
/* The sheet of ink says nothing about its size; in the field it is scaled anyway. */
#define INK_WIDTH 144.0
/* Ink as from a blue-black pen, distinct from the printed text. */
#define INK_RED 0.05
#define INK_GREEN 0.08
#define INK_BLUE 0.35

struct _YyqPdfAppearance {
  gatomicrefcount refs;
  double width, height;
  gboolean may_grow;
  GBytes *pdf;
};

G_DEFINE_BOXED_TYPE (YyqPdfAppearance, yyq_pdf_appearance, yyq_pdf_appearance_ref,
                     yyq_pdf_appearance_unref)

static YyqPdfAppearance *
appearance_new (YyqPdfSurface *surface, double width, double height, gboolean may_grow)
{
  g_autoptr (GError) error = NULL;
  YyqPdfAppearance *self;
  GBytes *pdf;

  cairo_show_page (surface->cr);
  pdf = yyq_pdf_surface_end (surface, &error);
  /* Cairo writes to memory here: only memory can be missing, and GLib ends the program for that
   * too. */
  if (pdf == NULL)
    g_error ("Cannot draw: %s", error->message);
  self = g_new0 (YyqPdfAppearance, 1);
  g_atomic_ref_count_init (&self->refs);
  self->width = width;
  self->height = height;
  self->may_grow = may_grow;
  self->pdf = pdf;
  return self;
}

YyqPdfAppearance *
yyq_pdf_appearance_new_seal (const YyqSealSpec *spec)
{
  double size = MAX (spec->diameter_mm, 1) * POINTS_PER_MM;
  YyqPdfSurface surface;

  yyq_pdf_surface_begin (&surface, size, size);
  yyq_seal_draw (surface.cr, spec, size);
  return appearance_new (&surface, size, size, FALSE);
}

YyqPdfAppearance *
yyq_pdf_appearance_new_ink (const YyqInk *ink)
{
  double height = INK_WIDTH * yyq_ink_get_height (ink) / yyq_ink_get_width (ink);
  YyqPdfSurface surface;

  yyq_pdf_surface_begin (&surface, INK_WIDTH, height);
  cairo_set_source_rgb (surface.cr, INK_RED, INK_GREEN, INK_BLUE);
  yyq_ink_draw (surface.cr, ink, INK_WIDTH, height);
  return appearance_new (&surface, INK_WIDTH, height, TRUE);
}

YyqPdfAppearance *
yyq_pdf_appearance_ref (YyqPdfAppearance *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
yyq_pdf_appearance_unref (YyqPdfAppearance *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_bytes_unref (self->pdf);
  g_free (self);
}

double
yyq_pdf_appearance_get_width (const YyqPdfAppearance *self)
{
  return self->width;
}

double
yyq_pdf_appearance_get_height (const YyqPdfAppearance *self)
{
  return self->height;
}

gboolean
yyq_pdf_appearance_may_grow (const YyqPdfAppearance *self)
{
  return self->may_grow;
}

GBytes *
yyq_pdf_appearance_get_pdf (const YyqPdfAppearance *self)
{
  return self->pdf;
}
