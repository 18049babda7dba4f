/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view-private.h"

static void
snapshot_overlays (YyqPdfView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *rect)
{
  const double scale = self->layout.scale;

  if (self->overlays->len == 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &rect->origin);
  for (guint i = 0; i < self->overlays->len; i++)
    yyq_pdf_overlay_snapshot (self->overlays->pdata[i], snapshot, page, scale);
  gtk_snapshot_restore (snapshot);
}

/* Lines around the page, each fainter than the one within: where pixels are drawn by the processor
 * a blurred shadow costs more than all the rest of a frame. */
static void
snapshot_shadow (GtkSnapshot *snapshot, const graphene_rect_t *page)
{
  static const float alphas[] = { .15f, .09f, .05f, .025f };

  for (guint i = 0; i < G_N_ELEMENTS (alphas); i++) {
    const GdkRGBA colour = { 0, 0, 0, alphas[i] };
    const GdkRGBA colours[4] = { colour, colour, colour, colour };
    const float widths[4] = { 1, 1, 1, 1 };
    const float out = (float) i + 1;
    GskRoundedRect line;
    graphene_rect_t rect = *page;

    graphene_rect_offset (&rect, 0, 1);
    graphene_rect_inset (&rect, -out, -out);
    gsk_rounded_rect_init_from_rect (&line, &rect, out);
    gtk_snapshot_append_border (snapshot, &line, widths, colours);
  }
}

static void
snapshot_page (YyqPdfView *self, GtkSnapshot *snapshot, guint page)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 };
  graphene_rect_t rect;
  GdkTexture *texture = yyq_pdf_cache_lookup (self->cache, page);
  YyqPdfProblem problem = yyq_pdf_renderer_get_problem (self->renderer, page);

  yyq_pdf_view_get_page_rect (self, page, &rect);
  snapshot_shadow (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &paper, &rect);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &rect);
  if (problem != YYQ_PDF_PROBLEM_NONE)
    yyq_pdf_problem_snapshot (problem, GTK_WIDGET (self), snapshot, &rect);
  snapshot_overlays (self, snapshot, page, &rect);
}

static void
yyq_pdf_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);
  guint first = 0, last = 0;

  if (!yyq_pdf_view_find_visible (self, &first, &last))
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  for (guint page = first; page <= last; page++)
    snapshot_page (self, snapshot, page);
  yyq_pdf_view_snapshot_children (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

void
yyq_pdf_view_class_init_draw (GtkWidgetClass *klass)
{
  klass->snapshot = yyq_pdf_view_snapshot;
}
