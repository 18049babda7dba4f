/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view-private.h"

#include <math.h>

static double
scroll_value (YyqPdfView *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL
           ? gtk_adjustment_get_value (self->adjustments[orientation])
           : 0;
}

gboolean
yyq_pdf_view_find_visible (YyqPdfView *self, guint *first, guint *last)
{
  double top = scroll_value (self, GTK_ORIENTATION_VERTICAL);

  if (yyq_pdf_view_get_n_pages (self) == 0)
    return FALSE;
  yyq_pdf_layout_visible (&self->layout, top, top + gtk_widget_get_height (GTK_WIDGET (self)),
                          first, last);
  return TRUE;
}

/* The current page is the one on which a third of the way down the window lies. */
static void
update_page (YyqPdfView *self)
{
  double y =
    scroll_value (self, GTK_ORIENTATION_VERTICAL) + gtk_widget_get_height (GTK_WIDGET (self)) / 3.0;
  guint page = 0, last = 0;

  if (yyq_pdf_view_get_n_pages (self) == 0)
    return;
  yyq_pdf_layout_visible (&self->layout, y, y, &page, &last);
  if (page == self->page)
    return;
  self->page = page;
  yyq_pdf_view_describe (self);
  yyq_pdf_view_tell_later (self);
}

static void
scrolled_cb (YyqPdfView *self)
{
  update_page (self);
  yyq_pdf_view_tell_text_later (self);
  yyq_pdf_view_place_children (self);
  if (self->redraw_id == 0)
    yyq_pdf_view_order_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/*
 * Not gtk_widget_queue_allocate(): then this widget would be allocated alone, while the scroll
 * bars, which its new extents let come and go, ask their window for another size.
 */
void
yyq_pdf_view_extents_changed (YyqPdfView *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
yyq_pdf_view_set_adjustment (YyqPdfView *self, GtkOrientation orientation,
                             GtkAdjustment *adjustment)
{
  GtkAdjustment **slot = &self->adjustments[orientation];

  if (*slot != NULL && *slot == adjustment)
    return;
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, scrolled_cb, self);
  g_clear_object (slot);
  *slot =
    g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (*slot, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  yyq_pdf_view_extents_changed (self);
}

static void
configure (YyqPdfView *self, GtkOrientation orientation, double value, double extent)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double size = orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_widget_get_width (widget)
                                                          : gtk_widget_get_height (widget);

  if (self->adjustments[orientation] == NULL)
    return;
  gtk_adjustment_configure (self->adjustments[orientation],
                            CLAMP (value, 0, MAX (0, extent - size)), 0, MAX (extent, size),
                            MAX (24, size / 12), size * .9, size);
}

static void
lay_out (YyqPdfView *self, int width)
{
  double scale = self->zoom * YYQ_PDF_LAYOUT_PX_PER_PT;

  if (self->fit_width && self->layout.widest > 0) {
    scale = CLAMP (yyq_pdf_layout_fit (&self->layout, width),
                   YYQ_PDF_VIEW_MIN_ZOOM * YYQ_PDF_LAYOUT_PX_PER_PT,
                   YYQ_PDF_VIEW_MAX_ZOOM * YYQ_PDF_LAYOUT_PX_PER_PT);
    if (fabs (scale / YYQ_PDF_LAYOUT_PX_PER_PT - self->zoom) > 0.0005) {
      self->zoom = scale / YYQ_PDF_LAYOUT_PX_PER_PT;
      yyq_pdf_view_tell_later (self);
    }
  }
  yyq_pdf_layout_set_scale (&self->layout, scale);
}

/* Where the widest page begins. */
static double
page_left (YyqPdfView *self, int width, double scale)
{
  const double page = self->layout.widest * scale;

  return (MAX (width, page + 2 * YYQ_PDF_LAYOUT_GAP) - page) / 2;
}

/* What is at the pointer, or else in the middle of the window, stays there while zooming. When the
 * window itself gets wider the line that was read first stays first, and so it does on the way
 * back. */
static void
follow (YyqPdfView *self, int width, int height, double old_scale, double *x, double *y)
{
  const double kept_x = self->anchored ? (double) self->anchor.x : width / 2.0;
  double kept_y = self->fit_width ? 0 : height / 2.0;

  if (self->anchored)
    kept_y = (double) self->anchor.y;
  *x = page_left (self, width, self->layout.scale) +
       (*x + kept_x - page_left (self, width, old_scale)) * self->layout.scale / old_scale - kept_x;
  *y = yyq_pdf_layout_follow (&self->layout, *y + kept_y, old_scale) - kept_y;
}

static void
yyq_pdf_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);
  double old_scale = self->layout.scale;
  double x = scroll_value (self, GTK_ORIENTATION_HORIZONTAL);
  double y = scroll_value (self, GTK_ORIENTATION_VERTICAL);

  lay_out (self, width);
  if (old_scale > 0 && old_scale != self->layout.scale)
    follow (self, width, height, old_scale, &x, &y);
  self->anchored = FALSE;
  configure (self, GTK_ORIENTATION_HORIZONTAL, x, yyq_pdf_layout_width (&self->layout));
  configure (self, GTK_ORIENTATION_VERTICAL, y, yyq_pdf_layout_height (&self->layout));
  if (self->wanted != NULL && height > 0) {
    g_autoptr (YyqPdfOverlay) wanted = g_steal_pointer (&self->wanted);

    yyq_pdf_view_scroll_to_selection (self, wanted);
  }
  update_page (self);
  yyq_pdf_view_place_text (self);
  yyq_pdf_view_place_children (self);
  if (old_scale != self->layout.scale && old_scale > 0)
    yyq_pdf_view_order_later (self);
  else
    yyq_pdf_view_order_pages (self);
}

