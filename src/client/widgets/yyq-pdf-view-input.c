/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view-private.h"

#include <math.h>

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

/* The keys of reading. */
static gboolean
scroll_by_key (YyqPdfView *self, guint keyval, GdkModifierType state)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double page =
    keyval == GDK_KEY_space && (state & GDK_SHIFT_MASK) != 0 ? -height * .9 : height * .9;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Down ? 48 : -48);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Left)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_HORIZONTAL, keyval == GDK_KEY_Right ? 48 : -48);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_space)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL,
                            keyval == GDK_KEY_Page_Up ? -height * .9 : page);
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_End)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Home ? -1e9 : 1e9);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* What lies on top is asked first; the pages move when nobody wants the key. */
static gboolean
key_pressed_cb (YyqPdfView *self, guint keyval, guint keycode, GdkModifierType state)
{
  for (guint i = self->overlays->len; i > 0; i--)
    if (yyq_pdf_overlay_key_pressed (self->overlays->pdata[i - 1], keyval, state))
      return GDK_EVENT_STOP;
  return scroll_by_key (self, keyval, state);
}

static gboolean
wheel_cb (YyqPdfView *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  yyq_pdf_view_set_zoom (self, self->zoom * pow (YYQ_PDF_VIEW_ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

/* (transfer none) (nullable): the topmost overlay that has something at this place. */
static YyqPdfOverlay *
find_overlay (YyqPdfView *self, double x, double y, YyqPdfSpot *spot, YyqPdfHit *hit)
{
  if (!yyq_pdf_view_find_spot (self, x, y, spot))
    return NULL;
  for (guint i = self->overlays->len; i > 0; i--) {
    *hit = yyq_pdf_overlay_hit (self->overlays->pdata[i - 1], spot);
    if (*hit != YYQ_PDF_HIT_NONE)
      return self->overlays->pdata[i - 1];
  }
  return NULL;
}

static const char *
cursor_of (YyqPdfHit hit)
{
  const gboolean falling =
    (hit & YYQ_PDF_HIT_TOP) != 0 ? (hit & YYQ_PDF_HIT_LEFT) != 0 : (hit & YYQ_PDF_HIT_RIGHT) != 0;
  const gboolean vertical = (hit & (YYQ_PDF_HIT_TOP | YYQ_PDF_HIT_BOTTOM)) != 0;
  const gboolean horizontal = (hit & (YYQ_PDF_HIT_LEFT | YYQ_PDF_HIT_RIGHT)) != 0;

  if (vertical && horizontal)
    return falling ? "nwse-resize" : "nesw-resize";
  if (vertical || horizontal)
    return vertical ? "ns-resize" : "ew-resize";
  return hit == YYQ_PDF_HIT_NONE ? NULL : "move";
}

static void
moved_cb (YyqPdfView *self, double x, double y)
{
  YyqPdfSpot spot;
  YyqPdfHit hit = YYQ_PDF_HIT_NONE;

  if (self->pressed != NULL)
    return;
  find_overlay (self, x, y, &spot, &hit);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor_of (hit));
}

static void
pressed_cb (YyqPdfView *self, int n_press, double x, double y, GtkGestureClick *click)
{
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  YyqPdfSpot spot;
  YyqPdfHit hit = YYQ_PDF_HIT_NONE;
  YyqPdfOverlay *overlay = find_overlay (self, x, y, &spot, &hit);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (overlay == NULL)
    return;
  g_set_object (&self->pressed, overlay);
  self->pressed_page = spot.page;
  /* Or the window around would scroll with the finger. */
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  yyq_pdf_overlay_pressed (overlay, &spot, n_press, state);
}

static void
get_drag_spot (YyqPdfView *self, GtkGestureDrag *drag, double dx, double dy, YyqPdfSpot *spot)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  yyq_pdf_view_get_spot (self, self->pressed_page, x + dx, y + dy, spot);
}

static void
dragged_cb (YyqPdfView *self, double dx, double dy, GtkGestureDrag *drag)
{
  YyqPdfSpot spot;

  if (self->pressed == NULL)
    return;
  get_drag_spot (self, drag, dx, dy, &spot);
  yyq_pdf_overlay_dragged (self->pressed, &spot);
}

static void
drag_ended_cb (YyqPdfView *self, double dx, double dy, GtkGestureDrag *drag)
{
  g_autoptr (YyqPdfOverlay) overlay = g_steal_pointer (&self->pressed);
  YyqPdfSpot spot;

  if (overlay == NULL)
    return;
  get_drag_spot (self, drag, dx, dy, &spot);
  yyq_pdf_overlay_released (overlay, &spot);
}

void
yyq_pdf_view_class_init_input (GtkWidgetClass *klass)
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
add_controller (YyqPdfView *self, gpointer controller, const char *signal, GCallback callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
yyq_pdf_view_init_input (YyqPdfView *self)
{
  GtkEventController *wheel =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controller (self, gtk_event_controller_key_new (), "key-pressed",
                  G_CALLBACK (key_pressed_cb));
  add_controller (self, wheel, "scroll", G_CALLBACK (wheel_cb));
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  add_controller (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (moved_cb));
  add_controller (self, click, "pressed", G_CALLBACK (pressed_cb));
  add_controller (self, drag, "drag-update", G_CALLBACK (dragged_cb));
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_ended_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_group (click, drag);
}
