/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tree.h"

#include <string.h>

/* Of a list only what can be on the screen: the accessible tree of a whole one takes seconds. */
#define CHILDREN_MAX 40

#define DEPTH_MAX 60

/* The name that GTK gives to what has none: the type. */
#define TITLE_NAME "AdwWindowTitle"
#define POPOVER_CONTENT "GtkPopoverContent"

gboolean
yyq_tree_get_extents (AtspiAccessible *accessible, AtspiRect *rect)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (accessible);
  AtspiRect *found = component != NULL
                       ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL)
                       : NULL;

  if (found == NULL)
    return FALSE;
  *rect = *found;
  g_free (found);
  return rect->width > 0 && rect->height > 0;
}

gboolean
yyq_tree_has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
name_matches (const char *name, const char *wanted)
{
  gsize length = strlen (wanted);
  g_autofree char *part = g_str_has_suffix (wanted, "*") ? g_strndup (wanted, length - 1) : NULL;

  return part != NULL ? strstr (name, part) != NULL : g_str_equal (name, wanted);
}

static gboolean
has_role (AtspiAccessible *accessible, AtspiRole role)
{
  if (role == YYQ_FIELD_ROLE)
    return yyq_tree_has_state (accessible, ATSPI_STATE_EDITABLE);
  return role == ATSPI_ROLE_INVALID || atspi_accessible_get_role (accessible, NULL) == role;
}

/* Pages of a stack have no size of their own. */
static gboolean
is_pseudo (AtspiAccessible *accessible)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  return g_strcmp0 (name, "GtkStackPage") == 0 ||
         atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_APPLICATION;
}

gboolean
yyq_tree_has_room (AtspiAccessible *accessible)
{
  AtspiRect rect;

  return yyq_tree_get_extents (accessible, &rect) || is_pseudo (accessible);
}

gboolean
yyq_tree_matches (AtspiAccessible *accessible, const YyqThing *thing)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  if (name == NULL || !name_matches (name, thing->name) || !has_role (accessible, thing->role))
    return FALSE;
  return yyq_tree_has_state (accessible, ATSPI_STATE_SENSITIVE);
}

typedef gboolean (*Matcher) (AtspiAccessible *accessible, gconstpointer data);

/*
 * Depth first. What a revealer or a scrolled list has hidden, and the rows that it keeps for later,
 * keep their size: something around them has none.
 */
static AtspiAccessible *
search (AtspiAccessible *from, Matcher matcher, gconstpointer data)
{
  int n_children;

  if (!yyq_tree_has_room (from))
    return NULL;
  if (matcher (from, data))
    return g_object_ref (from);
  n_children = MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);
    AtspiAccessible *found = child != NULL ? search (child, matcher, data) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

static AtspiAccessible *
search_windows (AtspiAccessible *app, Matcher matcher, gconstpointer data)
{
  for (int i = atspi_accessible_get_child_count (app, NULL) - 1; i >= 0; i--) {
    g_autoptr (AtspiAccessible) window = atspi_accessible_get_child_at_index (app, i, NULL);
    AtspiAccessible *found = window != NULL ? search (window, matcher, data) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
match_thing (AtspiAccessible *accessible, gconstpointer data)
{
  return yyq_tree_matches (accessible, data);
}

AtspiAccessible *
yyq_tree_find (AtspiAccessible *from, const YyqThing *thing)
{
  return search (from, match_thing, thing);
}

AtspiAccessible *
yyq_tree_find_in_windows (AtspiAccessible *app, const YyqThing *thing)
{
  return search_windows (app, match_thing, thing);
}

/* The title in a header bar that is shown. */
static gboolean
match_title (AtspiAccessible *accessible, gconstpointer data)
{
  g_autoptr (AtspiAccessible) title = NULL;

  if (yyq_tree_matches (accessible, &(YyqThing){ ATSPI_ROLE_FILLER, TITLE_NAME }))
    title = yyq_tree_find (accessible, &(YyqThing){ ATSPI_ROLE_LABEL, data });
  return title != NULL;
}

gboolean
yyq_tree_shows_page (AtspiAccessible *app, const char *title)
{
  g_autoptr (AtspiAccessible) header = search_windows (app, match_title, title);

  return header != NULL;
}

char *
yyq_tree_read (AtspiAccessible *accessible)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (accessible);

  if (text == NULL)
    return atspi_accessible_get_name (accessible, NULL);
  return atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);
}

