/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-journey.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define PATIENCE_MS 30000

struct _YyqJourney {
  Display *display;
  GPid pid;
  AtspiAccessible *app;
};

typedef struct {
  AtspiRole role;
  const char *name;
  gboolean whole;
} Wanted;

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* libatspi learns of changes through the main context: it must turn while a test waits. */
static void
turn (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, stop_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
dump (AtspiAccessible *from,
      guint depth)
{
  g_autofree char *name = atspi_accessible_get_name (from, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (from, NULL);
  int n_children = atspi_accessible_get_child_count (from, NULL);

  if (name != NULL && *name != '\0')
    g_test_message ("%*s%s “%s”", (int) depth * 2, "", role, name);
  for (int i = 0; i < n_children && depth < 40; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);

    if (child != NULL)
      dump (child, depth + 1);
  }
}

static gboolean
get_extents (AtspiAccessible *accessible,
             AtspiRect *rect)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (accessible);
  AtspiRect *found = component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL) : NULL;

  if (found == NULL)
    return FALSE;
  *rect = *found;
  g_free (found);
  return rect->width > 0 && rect->height > 0;
}

static gboolean
matches (AtspiAccessible *accessible,
         const Wanted *wanted)
{
  AtspiRect rect;
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  if (name == NULL || (wanted->whole ? strcmp (name, wanted->name) != 0 : strstr (name, wanted->name) == NULL))
    return FALSE;
  if (wanted->role != ATSPI_ROLE_INVALID && atspi_accessible_get_role (accessible, NULL) != wanted->role)
    return FALSE;
  return get_extents (accessible, &rect);
}

/* Newest window first: a dialog covers what stands below it. */
static AtspiAccessible *
find (AtspiAccessible *from,
      const Wanted *wanted)
{
  int n_children = atspi_accessible_get_child_count (from, NULL);

  if (matches (from, wanted))
    return g_object_ref (from);
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);
    AtspiAccessible *found = child != NULL ? find (child, wanted) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

static AtspiAccessible *
find_in_windows (YyqJourney *self,
                 const Wanted *wanted)
{
  for (int i = atspi_accessible_get_child_count (self->app, NULL) - 1; i >= 0; i--) {
    g_autoptr (AtspiAccessible) window = atspi_accessible_get_child_at_index (self->app, i, NULL);
    AtspiAccessible *found = window != NULL ? find (window, wanted) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

static AtspiAccessible *
wait_for (YyqJourney *self,
          const Wanted *wanted)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_MS * 1000;

  for (;;) {
    AtspiAccessible *found = find_in_windows (self, wanted);

    if (found != NULL)
      return found;
    if (g_get_monotonic_time () > until) {
      dump (self->app, 0);
      g_error ("“%s” did not come", wanted->name);
    }
    turn (50);
  }
}

static AtspiAccessible *
find_app (GPid pid)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_apps = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n_apps; i++) {
    g_autoptr (AtspiAccessible) app = atspi_accessible_get_child_at_index (desktop, i, NULL);

    if (app != NULL && (GPid) atspi_accessible_get_process_id (app, NULL) == pid && atspi_accessible_get_child_count (app, NULL) > 0)
      return g_steal_pointer (&app);
  }
  return NULL;
}

YyqJourney *
yyq_journey_new (const char *const *argv)
{
  YyqJourney *self = g_new0 (YyqJourney, 1);
  gint64 until = g_get_monotonic_time () + PATIENCE_MS * 1000;
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "GTK_A11Y", "atspi", TRUE);
  g_autoptr (GError) error = NULL;

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  g_spawn_async (NULL, (char **) argv, environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL, NULL, &self->pid, &error);
  g_assert_no_error (error);

  while ((self->app = find_app (self->pid)) == NULL) {
    if (g_get_monotonic_time () > until)
      g_error ("The client shows no window");
    turn (50);
  }
  return self;
}

void
yyq_journey_free (YyqJourney *self)
{
  kill (self->pid, SIGTERM);
  waitpid (self->pid, NULL, 0);
  g_spawn_close_pid (self->pid);
  g_clear_object (&self->app);
  XCloseDisplay (self->display);
  g_free (self);
}

AtspiAccessible *
yyq_journey_wait (YyqJourney *self,
                  AtspiRole role,
                  const char *name)
{
  return wait_for (self, &(Wanted){ role, name, TRUE });
}

AtspiAccessible *
yyq_journey_wait_part (YyqJourney *self,
                       const char *part)
{
  return wait_for (self, &(Wanted){ ATSPI_ROLE_INVALID, part, FALSE });
}