static void
yyq_pdf_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 800;
}

void
yyq_pdf_view_get_page_rect (YyqPdfView *self, guint page, graphene_rect_t *rect)
{
  yyq_pdf_layout_page (&self->layout, page, gtk_widget_get_width (GTK_WIDGET (self)), rect);
  graphene_rect_offset (rect, -(float) floor (scroll_value (self, GTK_ORIENTATION_HORIZONTAL)),
                        -(float) floor (scroll_value (self, GTK_ORIENTATION_VERTICAL)));
}

void
yyq_pdf_view_get_spot (YyqPdfView *self, guint page, double x, double y, YyqPdfSpot *spot)
{
  graphene_rect_t rect;

  yyq_pdf_view_get_page_rect (self, page, &rect);
  spot->page = page;
  spot->px_per_pt = self->layout.scale;
  spot->x = (x - (double) rect.origin.x) / self->layout.scale;
  spot->y = (y - (double) rect.origin.y) / self->layout.scale;
  spot->over = page;
  spot->over_x = spot->x;
  spot->over_y = spot->y;
  spot->state = 0;
}

gboolean
yyq_pdf_view_find_spot (YyqPdfView *self, double x, double y, YyqPdfSpot *spot)
{
  guint first = 0, last = 0;

  if (!yyq_pdf_view_find_visible (self, &first, &last))
    return FALSE;
  for (guint page = first; page <= last; page++) {
    graphene_rect_t rect;

    yyq_pdf_view_get_page_rect (self, page, &rect);
    yyq_pdf_view_get_spot (self, page, x, y, spot);
    if (graphene_rect_contains_point (&rect, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
      return TRUE;
  }
  return FALSE;
}

void
yyq_pdf_view_scroll_to_page (YyqPdfView *self, guint page)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  if (page < yyq_pdf_view_get_n_pages (self) && self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL],
                              yyq_pdf_layout_top (&self->layout, page) - YYQ_PDF_LAYOUT_GAP);
}

void
yyq_pdf_view_scroll_to_selection (YyqPdfView *self, YyqPdfOverlay *overlay)
{
  GtkAdjustment *vertical = NULL;
  graphene_rect_t place;
  guint page = 0;
  double middle = 0;

  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  g_return_if_fail (YYQ_IS_PDF_OVERLAY (overlay));
  g_clear_object (&self->wanted);
  if (!yyq_pdf_overlay_get_selection (overlay, &page, &place) ||
      page >= yyq_pdf_view_get_n_pages (self))
    return;
  if (gtk_widget_get_height (GTK_WIDGET (self)) == 0 || self->layout.scale <= 0) {
    self->wanted = g_object_ref (overlay);
    return;
  }
  vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  if (vertical == NULL)
    return;
  middle = yyq_pdf_layout_top (&self->layout, page) +
           (double) (place.origin.y + place.size.height / 2) * self->layout.scale;
  gtk_adjustment_set_value (vertical, middle - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/* How far to go so that [@low, @high] is within [0, @size]. */
static double
distance_into (double low, double high, double size)
{
  const double room = MIN (24, MAX (0, (size - (high - low)) / 2));

  if (low < room)
    return low - room;
  return high > size - room ? MIN (high - size + room, low - room) : 0;
}

void
yyq_pdf_view_show_place (YyqPdfView *self, guint page, const graphene_rect_t *place)
{
  const double scale = self->layout.scale;
  graphene_rect_t rect;
  double x = 0, y = 0;

  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  if (page >= yyq_pdf_view_get_n_pages (self) || scale <= 0)
    return;
  yyq_pdf_view_get_page_rect (self, page, &rect);
  x = (double) rect.origin.x + (double) place->origin.x * scale;
  y = (double) rect.origin.y + (double) place->origin.y * scale;
  yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_HORIZONTAL,
                          distance_into (x, x + (double) place->size.width * scale,
                                         gtk_widget_get_width (GTK_WIDGET (self))));
  yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL,
                          distance_into (y, y + (double) place->size.height * scale,
                                         gtk_widget_get_height (GTK_WIDGET (self))));
}

void
yyq_pdf_view_scroll_by (YyqPdfView *self, GtkOrientation orientation, double distance)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + distance);
}

void
yyq_pdf_view_class_init_scroll (GtkWidgetClass *klass)
{
  klass->measure = yyq_pdf_view_measure;
  klass->size_allocate = yyq_pdf_view_size_allocate;
}