/* Climbs to @stop, or to what stands directly below a thing of the role @below. */
static AtspiAccessible *
climb (AtspiAccessible *from, AtspiRole below, AtspiAccessible *stop)
{
  AtspiAccessible *at = g_object_ref (from);

  while (at != stop) {
    g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (at, NULL);

    if (parent == NULL) {
      g_object_unref (at);
      return NULL;
    }
    if (atspi_accessible_get_role (parent, NULL) == below)
      break;
    g_set_object (&at, parent);
  }
  return at;
}

AtspiAccessible *
yyq_tree_window_of (AtspiAccessible *accessible)
{
  return climb (accessible, ATSPI_ROLE_APPLICATION, NULL);
}

AtspiAccessible *
yyq_tree_popover_of (AtspiAccessible *accessible)
{
  g_autoptr (AtspiAccessible) at = g_object_ref (accessible);

  while (at != NULL) {
    g_autofree char *name = atspi_accessible_get_name (at, NULL);
    AtspiAccessible *parent = atspi_accessible_get_parent (at, NULL);

    if (g_strcmp0 (name, POPOVER_CONTENT) == 0)
      return parent;
    g_object_unref (at);
    at = parent;
  }
  return NULL;
}

AtspiAccessible *
yyq_tree_newest_window (AtspiAccessible *app)
{
  int n = atspi_accessible_get_child_count (app, NULL);

  return n > 0 ? atspi_accessible_get_child_at_index (app, n - 1, NULL) : NULL;
}

/* Of the file dialog GTK 4.8 does not tell; then no other one is. */
gboolean
yyq_tree_is_active (AtspiAccessible *app, AtspiAccessible *window)
{
  if (atspi_accessible_get_role (window, NULL) == ATSPI_ROLE_FRAME)
    return yyq_tree_has_state (window, ATSPI_STATE_ACTIVE);
  for (int i = atspi_accessible_get_child_count (app, NULL) - 1; i >= 0; i--) {
    g_autoptr (AtspiAccessible) other = atspi_accessible_get_child_at_index (app, i, NULL);

    if (other != NULL && yyq_tree_has_state (other, ATSPI_STATE_ACTIVE))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_inside (AtspiAccessible *accessible, AtspiAccessible *outer)
{
  g_autoptr (AtspiAccessible) found = climb (accessible, ATSPI_ROLE_APPLICATION, outer);

  return found == outer;
}

/* Never found; what GTK has told of once, it also tells of when it is asked for what is at a point.
 */
static gboolean
match_nothing (AtspiAccessible *accessible, gconstpointer data)
{
  return FALSE;
}

gboolean
yyq_tree_is_on_top (AtspiAccessible *window, AtspiAccessible *accessible, const AtspiRect *rect)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (window);
  g_autoptr (AtspiAccessible) at = NULL;

  search (accessible, match_nothing, NULL);
  if (component != NULL)
    at = atspi_component_get_accessible_at_point (component, rect->x + rect->width / 2,
                                                  rect->y + rect->height / 2,
                                                  ATSPI_COORD_TYPE_WINDOW, NULL);
  /* The innermost parts of a text field or of an image have no name on the bus. */
  return at == NULL || is_inside (at, accessible);
}

static gboolean
match_state (AtspiAccessible *accessible, gconstpointer data)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  for (const AtspiStateType *state = data; states != NULL && *state != ATSPI_STATE_INVALID; state++)
    if (atspi_state_set_contains (states, *state))
      return TRUE;
  return FALSE;
}

/* The row of libadwaita 1.2 that is a text field does not tell that it has the focus; then nothing
 * else has it. */
gboolean
yyq_tree_is_focused (AtspiAccessible *accessible)
{
  static const AtspiStateType focused[] = { ATSPI_STATE_FOCUSED, ATSPI_STATE_INVALID };
  const gboolean is_row = atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_TEXT &&
                          atspi_accessible_get_child_count (accessible, NULL) > 0;
  g_autoptr (AtspiAccessible) window = is_row ? yyq_tree_window_of (accessible) : NULL;
  g_autoptr (AtspiAccessible) found =
    search (window != NULL ? window : accessible, match_state, focused);

  return is_row ? window != NULL && (found == NULL || is_inside (found, accessible))
                : found != NULL;
}

