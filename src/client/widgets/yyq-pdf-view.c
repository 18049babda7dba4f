/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "yyq-pdf-cache.h"
#include "yyq-pdf-layout.h"
#include "yyq-pdf-mark.h"

#define N_TEXTURES 8
#define REDRAW_DELAY_MS \
  120 /* after the last zoom step: drawing every step would lag behind the wheel */
#define ZOOM_STEP 1.2

struct _YyqPdfView {
  GtkWidget parent_instance;

  YyqPdfRenderer *renderer;      /* (owned) (nullable) */
  YyqPdfCache *cache;            /* (owned) */
  GtkAdjustment *adjustments[2]; /* (owned) (nullable), by GtkOrientation */
  GdkPaintable *preview;         /* (owned) (nullable) */
  YyqPdfLayout layout;
  graphene_rect_t place;
  guint place_page;
  gboolean has_place;
  gboolean place_pending; /* to be scrolled to at the first allocation */
  double zoom;
  gboolean fit_width;
  guint redraw_id;
  guint page;
  guint tell_id; /* idle source */
  guint told_page;
  double told_zoom;
};

typedef enum {
  PROP_PAGE = 1,
  PROP_N_PAGES,
  PROP_ZOOM,
  PROP_FIT_WIDTH,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} YyqPdfViewProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqPdfView, yyq_pdf_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
scroll_value (YyqPdfView *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL
           ? gtk_adjustment_get_value (self->adjustments[orientation])
           : 0;
}

