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

static double
page_step (YyqPdfView *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) * .9;
}

/* The keys of reading. */
static gboolean
scroll_by_key (YyqPdfView *self, guint keyval, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Down ? 48 : -48);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Left)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_HORIZONTAL, keyval == GDK_KEY_Right ? 48 : -48);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Page_Up)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL,
                            keyval == GDK_KEY_Page_Up ? -page_step (self) : page_step (self));
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_End)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL, keyval == GDK_KEY_Home ? -1e9 : 1e9);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The space bar holds the pages, so that they can be dragged; what only taps it reads on. */
static void
hold_space (YyqPdfView *self)
{
  if (self->space)
    return;
  self->space = TRUE;
  self->space_used = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
}

static void
key_released_cb (YyqPdfView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_space || !self->space)
    return;
  self->space = FALSE;
  if (!self->panning)
    gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (!self->space_used)
    yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL,
                            (state & GDK_SHIFT_MASK) != 0 ? -page_step (self) : page_step (self));
}

/* What lies on top is asked first; the pages move when nobody wants the key. Who types on a page
 * has all keys. */
static gboolean
key_pressed_cb (YyqPdfView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (yyq_pdf_view_child_has_focus (self))
    return GDK_EVENT_PROPAGATE;
  for (guint i = self->overlays->len; i > 0; i--)
    if (yyq_pdf_overlay_key_pressed (self->overlays->pdata[i - 1], keyval, state))
      return GDK_EVENT_STOP;
  if (keyval == GDK_KEY_space && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0) {
    hold_space (self);
    return GDK_EVENT_STOP;
  }
  return scroll_by_key (self, keyval, state);
}

static gboolean
wheel_cb (YyqPdfView *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GtkEventController *wheel = GTK_EVENT_CONTROLLER (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (wheel);
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double shadow_x = 0, shadow_y = 0;

  if ((gtk_event_controller_get_current_event_state (wheel) & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  if (event != NULL && native != NULL && gdk_event_get_position (event, &x, &y)) {
    gtk_native_get_surface_transform (native, &shadow_x, &shadow_y);
    gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), x - shadow_x,
                                      y - shadow_y, &x, &y);
  }
  yyq_pdf_view_zoom_at (self, self->zoom * pow (YYQ_PDF_VIEW_ZOOM_STEP, -dy), x, y);
  return GDK_EVENT_STOP;
}

static void
pinch_begun_cb (YyqPdfView *self)
{
  self->pinched_zoom = self->zoom;
}

static void
pinched_cb (YyqPdfView *self, double scale, GtkGesture *pinch)
{
  double x = 0, y = 0;

  if (gtk_gesture_get_bounding_box_center (pinch, &x, &y))
    yyq_pdf_view_zoom_at (self, self->pinched_zoom * scale, x, y);
}

/* Dragging the pages */

static double
value_of (YyqPdfView *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL
           ? gtk_adjustment_get_value (self->adjustments[orientation])
           : 0;
}

static void
begin_pan (YyqPdfView *self)
{
  self->panning = TRUE;
  self->space_used = TRUE;
  graphene_point_init (&self->pan_from, (float) value_of (self, GTK_ORIENTATION_HORIZONTAL),
                       (float) value_of (self, GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
pan (YyqPdfView *self, double dx, double dy)
{
  yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_HORIZONTAL,
                          (double) self->pan_from.x - dx -
                            value_of (self, GTK_ORIENTATION_HORIZONTAL));
  yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL,
                          (double) self->pan_from.y - dy -
                            value_of (self, GTK_ORIENTATION_VERTICAL));
}

static void
end_pan (YyqPdfView *self)
{
  self->panning = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->space ? "grab" : NULL);
}

static void
middle_begun_cb (YyqPdfView *self, double x, double y, GtkGesture *drag)
{
  gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
  begin_pan (self);
}

static void
middle_dragged_cb (YyqPdfView *self, double dx, double dy)
{
  pan (self, dx, dy);
}

/* Overlays */

/* A place beside the pages belongs to the one whose handles may reach so far. */
static gboolean
find_page (YyqPdfView *self, double x, double y, YyqPdfSpot *spot, gboolean *beside)
{
  guint first = 0, last = 0;

  *beside = FALSE;
  if (yyq_pdf_view_find_spot (self, x, y, spot))
    return TRUE;
  if (!yyq_pdf_view_find_visible (self, &first, &last))
    return FALSE;
  *beside = TRUE;
  for (guint page = first; page <= last; page++) {
    graphene_rect_t rect;

    yyq_pdf_view_get_page_rect (self, page, &rect);
    if (y < (double) (rect.origin.y + rect.size.height) + YYQ_PDF_LAYOUT_GAP / 2.0 ||
        page == last) {
      yyq_pdf_view_get_spot (self, page, x, y, spot);
      break;
    }
  }
  return TRUE;
}

/* (transfer none) (nullable): the topmost overlay that has something at this place. */
static YyqPdfOverlay *
find_overlay (YyqPdfView *self, double x, double y, YyqPdfSpot *spot, YyqPdfHit *hit)
{
  gboolean beside = FALSE;

  *hit = YYQ_PDF_HIT_NONE;
  if (!find_page (self, x, y, spot, &beside))
    return NULL;
  for (guint i = self->overlays->len; i > 0; i--) {
    *hit = yyq_pdf_overlay_hit (self->overlays->pdata[i - 1], spot);
    if (*hit != YYQ_PDF_HIT_NONE && !(beside && *hit == YYQ_PDF_HIT_PAGE))
      return self->overlays->pdata[i - 1];
  }
  *hit = YYQ_PDF_HIT_NONE;
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
  return (hit & YYQ_PDF_HIT_INSIDE) != 0 ? "move" : NULL;
}

static void
moved_cb (YyqPdfView *self, double x, double y, GtkEventController *motion)
{
  YyqPdfSpot spot;
  YyqPdfHit hit = YYQ_PDF_HIT_NONE;
  YyqPdfOverlay *overlay = NULL;
  const char *cursor = NULL;
  gboolean beside = FALSE;

  if (self->pressed != NULL || self->panning || self->space ||
      yyq_pdf_view_child_is_at (self, x, y))
    return;
  overlay = find_overlay (self, x, y, &spot, &hit);
  if (overlay != NULL)
    cursor = yyq_pdf_overlay_get_cursor (overlay, &spot);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor != NULL ? cursor : cursor_of (hit));
  if (!find_page (self, x, y, &spot, &beside))
    return;
  spot.state = gtk_event_controller_get_current_event_state (motion);
  for (guint i = 0; i < self->overlays->len; i++)
    yyq_pdf_overlay_moved (self->overlays->pdata[i], beside ? NULL : &spot);
}

