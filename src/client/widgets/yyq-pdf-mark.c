/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-mark.h"

static void
snapshot_preview (GtkSnapshot *snapshot, const graphene_rect_t *rect, float scale,
                  GdkPaintable *preview)
{
  float width = (float) gdk_paintable_get_intrinsic_width (preview);
  float height = (float) gdk_paintable_get_intrinsic_height (preview);

  if (width <= 0 || height <= 0)
    return;
  scale = MIN (scale, MIN (rect->size.width / width, rect->size.height / height));
  width *= scale;
  height *= scale;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (rect->origin.x + (rect->size.width - width) / 2,
                                                rect->origin.y + (rect->size.height - height) / 2));
  gdk_paintable_snapshot (preview, snapshot, (double) width, (double) height);
  gtk_snapshot_restore (snapshot);
}

void
yyq_pdf_mark_snapshot (GtkSnapshot *snapshot, const graphene_rect_t *rect, float scale,
                       GdkPaintable *preview)
{
  static const GdkRGBA accent = { .11f, .44f, .85f, 1.f };
  static const GdkRGBA wash = { .21f, .52f, .89f, .13f };
  const GdkRGBA colors[4] = { accent, accent, accent, accent };
  const float widths[4] = { 2, 2, 2, 2 };
  GskRoundedRect frame;

  gsk_rounded_rect_init_from_rect (&frame, rect, 4);
  gtk_snapshot_append_color (snapshot, &wash, rect);
  if (preview != NULL)
    snapshot_preview (snapshot, rect, scale, preview);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
}