static double
device_scale (YyqPdfView *self)
{
  return self->layout.scale * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static gboolean
visible_pages (YyqPdfView *self, guint *first, guint *last)
{
  double top = scroll_value (self, GTK_ORIENTATION_VERTICAL);

  if (yyq_pdf_view_get_n_pages (self) == 0)
    return FALSE;
  yyq_pdf_layout_visible (&self->layout, top, top + gtk_widget_get_height (GTK_WIDGET (self)),
                          first, last);
  return TRUE;
}

/* The pages in sight first, then one neighbour on each side, so that scrolling meets drawn pages.
 */
static void
order_pages (YyqPdfView *self)
{
  guint first = 0, last = 0;
  double scale = device_scale (self);

  if (!visible_pages (self, &first, &last))
    return;
  yyq_pdf_cache_keep_orders (self->cache, first > 0 ? first - 1 : 0, last + 1);
  for (guint page = first; page <= last && page < first + N_TEXTURES; page++)
    yyq_pdf_cache_order (self->cache, page, scale, G_PRIORITY_DEFAULT);
  if (last + 1 < yyq_pdf_view_get_n_pages (self))
    yyq_pdf_cache_order (self->cache, last + 1, scale, G_PRIORITY_DEFAULT + 1);
  if (first > 0)
    yyq_pdf_cache_order (self->cache, first - 1, scale, G_PRIORITY_DEFAULT + 2);
}

static gboolean
redraw_cb (gpointer user_data)
{
  YyqPdfView *self = user_data;

  self->redraw_id = 0;
  order_pages (self);
  return G_SOURCE_REMOVE;
}

static void
order_later (YyqPdfView *self)
{
  if (self->redraw_id != 0)
    g_source_remove (self->redraw_id);
  self->redraw_id = g_timeout_add (REDRAW_DELAY_MS, redraw_cb, self);
}

static void
tell (YyqPdfView *self)
{
  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->told_page != self->page)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  if (self->told_zoom != self->zoom)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  self->told_page = self->page;
  self->told_zoom = self->zoom;
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
tell_cb (gpointer user_data)
{
  YyqPdfView *self = user_data;

  self->tell_id = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

/*
 * Page and zoom change while sizes are allocated. Who listens may ask for another size (a label, a
 * list that scrolls), and GTK forgets what is asked for in that moment: the widgets around would be
 * drawn without an allocation, which is not at all.
 */
static void
tell_later (YyqPdfView *self)
{
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
describe (YyqPdfView *self)
{
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  guint n_pages = yyq_pdf_view_get_n_pages (self);
  const char *problem = NULL;

  if (n_pages == 0)
    return;
  problem = yyq_pdf_problem_to_text (yyq_pdf_renderer_get_problem (self->renderer, self->page));
  place = g_strdup_printf (_ ("Page %s of %u"),
                           yyq_pdf_renderer_get_page_label (self->renderer, self->page), n_pages);
  text = problem != NULL ? g_strdup_printf ("%s. %s", place, problem) : g_strdup (place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
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
  describe (self);
  tell_later (self);
}

static void
scrolled_cb (YyqPdfView *self)
{
  update_page (self);
  if (self->redraw_id == 0)
    order_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/*
 * Not gtk_widget_queue_allocate(): then this widget would be allocated alone, while the scroll
 * bars, which its new extents let come and go, ask their window for another size.
 */
static void
extents_changed (YyqPdfView *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_adjustment (YyqPdfView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
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
  extents_changed (self);
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
      tell_later (self);
    }
  }
  yyq_pdf_layout_set_scale (&self->layout, scale);
}

static void
yyq_pdf_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);
  double old_scale = self->layout.scale;
  double x = scroll_value (self, GTK_ORIENTATION_HORIZONTAL);
  double y = scroll_value (self, GTK_ORIENTATION_VERTICAL);

  lay_out (self, width);
  /* What is in the middle of the window stays there while zooming. */
  if (old_scale > 0 && old_scale != self->layout.scale) {
    x = (x + width / 2.0) * self->layout.scale / old_scale - width / 2.0;
    y = yyq_pdf_layout_follow (&self->layout, y + height / 2.0, old_scale) - height / 2.0;
  }
  configure (self, GTK_ORIENTATION_HORIZONTAL, x, yyq_pdf_layout_width (&self->layout));
  configure (self, GTK_ORIENTATION_VERTICAL, y, yyq_pdf_layout_height (&self->layout));
  if (self->place_pending && height > 0) {
    self->place_pending = FALSE;
    yyq_pdf_view_scroll_to_place (self);
  }
  update_page (self);
  if (old_scale != self->layout.scale && old_scale > 0)
    order_later (self);
  else
    order_pages (self);
}

static void
yyq_pdf_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 800;
}

static graphene_rect_t
page_on_screen (YyqPdfView *self, guint page)
{
  graphene_rect_t rect;

  yyq_pdf_layout_page (&self->layout, page, gtk_widget_get_width (GTK_WIDGET (self)), &rect);
  graphene_rect_offset (&rect, -(float) floor (scroll_value (self, GTK_ORIENTATION_HORIZONTAL)),
                        -(float) floor (scroll_value (self, GTK_ORIENTATION_VERTICAL)));
  return rect;
}

static graphene_rect_t
place_on_screen (YyqPdfView *self)
{
  graphene_rect_t page = page_on_screen (self, self->place_page);
  float scale = (float) self->layout.scale;

  return GRAPHENE_RECT_INIT (page.origin.x + self->place.origin.x * scale,
                             page.origin.y + self->place.origin.y * scale,
                             self->place.size.width * scale, self->place.size.height * scale);
}

static void
snapshot_page (YyqPdfView *self, GtkSnapshot *snapshot, guint page)
{
  static const GdkRGBA shadow = { 0, 0, 0, .25f };
  static const GdkRGBA paper = { 1, 1, 1, 1 };
  graphene_rect_t rect = page_on_screen (self, page);
  GdkTexture *texture = yyq_pdf_cache_lookup (self->cache, page);
  YyqPdfProblem problem = yyq_pdf_renderer_get_problem (self->renderer, page);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 0, 5);
  gtk_snapshot_append_color (snapshot, &paper, &rect);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &rect);
  if (problem != YYQ_PDF_PROBLEM_NONE)
    yyq_pdf_problem_snapshot (problem, GTK_WIDGET (self), snapshot, &rect);
  if (self->has_place && self->place_page == page) {
    rect = place_on_screen (self);
    yyq_pdf_mark_snapshot (snapshot, &rect, (float) self->layout.scale, self->preview);
  }
}

static void
yyq_pdf_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);
  guint first = 0, last = 0;

  if (!visible_pages (self, &first, &last))
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  for (guint page = first; page <= last; page++)
    snapshot_page (self, snapshot, page);
  gtk_snapshot_pop (snapshot);
}

