/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-hand.h"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo-xlib.h>

/* Between two events of one gesture: GTK takes what comes closer together for something else. */
#define PAUSE_US 12000

/* How long the window manager may take to find the next window. */
#define PATIENCE_US (3 * G_USEC_PER_SEC)

#define BORDER_MAX 24

struct _YyqHand {
  Display *display;
  Window root;
};

typedef struct {
  Window window;
  int left; /* of the frame in it */
  int top;
  int difference;
} Candidate;

YyqHand *
yyq_hand_new (void)
{
  YyqHand *self = g_new0 (YyqHand, 1);

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  self->root = DefaultRootWindow (self->display);
  return self;
}

void
yyq_hand_free (YyqHand *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

/* A window that closes meanwhile is not an error. */
static int
ignore_error (Display *display,
              XErrorEvent *event)
{
  return 0;
}

static void
flush (YyqHand *self)
{
  XSync (self->display, False);
  g_usleep (PAUSE_US);
}

/* The border around a window's frame, as its decoration says; FALSE when it does not. */
static gboolean
read_extents (YyqHand *self,
              Window window,
              int extents[4])
{
  Atom type;
  int format;
  unsigned long n = 0;
  unsigned long rest;
  unsigned char *data = NULL;
  gboolean known = XGetWindowProperty (self->display, window, XInternAtom (self->display, "_GTK_FRAME_EXTENTS", False), 0, 4, False,
                                       XA_CARDINAL, &type, &format, &n, &rest, &data) == Success &&
                   n == 4;

  for (guint i = 0; known && i < 4; i++)
    extents[i] = (int) ((long *) data)[i];
  if (data != NULL)
    XFree (data);
  return known;
}

/* GTK's window has the size that AT-SPI tells, and a shadow around it, or a thin border without a compositor. */
static void
consider (YyqHand *self,
          Window window,
          const AtspiRect *size,
          Candidate *best)
{
  XWindowAttributes attributes;
  Candidate this = { window };
  int extents[4] = { 0 };
  int width;
  int height;

  if (!XGetWindowAttributes (self->display, window, &attributes) || attributes.map_state != IsViewable || attributes.class != InputOutput)
    return;
  width = attributes.width - size->width;
  height = attributes.height - size->height;
  if (read_extents (self, window, extents)) {
    this.difference = ABS (width - extents[0] - extents[1]) + ABS (height - extents[2] - extents[3]);
  } else {
    extents[0] = width / 2;
    extents[2] = height / 2;
    this.difference = 1 + ABS (width - height);
    if (width < 0 || height < 0 || width > BORDER_MAX || height > BORDER_MAX)
      return;
  }
  this.left = extents[0];
  this.top = extents[2];
  if (best->window == 0 || this.difference <= best->difference)
    *best = this;
}

static void
search (YyqHand *self,
        Window from,
        const AtspiRect *size,
        Candidate *best)
{
  Window root;
  Window parent;
  Window *children = NULL;
  unsigned n_children = 0;

  if (from != self->root)
    consider (self, from, size, best);
  if (!XQueryTree (self->display, from, &root, &parent, &children, &n_children))
    return;
  for (unsigned i = 0; i < n_children; i++)
    search (self, children[i], size, best);
  if (children != NULL)
    XFree (children);
}

static void
move_to (YyqHand *self,
         const AtspiRect *window,
         const AtspiRect *rect)
{
  Candidate found = { 0 };
  Window unused;
  int x = 0;
  int y = 0;

  XSetErrorHandler (ignore_error);
  search (self, self->root, window, &found);
  g_assert_cmpuint (found.window, !=, 0);
  XTranslateCoordinates (self->display, found.window, self->root, 0, 0, &x, &y, &unused);
  XTestFakeMotionEvent (self->display, -1, x + found.left + rect->x + rect->width / 2, y + found.top + rect->y + rect->height / 2, 0);
  flush (self);
}

void
yyq_hand_click (YyqHand *self,
                const AtspiRect *window,
                const AtspiRect *rect,
                guint times)
{
  move_to (self, window, rect);
  for (guint i = 0; i < times; i++) {
    XTestFakeButtonEvent (self->display, 1, True, 0);
    flush (self);
    XTestFakeButtonEvent (self->display, 1, False, 0);
    flush (self);
  }
}

static void
key (YyqHand *self,
     KeySym symbol,
     gboolean down)
{
  XTestFakeKeyEvent (self->display, XKeysymToKeycode (self->display, symbol), down, 0);
  flush (self);
}

static Window
read_active_window (YyqHand *self)
{
  Atom name = XInternAtom (self->display, "_NET_ACTIVE_WINDOW", False);
  unsigned char *value = NULL;
  Window active = None;
  unsigned long n = 0;
  unsigned long left;
  Atom type;
  int format;

  if (XGetWindowProperty (self->display, self->root, name, 0, 1, False, XA_WINDOW, &type, &format, &n, &left, &value) == Success && n == 1)
    active = *(Window *) value;
  if (value != NULL)
    XFree (value);
  return active;
}

static gboolean
is_on_screen (YyqHand *self,
              Window window)
{
  XWindowAttributes attributes = { 0 };

  return window > PointerRoot && XGetWindowAttributes (self->display, window, &attributes) != 0 && attributes.map_state == IsViewable;
}

/* Nobody types into a dialog that is just closing: the window manager has to give the keys to the next one first. */
static void
wait_for_window (YyqHand *self)
{
  const gint64 until = g_get_monotonic_time () + PATIENCE_US;
  guint n_seen = 0;

  XSetErrorHandler (ignore_error);
  while (n_seen < 3 && g_get_monotonic_time () < until) {
    Window focus = None;
    int revert;

    XGetInputFocus (self->display, &focus, &revert);
    n_seen = is_on_screen (self, focus) && is_on_screen (self, read_active_window (self)) ? n_seen + 1 : 0;
    flush (self);
    g_usleep (PAUSE_US);
  }
}

void
yyq_hand_type (YyqHand *self,
               const char *text)
{
  wait_for_window (self);
  for (; *text != '\0'; text++) {
    KeySym symbol = (KeySym) (guchar) *text;
    gboolean shift = XkbKeycodeToKeysym (self->display, XKeysymToKeycode (self->display, symbol), 0, 0) != symbol;

    if (shift)
      key (self, XK_Shift_L, TRUE);
    key (self, symbol, TRUE);
    key (self, symbol, FALSE);
    if (shift)
      key (self, XK_Shift_L, FALSE);
  }
}

void
yyq_hand_press (YyqHand *self,
                const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, "+", -1);
  guint n = g_strv_length (names);

  wait_for_window (self);
  for (guint i = 0; i < n; i++)
    key (self, XStringToKeysym (names[i]), TRUE);
  for (guint i = n; i > 0; i--)
    key (self, XStringToKeysym (names[i - 1]), FALSE);
}

void
yyq_hand_take_picture (YyqHand *self,
                       const char *path)
{
  int screen = DefaultScreen (self->display);
  cairo_surface_t *surface = cairo_xlib_surface_create (self->display, self->root, DefaultVisual (self->display, screen),
                                                        DisplayWidth (self->display, screen), DisplayHeight (self->display, screen));

  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}