gboolean
yyq_journey_has (YyqJourney *self,
                 AtspiRole role,
                 const char *name)
{
  g_autoptr (AtspiAccessible) found = find_in_windows (self, &(Wanted){ role, name, TRUE });

  return found != NULL;
}

static AtspiAccessible *
window_of (AtspiAccessible *accessible)
{
  AtspiAccessible *at = g_object_ref (accessible);

  for (;;) {
    AtspiRole role = atspi_accessible_get_role (at, NULL);
    AtspiAccessible *parent = NULL;

    if (role == ATSPI_ROLE_FRAME || role == ATSPI_ROLE_DIALOG || role == ATSPI_ROLE_WINDOW)
      return at;
    parent = atspi_accessible_get_parent (at, NULL);
    g_object_unref (at);
    g_assert_nonnull (parent);
    at = parent;
  }
}

/* The X window whose size is nearest to the accessible one's: dialogs are windows of their own. */
static Window
find_x_window (YyqJourney *self,
               Window from,
               const AtspiRect *size,
               int *best)
{
  Window root, parent, *children = NULL, found = 0;
  unsigned n_children = 0;
  XWindowAttributes attributes;

  if (XGetWindowAttributes (self->display, from, &attributes) && from != DefaultRootWindow (self->display) && attributes.map_state == IsViewable && attributes.class == InputOutput) {
    int difference = ABS (attributes.width - size->width) + ABS (attributes.height - size->height);

    if (difference < *best) {
      *best = difference;
      found = from;
    }
  }
  if (XQueryTree (self->display, from, &root, &parent, &children, &n_children)) {
    for (unsigned i = 0; i < n_children; i++) {
      Window inner = find_x_window (self, children[i], size, best);

      found = inner != 0 ? inner : found;
    }
    if (children != NULL)
      XFree (children);
  }
  return found;
}

/* AT-SPI coordinates count from the window without its shadow; the shadow is on both sides alike. */
static void
get_middle (YyqJourney *self,
            AtspiAccessible *accessible,
            int *x,
            int *y)
{
  g_autoptr (AtspiAccessible) window = window_of (accessible);
  AtspiRect frame, rect;
  XWindowAttributes attributes;
  int best = G_MAXINT;
  Window x_window, unused;

  g_assert_true (get_extents (window, &frame));
  g_assert_true (get_extents (accessible, &rect));
  x_window = find_x_window (self, DefaultRootWindow (self->display), &frame, &best);
  g_assert_cmpuint (x_window, !=, 0);
  XGetWindowAttributes (self->display, x_window, &attributes);
  XTranslateCoordinates (self->display, x_window, DefaultRootWindow (self->display), 0, 0, x, y, &unused);
  *x += (attributes.width - frame.width) / 2 + rect.x + rect.width / 2;
  *y += (attributes.height - frame.height) / 2 + rect.y + rect.height / 2;
}

static void
click_at (YyqJourney *self,
          AtspiAccessible *accessible,
          guint times)
{
  int x, y;

  get_middle (self, accessible, &x, &y);
  XTestFakeMotionEvent (self->display, -1, x, y, 0);
  XSync (self->display, False);
  turn (60);
  for (guint i = 0; i < times; i++) {
    XTestFakeButtonEvent (self->display, 1, True, 0);
    XTestFakeButtonEvent (self->display, 1, False, 30);
  }
  XSync (self->display, False);
  turn (150);
}

void
yyq_journey_click (YyqJourney *self,
                   AtspiRole role,
                   const char *name)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, role, name);

  click_at (self, found, 1);
}

void
yyq_journey_click_part (YyqJourney *self,
                        const char *part)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait_part (self, part);

  click_at (self, found, 1);
}

void
yyq_journey_double_click_part (YyqJourney *self,
                               const char *part)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait_part (self, part);

  click_at (self, found, 2);
}

void
yyq_journey_set_text (YyqJourney *self,
                      AtspiRole role,
                      const char *name,
                      const char *text)
{
  g_autoptr (AtspiAccessible) found = yyq_journey_wait (self, role, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (found);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (editable);
  atspi_editable_text_set_text_contents (editable, text, &error);
  g_assert_no_error (error);
}

void
yyq_journey_type (YyqJourney *self,
                  const char *keys)
{
  for (; *keys != '\0'; keys++) {
    KeySym symbol = *keys == '\n' ? XK_Return : (KeySym) (guchar) *keys;
    KeyCode code = XKeysymToKeycode (self->display, symbol);

    XTestFakeKeyEvent (self->display, code, True, 0);
    XTestFakeKeyEvent (self->display, code, False, 5);
    XSync (self->display, False);
    turn (25);
  }
}