static void
drawn_cb (YyqPdfView *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
yyq_pdf_view_new (void)
{
  return g_object_new (YYQ_TYPE_PDF_VIEW, NULL);
}

static void
show_document (YyqPdfView *self, YyqPdfRenderer *renderer)
{
  g_set_object (&self->renderer, renderer);
  yyq_pdf_cache_set_renderer (self->cache, renderer);
  yyq_pdf_layout_clear (&self->layout);
  for (guint i = 0; i < yyq_pdf_renderer_get_n_pages (renderer); i++) {
    double width = 0, height = 0;

    yyq_pdf_renderer_get_page_size (renderer, i, &width, &height);
    yyq_pdf_layout_append (&self->layout, width, height);
  }
  self->page = 0;
  self->has_place = FALSE;
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
  tell (self);
  extents_changed (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_pdf_renderer_open_finish (YYQ_PDF_RENDERER (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  show_document (g_task_get_source_object (task), YYQ_PDF_RENDERER (source));
  g_task_return_boolean (task, TRUE);
}

void
yyq_pdf_view_open_async (YyqPdfView *self, GBytes *pdf, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (YyqPdfRenderer) renderer = yyq_pdf_renderer_new ();
  GTask *task = NULL;

  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yyq_pdf_view_open_async);
  yyq_pdf_renderer_open_async (renderer, pdf, cancellable, opened_cb, task);
}

gboolean
yyq_pdf_view_open_finish (YyqPdfView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

YyqPdfRenderer *
yyq_pdf_view_get_renderer (YyqPdfView *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_VIEW (self), NULL);
  return self->renderer;
}

guint
yyq_pdf_view_get_n_pages (YyqPdfView *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_VIEW (self), 0);
  return self->renderer != NULL ? yyq_pdf_renderer_get_n_pages (self->renderer) : 0;
}

guint
yyq_pdf_view_get_page (YyqPdfView *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_VIEW (self), 0);
  return self->page;
}

void
yyq_pdf_view_scroll_to_page (YyqPdfView *self, guint page)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  if (page < yyq_pdf_view_get_n_pages (self) && self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL],
                              yyq_pdf_layout_top (&self->layout, page) - YYQ_PDF_LAYOUT_GAP);
}

double
yyq_pdf_view_get_zoom (YyqPdfView *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_VIEW (self), 1);
  return self->zoom;
}

void
yyq_pdf_view_set_zoom (YyqPdfView *self, double zoom)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  zoom = CLAMP (zoom, YYQ_PDF_VIEW_MIN_ZOOM, YYQ_PDF_VIEW_MAX_ZOOM);
  yyq_pdf_view_set_fit_width (self, FALSE);
  if (fabs (self->zoom - zoom) < 0.0005)
    return;
  self->zoom = zoom;
  extents_changed (self);
  tell (self);
}

void
yyq_pdf_view_zoom_in (YyqPdfView *self)
{
  yyq_pdf_view_set_zoom (self, self->zoom * ZOOM_STEP);
}

void
yyq_pdf_view_zoom_out (YyqPdfView *self)
{
  yyq_pdf_view_set_zoom (self, self->zoom / ZOOM_STEP);
}

gboolean
yyq_pdf_view_get_fit_width (YyqPdfView *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_VIEW (self), FALSE);
  return self->fit_width;
}

void
yyq_pdf_view_set_fit_width (YyqPdfView *self, gboolean fit_width)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  if (self->fit_width == fit_width)
    return;
  self->fit_width = fit_width;
  extents_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIT_WIDTH]);
}

static void
set_preview (YyqPdfView *self, GdkPaintable *preview)
{
  if (self->preview == preview)
    return;
  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_func (self->preview, gtk_widget_queue_draw, self);
  g_set_object (&self->preview, preview);
  if (preview != NULL)
    g_signal_connect_object (preview, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw),
                             self, G_CONNECT_SWAPPED);
}

void
yyq_pdf_view_set_place (YyqPdfView *self, guint page, const graphene_rect_t *rect,
                        GdkPaintable *preview)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  self->has_place = rect != NULL && page < yyq_pdf_view_get_n_pages (self);
  if (self->has_place)
    self->place = *rect;
  self->place_page = page;
  set_preview (self, preview);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yyq_pdf_view_scroll_to_place (YyqPdfView *self)
{
  GtkAdjustment *vertical = NULL;
  double middle = 0;

  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  if (!self->has_place)
    return;
  vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  self->place_pending = gtk_widget_get_height (GTK_WIDGET (self)) == 0 || self->layout.scale <= 0;
  if (self->place_pending || vertical == NULL)
    return;
  middle = yyq_pdf_layout_top (&self->layout, self->place_page) +
           (double) (self->place.origin.y + self->place.size.height / 2) * self->layout.scale;
  gtk_adjustment_set_value (vertical, middle - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);

  if (g_str_equal (name, "pdf.zoom-in"))
    yyq_pdf_view_zoom_in (self);
  else if (g_str_equal (name, "pdf.zoom-out"))
    yyq_pdf_view_zoom_out (self);
  else
    yyq_pdf_view_set_zoom (self, 1);
}

static void
scroll_by (YyqPdfView *self, GtkOrientation orientation, double distance)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + distance);
}

static gboolean
key_pressed_cb (YyqPdfView *self, guint keyval, guint keycode, GdkModifierType state)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double page =
    keyval == GDK_KEY_space && (state & GDK_SHIFT_MASK) != 0 ? -height * .9 : height * .9;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Down ? 48 : -48);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Left)
    scroll_by (self, GTK_ORIENTATION_HORIZONTAL, keyval == GDK_KEY_Right ? 48 : -48);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_space)
    scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Page_Up ? -height * .9 : page);
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_End)
    scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Home ? -1e9 : 1e9);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