static void
left_cb (YyqPdfView *self)
{
  for (guint i = 0; i < self->overlays->len; i++)
    yyq_pdf_overlay_moved (self->overlays->pdata[i], NULL);
}

static void
pressed_cb (YyqPdfView *self, int n_press, double x, double y, GtkGestureClick *click)
{
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  YyqPdfSpot spot;
  YyqPdfHit hit = YYQ_PDF_HIT_NONE;
  YyqPdfOverlay *overlay = NULL;

  if (yyq_pdf_view_child_is_at (self, x, y))
    return;
  if (self->space) {
    gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
    begin_pan (self);
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (self));
  overlay = find_overlay (self, x, y, &spot, &hit);
  if (overlay == NULL)
    return;
  g_set_object (&self->pressed, overlay);
  self->pressed_page = spot.page;
  self->held = state;
  spot.state = state;
  /* Or the window around would scroll with the finger. */
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  yyq_pdf_overlay_pressed (overlay, &spot, n_press, state);
}

/* What the hand is over now, which may be another page than that on which it began. */
static void
get_hand_spot (YyqPdfView *self, YyqPdfSpot *spot)
{
  YyqPdfSpot over;

  yyq_pdf_view_get_spot (self, self->pressed_page, (double) self->hand.x, (double) self->hand.y,
                         spot);
  spot->state = self->held;
  if (!yyq_pdf_view_find_spot (self, (double) self->hand.x, (double) self->hand.y, &over))
    return;
  spot->over = over.page;
  spot->over_x = over.x;
  spot->over_y = over.y;
}

static void
note_hand (YyqPdfView *self, GtkGestureDrag *drag, double dx, double dy)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  graphene_point_init (&self->hand, (float) (x + dx), (float) (y + dy));
  self->held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
}

#define EDGE_PX 24.0

/* px in a frame: the further out, the faster. */
static double
speed_at (double at, double size)
{
  if (at < EDGE_PX)
    return MAX (-40, (at - EDGE_PX) / 2);
  return at > size - EDGE_PX ? MIN (40, (at - size + EDGE_PX) / 2) : 0;
}

/* A drag at the edge of the window goes on below it. */
static gboolean
autoscroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);
  const double dx = speed_at ((double) self->hand.x, gtk_widget_get_width (widget));
  const double dy = speed_at ((double) self->hand.y, gtk_widget_get_height (widget));
  YyqPdfSpot spot;

  if (self->pressed == NULL || (dx == 0 && dy == 0)) {
    self->autoscroll_id = 0;
    return G_SOURCE_REMOVE;
  }
  yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_HORIZONTAL, dx);
  yyq_pdf_view_scroll_by (self, GTK_ORIENTATION_VERTICAL, dy);
  get_hand_spot (self, &spot);
  yyq_pdf_overlay_dragged (self->pressed, &spot);
  return G_SOURCE_CONTINUE;
}

