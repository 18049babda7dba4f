/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-input.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

static Display *
display_of (GtkWidget *widget)
{
  return gdk_x11_display_get_xdisplay (gtk_widget_get_display (widget));
}

void
yyq_test_input_point (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  Display *display = display_of (widget);
  double window_x = 0, window_y = 0, shadow_x = 0, shadow_y = 0;
  int root_x = 0, root_y = 0;
  Window child = 0;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &window_x, &window_y);
  gtk_native_get_surface_transform (native, &shadow_x, &shadow_y);
  XTranslateCoordinates (display, gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
                         DefaultRootWindow (display), (int) (window_x + shadow_x),
                         (int) (window_y + shadow_y), &root_x, &root_y, &child);
  XTestFakeMotionEvent (display, -1, root_x, root_y, CurrentTime);
  XFlush (display);
}

void
yyq_test_input_button (GtkWidget *widget, guint button, gboolean down)
{
  XTestFakeButtonEvent (display_of (widget), button, down ? True : False, CurrentTime);
  XFlush (display_of (widget));
}

void
yyq_test_input_click (GtkWidget *widget, guint button, double x, double y)
{
  /* Where it stands already it would not move, and nobody would hear of it. */
  yyq_test_input_point (widget, x + 3, y);
  yyq_test_input_point (widget, x, y);
  yyq_test_input_button (widget, button, TRUE);
  yyq_test_input_button (widget, button, FALSE);
}

void
yyq_test_input_key (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  static const struct {
    GdkModifierType modifier;
    KeySym key;
  } held[] = {
    { GDK_SHIFT_MASK, XK_Shift_L },
    { GDK_CONTROL_MASK, XK_Control_L },
    { GDK_ALT_MASK, XK_Alt_L },
  };
  Display *display = display_of (widget);
  const KeyCode code = XKeysymToKeycode (display, keyval);

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if ((modifiers & held[i].modifier) != 0)
      XTestFakeKeyEvent (display, XKeysymToKeycode (display, held[i].key), True, CurrentTime);
  XTestFakeKeyEvent (display, code, True, CurrentTime);
  XTestFakeKeyEvent (display, code, False, CurrentTime);
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if ((modifiers & held[i].modifier) != 0)
      XTestFakeKeyEvent (display, XKeysymToKeycode (display, held[i].key), False, CurrentTime);
  XFlush (display);
}