static gboolean
match_focus (AtspiAccessible *accessible, gconstpointer data)
{
  return yyq_tree_has_state (accessible, ATSPI_STATE_FOCUSED);
}

/* A row that is a text field, see above. */
static gboolean
match_silent_field (AtspiAccessible *accessible, gconstpointer data)
{
  return atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_TEXT &&
         atspi_accessible_get_child_count (accessible, NULL) > 0;
}

AtspiAccessible *
yyq_tree_find_focus (AtspiAccessible *window)
{
  AtspiAccessible *found = search (window, match_focus, NULL);

  return found != NULL ? found : search (window, match_silent_field, NULL);
}

/* (transfer full) (nullable): takes @at. */
static AtspiAccessible *
take_parent (AtspiAccessible *at)
{
  AtspiAccessible *parent = atspi_accessible_get_parent (at, NULL);

  g_object_unref (at);
  return parent;
}

gboolean
yyq_tree_is_seen (AtspiAccessible *accessible)
{
  AtspiAccessible *at = g_object_ref (accessible);

  while (at != NULL && yyq_tree_has_room (at))
    at = take_parent (at);
  if (at == NULL)
    return TRUE;
  g_object_unref (at);
  return FALSE;
}

gboolean
yyq_tree_is_within (AtspiAccessible *accessible, const YyqThing *thing)
{
  AtspiAccessible *at = g_object_ref (accessible);

  while (at != NULL && !yyq_tree_matches (at, thing))
    at = take_parent (at);
  if (at == NULL)
    return FALSE;
  g_object_unref (at);
  return TRUE;
}

gboolean
yyq_tree_is_chosen (AtspiAccessible *accessible)
{
  static const AtspiStateType chosen[] = { ATSPI_STATE_CHECKED, ATSPI_STATE_PRESSED,
                                           ATSPI_STATE_SELECTED, ATSPI_STATE_INVALID };
  g_autoptr (AtspiAccessible) row = climb (accessible, ATSPI_ROLE_LIST, NULL);
  g_autoptr (AtspiAccessible) found = search (row != NULL ? row : accessible, match_state, chosen);

  return found != NULL;
}

void
yyq_tree_read_out (AtspiAccessible *from, GString *to)
{
  g_autofree char *name = atspi_accessible_get_name (from, NULL);
  g_autofree char *description = atspi_accessible_get_description (from, NULL);
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (from);
  g_autofree char *content =
    text != NULL ? atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL)
                 : NULL;
  int n_children = MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);

  g_string_append_printf (to, "%s\n%s\n%s\n", name, description != NULL ? description : "",
                          content != NULL ? content : "");
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);

    if (child != NULL)
      yyq_tree_read_out (child, to);
  }
}

static void
dump (AtspiAccessible *from, guint depth)
{
  g_autofree char *name = atspi_accessible_get_name (from, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (from, NULL);
  int n_children = MIN (atspi_accessible_get_child_count (from, NULL), CHILDREN_MAX);
  AtspiRect rect = { 0 };

  yyq_tree_get_extents (from, &rect);
  g_printerr ("%*s%s “%s” %d,%d %dx%d%s%s%s%s\n", (int) depth * 2, "", role, name, rect.x, rect.y,
              rect.width, rect.height,
              yyq_tree_has_state (from, ATSPI_STATE_SENSITIVE) ? "" : " insensitive",
              yyq_tree_has_state (from, ATSPI_STATE_ACTIVE) ? " ACTIVE" : "",
              yyq_tree_has_state (from, ATSPI_STATE_FOCUSED) ? " FOCUSED" : "",
              yyq_tree_has_state (from, ATSPI_STATE_FOCUSABLE) ? " focusable" : "");
  for (int i = 0; i < n_children && depth < DEPTH_MAX; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (from, i, NULL);

    if (child != NULL)
      dump (child, depth + 1);
  }
}

void
yyq_tree_dump (AtspiAccessible *from)
{
  dump (from, 0);
}