static void
dragged_cb (YyqPdfView *self, double dx, double dy, GtkGestureDrag *drag)
{
  YyqPdfSpot spot;

  if (self->panning)
    pan (self, dx, dy);
  if (self->pressed == NULL)
    return;
  note_hand (self, drag, dx, dy);
  get_hand_spot (self, &spot);
  if (self->autoscroll_id == 0)
    self->autoscroll_id =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb, NULL, NULL);
  yyq_pdf_overlay_dragged (self->pressed, &spot);
}

static void
drag_ended_cb (YyqPdfView *self, double dx, double dy, GtkGestureDrag *drag)
{
  g_autoptr (YyqPdfOverlay) overlay = NULL;
  YyqPdfSpot spot;

  if (self->panning)
    end_pan (self);
  if (self->pressed == NULL)
    return;
  note_hand (self, drag, dx, dy);
  get_hand_spot (self, &spot);
  overlay = g_steal_pointer (&self->pressed);
  yyq_pdf_overlay_released (overlay, &spot);
}

/* Menus */

static void
menu_closed_cb (YyqPdfView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The last one goes when the next one comes: what was chosen from it may still be under way. */
static void
open_menu (YyqPdfView *self, GMenuModel *model, double x, double y)
{
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model_full (model, GTK_POPOVER_MENU_NESTED);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_pressed_cb (YyqPdfView *self, int n_press, double x, double y, GtkGesture *click)
{
  YyqPdfSpot spot;
  gboolean beside = FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_page (self, x, y, &spot, &beside))
    return;
  for (guint i = self->overlays->len; i > 0; i--) {
    g_autoptr (GMenuModel) menu = yyq_pdf_overlay_get_menu (self->overlays->pdata[i - 1], &spot);

    if (menu == NULL)
      continue;
    gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
    open_menu (self, menu, x, y);
    return;
  }
}

/* By keyboard: below what is selected. */
static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqPdfView *self = YYQ_PDF_VIEW (widget);

  for (guint i = self->overlays->len; i > 0; i--) {
    YyqPdfOverlay *overlay = self->overlays->pdata[i - 1];
    g_autoptr (GMenuModel) menu = yyq_pdf_overlay_get_menu (overlay, NULL);
    graphene_rect_t place, rect;
    guint page = 0;
    double x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;

    if (menu == NULL)
      continue;
    if (yyq_pdf_overlay_get_selection (overlay, &page, &place) &&
        page < yyq_pdf_view_get_n_pages (self)) {
      yyq_pdf_view_get_page_rect (self, page, &rect);
      x = (double) rect.origin.x + (double) place.origin.x * self->layout.scale;
      y =
        (double) rect.origin.y + (double) (place.origin.y + place.size.height) * self->layout.scale;
    }
    open_menu (self, menu, CLAMP (x, 0, gtk_widget_get_width (widget)),
               CLAMP (y, 0, gtk_widget_get_height (widget)));
    return;
  }
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

  gtk_widget_class_install_action (klass, "pdf.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "pdf.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "pdf.menu", NULL);
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

static GtkGesture *
with_button (GtkGesture *gesture, guint button)
{
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  return gesture;
}

static void
init_pointer (YyqPdfView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *middle = with_button (gtk_gesture_drag_new (), GDK_BUTTON_MIDDLE);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  add_controller (self, with_button (gtk_gesture_click_new (), GDK_BUTTON_SECONDARY), "pressed",
                  G_CALLBACK (menu_pressed_cb));
  add_controller (self, middle, "drag-begin", G_CALLBACK (middle_begun_cb));
  g_signal_connect_object (middle, "drag-update", G_CALLBACK (middle_dragged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (middle, "drag-end", G_CALLBACK (end_pan), self, G_CONNECT_SWAPPED);
  add_controller (self, motion, "motion", G_CALLBACK (moved_cb));
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, click, "pressed", G_CALLBACK (pressed_cb));
  add_controller (self, drag, "drag-update", G_CALLBACK (dragged_cb));
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_ended_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_group (click, drag);
  add_controller (self, pinch, "scale-changed", G_CALLBACK (pinched_cb));
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begun_cb), self, G_CONNECT_SWAPPED);
}

void
yyq_pdf_view_init_input (YyqPdfView *self)
{
  GtkEventController *wheel =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controller (self, keys, "key-pressed", G_CALLBACK (key_pressed_cb));
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), self,
                           G_CONNECT_SWAPPED);
  add_controller (self, wheel, "scroll", G_CALLBACK (wheel_cb));
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  init_pointer (self);
}

void
yyq_pdf_view_leave_input (YyqPdfView *self)
{
  if (self->autoscroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll_id);
  self->autoscroll_id = 0;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}