wheel_cb (YyqPdfView *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  yyq_pdf_view_set_zoom (self, self->zoom * pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
yyq_pdf_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqPdfView *self = YYQ_PDF_VIEW (object);

  switch ((YyqPdfViewProperty) id) {
  case PROP_PAGE:
    g_value_set_uint (value, self->page);
    break;
  case PROP_N_PAGES:
    g_value_set_uint (value, yyq_pdf_view_get_n_pages (self));
    break;
  case PROP_ZOOM:
    g_value_set_double (value, self->zoom);
    break;
  case PROP_FIT_WIDTH:
    g_value_set_boolean (value, self->fit_width);
    break;
  case PROP_HADJUSTMENT:
  case PROP_VADJUSTMENT:
    g_value_set_object (value,
                        self->adjustments[id == PROP_HADJUSTMENT ? GTK_ORIENTATION_HORIZONTAL
                                                                 : GTK_ORIENTATION_VERTICAL]);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, GTK_SCROLL_NATURAL);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_pdf_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqPdfView *self = YYQ_PDF_VIEW (object);

  switch ((YyqPdfViewProperty) id) {
  case PROP_ZOOM:
    yyq_pdf_view_set_zoom (self, g_value_get_double (value));
    break;
  case PROP_FIT_WIDTH:
    yyq_pdf_view_set_fit_width (self, g_value_get_boolean (value));
    break;
  case PROP_HADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    break; /* the view takes any size */
  case PROP_PAGE:
  case PROP_N_PAGES:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_pdf_view_dispose (GObject *object)
{
  YyqPdfView *self = YYQ_PDF_VIEW (object);

  g_clear_handle_id (&self->redraw_id, g_source_remove);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  if (self->cache != NULL)
    yyq_pdf_cache_set_renderer (self->cache, NULL);
  g_clear_object (&self->renderer);
  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  set_preview (self, NULL);
  G_OBJECT_CLASS (yyq_pdf_view_parent_class)->dispose (object);
}

static void
yyq_pdf_view_finalize (GObject *object)
{
  YyqPdfView *self = YYQ_PDF_VIEW (object);

  g_clear_object (&self->cache);
  yyq_pdf_layout_clear (&self->layout);
  G_OBJECT_CLASS (yyq_pdf_view_parent_class)->finalize (object);
}

static void
install_keys (GtkWidgetClass *klass)
{
  static const struct {
    guint keyval;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "pdf.zoom-in" },         { GDK_KEY_equal, "pdf.zoom-in" },
    { GDK_KEY_KP_Add, "pdf.zoom-in" },       { GDK_KEY_minus, "pdf.zoom-out" },
    { GDK_KEY_KP_Subtract, "pdf.zoom-out" }, { GDK_KEY_0, "pdf.zoom-normal" },
    { GDK_KEY_KP_0, "pdf.zoom-normal" },
  };

  gtk_widget_class_install_action (klass, "pdf.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "pdf.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "pdf.zoom-normal", NULL, zoom_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].keyval, GDK_CONTROL_MASK, keys[i].action,
                                         NULL);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, YYQ_PDF_VIEW_MIN_ZOOM,
                                               YYQ_PDF_VIEW_MAX_ZOOM, 1, writable);
  properties[PROP_FIT_WIDTH] = g_param_spec_boolean ("fit-width", NULL, NULL, TRUE, writable);
  g_object_class_install_properties (klass, N_PROPS, properties);
  g_object_class_override_property (klass, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (klass, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (klass, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (klass, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
yyq_pdf_view_class_init (YyqPdfViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yyq_pdf_view_get_property;
  object_class->set_property = yyq_pdf_view_set_property;
  object_class->dispose = yyq_pdf_view_dispose;
  object_class->finalize = yyq_pdf_view_finalize;
  widget_class->measure = yyq_pdf_view_measure;
  widget_class->size_allocate = yyq_pdf_view_size_allocate;
  widget_class->snapshot = yyq_pdf_view_snapshot;
  install_properties (object_class);
  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "yyqpdf");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yyq_pdf_view_init (YyqPdfView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *wheel =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();

  self->zoom = 1;
  self->told_zoom = 1;
  self->fit_width = TRUE;
  self->cache = yyq_pdf_cache_new (N_TEXTURES);
  g_signal_connect_object (self->cache, "page-drawn", G_CALLBACK (drawn_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the contract"), -1);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (order_later), NULL);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (gtk_widget_grab_focus), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
