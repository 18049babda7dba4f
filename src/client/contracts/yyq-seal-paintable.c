/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-paintable.h"

#include <math.h>

#include "yyq-seal-drawing.h"

#define TEXTURE_PX 480 /* sharp up to 42 mm at 290 dpi */
#define PT_PER_MM (72 / 25.4)

struct _YyqSealPaintable {
  GObject parent_instance;

  GdkTexture *texture; /* (owned) (nullable) */
  int size_pt;
};

static void paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqSealPaintable, yyq_seal_paintable, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static GdkTexture *
draw_in_worker (YyqSeal *seal)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TEXTURE_PX, TEXTURE_PX);
  cairo_t *cr = cairo_create (surface);
  const YyqSealSpec spec = { yyq_seal_get_company (seal), yyq_seal_get_title (seal), yyq_seal_get_code (seal), yyq_seal_get_diameter_mm (seal), TRUE };
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = NULL;

  yyq_seal_draw (cr, &spec, TEXTURE_PX);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * TEXTURE_PX,
                                       (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (TEXTURE_PX, TEXTURE_PX, GDK_MEMORY_DEFAULT, pixels, stride);
}

static void
work (GTask *task,
      gpointer source,
      gpointer seal,
      GCancellable *cancellable)
{
  g_task_return_pointer (task, draw_in_worker (seal), g_object_unref);
}

static void
drawn_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  YyqSealPaintable *self = YYQ_SEAL_PAINTABLE (source);

  self->texture = g_task_propagate_pointer (G_TASK (result), NULL);
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

GdkPaintable *
yyq_seal_paintable_new (YyqSeal *seal)
{
  YyqSealPaintable *self = g_object_new (YYQ_TYPE_SEAL_PAINTABLE, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, drawn_cb, NULL);

  self->size_pt = (int) lround (yyq_seal_get_diameter_mm (seal) * PT_PER_MM);
  g_task_set_source_tag (task, yyq_seal_paintable_new);
  g_task_set_task_data (task, g_object_ref (seal), g_object_unref);
  g_task_run_in_thread (task, work);
  return GDK_PAINTABLE (self);
}

static void
snapshot (GdkPaintable *paintable,
          GdkSnapshot *snapshot,
          double width,
          double height)
{
  YyqSealPaintable *self = YYQ_SEAL_PAINTABLE (paintable);

  if (self->texture != NULL)
    gdk_paintable_snapshot (GDK_PAINTABLE (self->texture), snapshot, width, height);
}

static int
get_intrinsic_size (GdkPaintable *paintable)
{
  return YYQ_SEAL_PAINTABLE (paintable)->size_pt;
}

static GdkPaintableFlags
get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = snapshot;
  iface->get_intrinsic_width = get_intrinsic_size;
  iface->get_intrinsic_height = get_intrinsic_size;
  iface->get_flags = get_flags;
}

static void
yyq_seal_paintable_finalize (GObject *object)
{
  g_clear_object (&YYQ_SEAL_PAINTABLE (object)->texture);
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
}
