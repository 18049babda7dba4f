/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-hand.h"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo-xlib.h>

#include "yyq-test-wait.h"

/*
 * Between two events of one gesture: GTK takes what comes closer together for something else. The X
 * server waits by itself: a test that gets no processor meanwhile would make two clicks of a double
 * click.
 */
#define PAUSE_MS 12

/* Without a compositor GTK draws a thin border around a window, and does not tell how thin. */
#define BORDER_MAX 24

struct _YyqHand {
  Display *display;
  Window root;
};

/* A window that closes meanwhile is not an error. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

void
yyq_hand_free (YyqHand *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

static gboolean
read_property (YyqHand *self, Window window, const char *name, Atom wanted, unsigned long values[],
               unsigned long n_values)
{
  unsigned char *data = NULL;
  unsigned long n = 0;
  unsigned long rest;
  Atom type;
  int format;
  gboolean known = XGetWindowProperty (
                     self->display, window, XInternAtom (self->display, name, False), 0,
                     (long) n_values, False, wanted, &type, &format, &n, &rest, &data) == Success &&
                   n == n_values;

  for (unsigned long i = 0; known && i < n_values; i++)
    values[i] = ((unsigned long *) data)[i];
  if (data != NULL)
    XFree (data);
  return known;
}

static gboolean
has_window_manager (YyqHand *self)
{
  unsigned long window = None;
  unsigned long same = None;

  return read_property (self, self->root, "_NET_SUPPORTING_WM_CHECK", XA_WINDOW, &window, 1) &&
         read_property (self, window, "_NET_SUPPORTING_WM_CHECK", XA_WINDOW, &same, 1) &&
         window == same;
}

YyqHand *
yyq_hand_new (void)
{
  YyqHand *self = g_new0 (YyqHand, 1);

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  self->root = DefaultRootWindow (self->display);
  XSetErrorHandler (ignore_error);
  /* A busy machine may be slow to lift the finger. */
  XAutoRepeatOff (self->display);
  yyq_test_wait_aside_while (!has_window_manager (self));
  return self;
}

static Window
read_active_window (YyqHand *self)
{
  unsigned long active = None;

  read_property (self, self->root, "_NET_ACTIVE_WINDOW", XA_WINDOW, &active, 1);
  return active;
}

static gboolean
is_on_screen (YyqHand *self, Window window, XWindowAttributes *attributes)
{
  return window > PointerRoot && XGetWindowAttributes (self->display, window, attributes) != 0 &&
         attributes->map_state == IsViewable;
}

/* GTK puts the keys on a window of its own inside the one that is active. */
static gboolean
has_keys (YyqHand *self, Window window)
{
  Window at = None;
  int revert;

  XGetInputFocus (self->display, &at, &revert);
  while (at > PointerRoot && at != window && at != self->root) {
    Window root;
    Window parent = None;
    Window *children = NULL;
    unsigned n_children;

    if (!XQueryTree (self->display, at, &root, &parent, &children, &n_children))
      return FALSE;
    if (children != NULL)
      XFree (children);
    at = parent;
  }
  return at == window;
}

/* Where the frame of @size begins in the window: it has a shadow around it, or a border. FALSE when
 * it is another window. */
static gboolean
find_frame (YyqHand *self, Window window, const AtspiRect *size, int *left, int *top)
{
  XWindowAttributes attributes;
  unsigned long extents[4] = { 0 };
  int width;
  int height;

  if (!is_on_screen (self, window, &attributes))
    return FALSE;
  width = attributes.width - size->width;
  height = attributes.height - size->height;
  if (read_property (self, window, "_GTK_FRAME_EXTENTS", XA_CARDINAL, extents, 4)) {
    *left = (int) extents[0];
    *top = (int) extents[2];
    return width == (int) (extents[0] + extents[1]) && height == (int) (extents[2] + extents[3]);
  }
  *left = width / 2;
  *top = height / 2;
  return width >= 0 && height >= 0 && width <= BORDER_MAX && height <= BORDER_MAX;
}

gulong
yyq_hand_get_window (YyqHand *self)
{
  return read_active_window (self);
}

gboolean
yyq_hand_has_lost (YyqHand *self, gulong window)
{
  Window active = read_active_window (self);
  XWindowAttributes attributes;

  return !is_on_screen (self, window, &attributes) && is_on_screen (self, active, &attributes) &&
         has_keys (self, active);
}

