/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-paintable.h"

#include <math.h>

#include "yyq-pdf-form.h"
#include "yyq-pdf-renderer.h"

#define TEXTURE_PX 480.0 /* of the longer side: sharp up to 42 mm at 290 dpi */

struct _YyqSealPaintable {
  GObject parent_instance;

  YyqPdfRenderer *renderer; /* (owned) */
  cairo_t *cr;              /* (owned) (nullable): while it is being drawn */
  GdkTexture *texture;      /* (owned) (nullable) */
  int width_pt;
  int height_pt;
};

static void paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqSealPaintable, yyq_seal_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = NULL;

  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (
    cairo_image_surface_get_data (surface), stride * (gsize) height,
    (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSealPaintable) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yyq_pdf_renderer_print_finish (YYQ_PDF_RENDERER (source), result, &error))
    self->texture = texture_of (cairo_get_target (self->cr));
  else
    g_message ("The seal cannot be shown: %s", error->message);
  g_clear_pointer (&self->cr, cairo_destroy);
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

/* As for a printer, because a page on the screen is white, and what a seal stands on shows through
 * it. */
static void
draw (YyqSealPaintable *self)
{
  cairo_surface_t *surface;
  double width = 0, height = 0, scale;

  yyq_pdf_renderer_get_page_size (self->renderer, 0, &width, &height);
  scale = TEXTURE_PX / MAX (MAX (width, height), 1);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                        (int) ceil (height * scale));
  self->width_pt = (int) lround (width);
  self->height_pt = (int) lround (height);
  self->cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  cairo_scale (self->cr, scale, scale);
  gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  yyq_pdf_renderer_print_async (self->renderer, 0, self->cr, NULL, drawn_cb, g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSealPaintable) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yyq_pdf_renderer_open_finish (YYQ_PDF_RENDERER (source), result, &error))
    draw (self);
  else
    g_message ("The seal cannot be shown: %s", error->message);
}

GdkPaintable *
yyq_seal_paintable_new (YyqSeal *seal)
{
  YyqSealPaintable *self = g_object_new (YYQ_TYPE_SEAL_PAINTABLE, NULL);
  GBytes *form = yyq_seal_get_form (seal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = form != NULL ? yyq_pdf_form_to_pdf (form, &error) : NULL;

  if (pdf != NULL)
    yyq_pdf_renderer_open_async (self->renderer, pdf, NULL, opened_cb, g_object_ref (self));
  else
    g_message ("The seal cannot be shown: %s", error != NULL ? error->message : "it has no form");
  return GDK_PAINTABLE (self);
}

static void
snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  YyqSealPaintable *self = YYQ_SEAL_PAINTABLE (paintable);

  if (self->texture != NULL)
    gdk_paintable_snapshot (GDK_PAINTABLE (self->texture), snapshot, width, height);
}

static int
get_intrinsic_width (GdkPaintable *paintable)
{
  return YYQ_SEAL_PAINTABLE (paintable)->width_pt;
}

static int
get_intrinsic_height (GdkPaintable *paintable)
{
  return YYQ_SEAL_PAINTABLE (paintable)->height_pt;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = snapshot;
  iface->get_intrinsic_width = get_intrinsic_width;
  iface->get_intrinsic_height = get_intrinsic_height;
}

static void
yyq_seal_paintable_finalize (GObject *object)
{
  YyqSealPaintable *self = YYQ_SEAL_PAINTABLE (object);

  g_clear_object (&self->renderer);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (yyq_seal_paintable_parent_class)->finalize (object);
}

static void
yyq_seal_paintable_class_init (YyqSealPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_seal_paintable_finalize;
}

static void
yyq_seal_paintable_init (YyqSealPaintable *self)
{
  self->renderer = yyq_pdf_renderer_new ();
}
