/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_TEXTURES 8
#define REDRAW_DELAY_MS \
  120 /* after the last zoom step: drawing every step would lag behind the wheel */

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
device_scale (YyqPdfView *self)
{
  return self->layout.scale * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* The pages in sight first, then one neighbour on each side, so that scrolling meets drawn pages.
 */
void
yyq_pdf_view_order_pages (YyqPdfView *self)
{
  guint first = 0, last = 0;
  double scale = device_scale (self);

  if (!yyq_pdf_view_find_visible (self, &first, &last))
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
  yyq_pdf_view_order_pages (self);
  return G_SOURCE_REMOVE;
}

void
yyq_pdf_view_order_later (YyqPdfView *self)
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
void
yyq_pdf_view_tell_later (YyqPdfView *self)
{
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

void
yyq_pdf_view_describe (YyqPdfView *self)
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
  text = problem != NULL
           /* Translators: two sentences; the first has no full stop */
           ? g_strdup_printf (_ ("%s. %s"), place, problem)
           : g_strdup (place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
drawn_cb (YyqPdfView *self)
{
  yyq_pdf_view_describe (self);
  yyq_pdf_view_tell_text_later (self);
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
  yyq_pdf_view_drop_text (self);
  yyq_pdf_cache_set_renderer (self->cache, renderer);
  yyq_pdf_layout_clear (&self->layout);
  for (guint i = 0; i < yyq_pdf_renderer_get_n_pages (renderer); i++) {
    double width = 0, height = 0;

    yyq_pdf_renderer_get_page_size (renderer, i, &width, &height);
    yyq_pdf_layout_append (&self->layout, width, height);
  }
  self->page = 0;
  yyq_pdf_view_describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
  tell (self);
  yyq_pdf_view_extents_changed (self);
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
  yyq_pdf_view_extents_changed (self);
  tell (self);
}

void
yyq_pdf_view_zoom_at (YyqPdfView *self, double zoom, double x, double y)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  graphene_point_init (&self->anchor, (float) x, (float) y);
  self->anchored = TRUE;
  yyq_pdf_view_set_zoom (self, zoom);
}

void
yyq_pdf_view_zoom_in (YyqPdfView *self)
{
  yyq_pdf_view_set_zoom (self, self->zoom * YYQ_PDF_VIEW_ZOOM_STEP);
}

void
yyq_pdf_view_zoom_out (YyqPdfView *self)
{
  yyq_pdf_view_set_zoom (self, self->zoom / YYQ_PDF_VIEW_ZOOM_STEP);
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
  yyq_pdf_view_extents_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIT_WIDTH]);
}

void
yyq_pdf_view_add_overlay (YyqPdfView *self, YyqPdfOverlay *overlay)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  g_return_if_fail (YYQ_IS_PDF_OVERLAY (overlay));
  g_ptr_array_add (self->overlays, g_object_ref (overlay));
  g_signal_connect_object (overlay, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yyq_pdf_view_remove_overlay (YyqPdfView *self, YyqPdfOverlay *overlay)
{
  g_return_if_fail (YYQ_IS_PDF_VIEW (self));
  g_signal_handlers_disconnect_by_func (overlay, gtk_widget_queue_draw, self);
  if (self->wanted == overlay)
    g_clear_object (&self->wanted);
  if (self->pressed == overlay)
    g_clear_object (&self->pressed);
  g_ptr_array_remove (self->overlays, overlay);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
    yyq_pdf_view_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    yyq_pdf_view_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
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
  yyq_pdf_view_leave_text (self);
  yyq_pdf_view_leave_children (self);
  yyq_pdf_view_leave_input (self);
  if (self->cache != NULL)
    yyq_pdf_cache_set_renderer (self->cache, NULL);
  g_clear_object (&self->renderer);
  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_clear_object (&self->wanted);
  g_clear_object (&self->pressed);
  g_ptr_array_set_size (self->overlays, 0);
  G_OBJECT_CLASS (yyq_pdf_view_parent_class)->dispose (object);
}

static void
yyq_pdf_view_finalize (GObject *object)
{
  YyqPdfView *self = YYQ_PDF_VIEW (object);

  g_clear_object (&self->cache);
  g_ptr_array_unref (self->overlays);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->children);
  g_object_unref (self->reading);
  yyq_pdf_layout_clear (&self->layout);
  G_OBJECT_CLASS (yyq_pdf_view_parent_class)->finalize (object);
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
  install_properties (object_class);
  yyq_pdf_view_class_init_scroll (widget_class);
  yyq_pdf_view_class_init_draw (widget_class);
  yyq_pdf_view_class_init_input (widget_class);
  gtk_widget_class_set_css_name (widget_class, "yyqpdf");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
yyq_pdf_view_init (YyqPdfView *self)
{
  self->zoom = 1;
  self->told_zoom = 1;
  self->fit_width = TRUE;
  self->overlays = g_ptr_array_new_with_free_func (g_object_unref);
  self->cache = yyq_pdf_cache_new (N_TEXTURES);
  g_signal_connect_object (self->cache, "page-drawn", G_CALLBACK (drawn_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the contract"), -1);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (yyq_pdf_view_order_later), NULL);
  yyq_pdf_view_init_text (self);
  yyq_pdf_view_init_children (self);
  yyq_pdf_view_init_input (self);
}
