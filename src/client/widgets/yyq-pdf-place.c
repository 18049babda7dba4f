/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-place.h"

#define FRAME_PX 2.f
#define CORNER_PX 4.f

struct _YyqPdfPlace {
  GObject parent_instance;

  GdkPaintable *preview; /* (owned) (nullable) */
  graphene_rect_t rect;  /* pt */
  guint page;
  gboolean placed;
};

static void
snapshot_preview (YyqPdfPlace *self, GtkSnapshot *snapshot)
{
  const graphene_rect_t *rect = &self->rect;
  float width = (float) gdk_paintable_get_intrinsic_width (self->preview);
  float height = (float) gdk_paintable_get_intrinsic_height (self->preview);
  float scale;

  if (width <= 0 || height <= 0)
    return;
  scale = MIN (1, MIN (rect->size.width / width, rect->size.height / height));
  width *= scale;
  height *= scale;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (rect->origin.x + (rect->size.width - width) / 2,
                                                rect->origin.y + (rect->size.height - height) / 2));
  gdk_paintable_snapshot (self->preview, snapshot, (double) width, (double) height);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_place (YyqPdfOverlay *overlay, GtkSnapshot *snapshot, guint page, double px_per_pt)
{
  YyqPdfPlace *self = YYQ_PDF_PLACE (overlay);
  static const GdkRGBA accent = { .11f, .44f, .85f, 1.f };
  static const GdkRGBA wash = { .21f, .52f, .89f, .13f };
  const GdkRGBA colors[4] = { accent, accent, accent, accent };
  const float line = FRAME_PX / (float) px_per_pt;
  const float widths[4] = { line, line, line, line };
  GskRoundedRect frame;

  if (!self->placed || self->page != page)
    return;
  gsk_rounded_rect_init_from_rect (&frame, &self->rect, CORNER_PX / (float) px_per_pt);
  gtk_snapshot_append_color (snapshot, &wash, &self->rect);
  if (self->preview != NULL)
    snapshot_preview (self, snapshot);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
}

static gboolean
get_selection (YyqPdfOverlay *overlay, guint *page, graphene_rect_t *place)
{
  YyqPdfPlace *self = YYQ_PDF_PLACE (overlay);

  *page = self->page;
  *place = self->rect;
  return self->placed;
}

static void
overlay_init (YyqPdfOverlayInterface *iface)
{
  iface->snapshot = snapshot_place;
  iface->get_selection = get_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqPdfPlace, yyq_pdf_place, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_PDF_OVERLAY, overlay_init))

static void
set_preview (YyqPdfPlace *self, GdkPaintable *preview)
{
  if (self->preview == preview)
    return;
  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_func (self->preview, yyq_pdf_overlay_changed, self);
  g_set_object (&self->preview, preview);
  if (preview != NULL)
    g_signal_connect_object (preview, "invalidate-contents", G_CALLBACK (yyq_pdf_overlay_changed),
                             self, G_CONNECT_SWAPPED);
}

void
yyq_pdf_place_set (YyqPdfPlace *self, guint page, const graphene_rect_t *rect,
                   GdkPaintable *preview)
{
  g_return_if_fail (YYQ_IS_PDF_PLACE (self));

  self->placed = rect != NULL;
  if (rect != NULL)
    self->rect = *rect;
  self->page = page;
  set_preview (self, preview);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

YyqPdfPlace *
yyq_pdf_place_new (void)
{
  return g_object_new (YYQ_TYPE_PDF_PLACE, NULL);
}

static void
yyq_pdf_place_dispose (GObject *object)
{
  set_preview (YYQ_PDF_PLACE (object), NULL);
  G_OBJECT_CLASS (yyq_pdf_place_parent_class)->dispose (object);
}

static void
yyq_pdf_place_class_init (YyqPdfPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_pdf_place_dispose;
}

static void
yyq_pdf_place_init (YyqPdfPlace *self)
{
}