gboolean
yyq_hand_has_window (YyqHand *self, const AtspiRect *window)
{
  Window active = read_active_window (self);
  int left;
  int top;

  return has_keys (self, active) && find_frame (self, active, window, &left, &top);
}

static gboolean
pointer_is_over (YyqHand *self, Window window)
{
  Window at = self->root;

  while (at != None && at != window) {
    Window root;
    Window child = None;
    unsigned mask;
    int x;
    int y;

    if (!XQueryPointer (self->display, at, &root, &child, &x, &y, &x, &y, &mask))
      return FALSE;
    at = child;
  }
  return at == window;
}

gboolean
yyq_hand_point (YyqHand *self, const AtspiRect *window, const AtspiRect *rect)
{
  Window active = read_active_window (self);
  Window unused;
  int left;
  int top;
  int x = 0;
  int y = 0;

  if (!find_frame (self, active, window, &left, &top) ||
      !XTranslateCoordinates (self->display, active, self->root, 0, 0, &x, &y, &unused))
    return FALSE;
  XTestFakeMotionEvent (self->display, -1, x + left + rect->x + rect->width / 2,
                        y + top + rect->y + rect->height / 2, 0);
  XSync (self->display, False);
  return pointer_is_over (self, active);
}

/* The one on top, or None. */
static Window
find_popup (YyqHand *self, const AtspiRect *size, XWindowAttributes *attributes)
{
  Window root;
  Window parent;
  Window *children = NULL;
  Window found = None;
  unsigned n = 0;

  if (!XQueryTree (self->display, self->root, &root, &parent, &children, &n))
    return None;
  while (found == None && n > 0)
    if (is_on_screen (self, children[--n], attributes) && attributes->override_redirect &&
        attributes->width == size->width && attributes->height == size->height)
      found = children[n];
  if (children != NULL)
    XFree (children);
  return found;
}

gboolean
yyq_hand_point_popup (YyqHand *self, const AtspiRect *popup, const AtspiRect *rect)
{
  XWindowAttributes attributes;
  const Window window = find_popup (self, popup, &attributes);

  if (window == None)
    return FALSE;
  XTestFakeMotionEvent (self->display, -1, attributes.x + rect->x - popup->x + rect->width / 2,
                        attributes.y + rect->y - popup->y + rect->height / 2, 0);
  XSync (self->display, False);
  return pointer_is_over (self, window);
}

void
yyq_hand_click (YyqHand *self, guint times)
{
  for (guint i = 0; i < times; i++) {
    XTestFakeButtonEvent (self->display, 1, True, PAUSE_MS);
    XTestFakeButtonEvent (self->display, 1, False, PAUSE_MS);
  }
  XSync (self->display, False);
}

static void
key (YyqHand *self, KeySym symbol, gboolean down)
{
  XTestFakeKeyEvent (self->display, XKeysymToKeycode (self->display, symbol), down, PAUSE_MS);
}

void
yyq_hand_type (YyqHand *self, const char *text)
{
  for (; *text != '\0'; text++) {
    KeySym symbol = (KeySym) (guchar) *text;
    gboolean shift =
      XkbKeycodeToKeysym (self->display, XKeysymToKeycode (self->display, symbol), 0, 0) != symbol;

    if (shift)
      key (self, XK_Shift_L, TRUE);
    key (self, symbol, TRUE);
    key (self, symbol, FALSE);
    if (shift)
      key (self, XK_Shift_L, FALSE);
  }
  XSync (self->display, False);
}

void
yyq_hand_press (YyqHand *self, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, "+", -1);
  guint n = g_strv_length (names);

  for (guint i = 0; i < n; i++)
    key (self, XStringToKeysym (names[i]), TRUE);
  for (guint i = n; i > 0; i--)
    key (self, XStringToKeysym (names[i - 1]), FALSE);
  XSync (self->display, False);
}

void
yyq_hand_take_picture (YyqHand *self, const char *path)
{
  int screen = DefaultScreen (self->display);
  cairo_surface_t *surface = cairo_xlib_surface_create (
    self->display, self->root, DefaultVisual (self->display, screen),
    DisplayWidth (self->display, screen), DisplayHeight (self->display, screen));

  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}
