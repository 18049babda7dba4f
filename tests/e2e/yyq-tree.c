/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tree.h"

#include <string.h>

#define DEPTH_MAX 60

/* The name that GTK gives to what has none: the type. */
#define TITLE_NAME "AdwWindowTitle"
#define POPOVER_CONTENT "GtkPopoverContent"

/* Static: (nullable): what was seen since the client turned last, and how long that took. */
static YyqGlance *glance;
static gint64 effort_us;

gint64
yyq_tree_look_anew (void)
{
  const gint64 effort = effort_us;

  effort_us = 0;
  g_clear_pointer (&glance, yyq_glance_free);
  return effort;
}

/* (transfer none) (nullable): the same thing in what is seen now. */
static YyqSeen *
see (AtspiAccessible *accessible)
{
  if (glance != NULL && !yyq_glance_is_of (glance, accessible))
    yyq_tree_look_anew ();
  if (glance == NULL) {
    const gint64 began = g_get_monotonic_time ();

    glance = yyq_glance_new (accessible);
    effort_us = g_get_monotonic_time () - began;
  }
  return glance != NULL ? yyq_glance_find (glance, accessible) : NULL;
}

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

gboolean
yyq_tree_matches (AtspiAccessible *accessible, const YyqThing *thing)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  if (name == NULL || !name_matches (name, thing->name) || !has_role (accessible, thing->role))
    return FALSE;
  return yyq_tree_has_state (accessible, ATSPI_STATE_SENSITIVE);
}

static gboolean
seen_matches (const YyqSeen *seen, const YyqThing *thing)
{
  return name_matches (seen->name, thing->name) &&
         (thing->role == YYQ_FIELD_ROLE
            ? yyq_seen_has_state (seen, ATSPI_STATE_EDITABLE)
            : thing->role == ATSPI_ROLE_INVALID || seen->role == thing->role) &&
         yyq_seen_has_state (seen, ATSPI_STATE_SENSITIVE);
}

typedef gboolean (*Matcher) (const YyqSeen *seen, gconstpointer data);

/* (nullable): depth first; @top: where the search has begun. */
static const YyqSeen *
search_seen (YyqSeen *from, const YyqSeen *top, Matcher matcher, gconstpointer data)
{
  if (matcher (from, data) && yyq_glance_is_shown (glance, from, top))
    return from;
  for (guint i = 0; i < from->children->len; i++) {
    const YyqSeen *found = search_seen (from->children->pdata[i], top, matcher, data);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* (transfer full) (nullable) */
static AtspiAccessible *
search (AtspiAccessible *from, Matcher matcher, gconstpointer data)
{
  YyqSeen *seen = see (from);
  const YyqSeen *found = seen != NULL ? search_seen (seen, seen, matcher, data) : NULL;

  return found != NULL ? yyq_glance_reach (glance, found) : NULL;
}

/* (nullable) */
static const YyqSeen *
search_windows_seen (AtspiAccessible *app, Matcher matcher, gconstpointer data)
{
  const YyqSeen *seen = see (app);

  for (guint i = seen != NULL ? seen->children->len : 0; i > 0; i--) {
    YyqSeen *window = seen->children->pdata[i - 1];
    const YyqSeen *found = search_seen (window, window, matcher, data);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
match_thing (const YyqSeen *seen, gconstpointer data)
{
  return seen_matches (seen, data);
}

AtspiAccessible *
yyq_tree_find (AtspiAccessible *from, const YyqThing *thing)
{
  return search (from, match_thing, thing);
}

AtspiAccessible *
yyq_tree_find_in_windows (AtspiAccessible *app, const YyqThing *thing)
{
  const YyqSeen *found = search_windows_seen (app, match_thing, thing);

  return found != NULL ? yyq_glance_reach (glance, found) : NULL;
}

/* The title in a header bar that is shown. */
static gboolean
match_title (const YyqSeen *seen, gconstpointer data)
{
  return seen_matches (seen, &(YyqThing){ ATSPI_ROLE_FILLER, TITLE_NAME }) &&
         search_seen ((YyqSeen *) seen, seen, match_thing, &(YyqThing){ ATSPI_ROLE_LABEL, data }) !=
           NULL;
}

gboolean
yyq_tree_shows_page (AtspiAccessible *app, const char *title)
{
  return search_windows_seen (app, match_title, title) != NULL;
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

gboolean
yyq_tree_is_on_top (AtspiAccessible *window, AtspiAccessible *accessible, const AtspiRect *rect)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (window);
  g_autoptr (AtspiAccessible) at = NULL;

  if (component != NULL)
    at = atspi_component_get_accessible_at_point (component, rect->x + rect->width / 2,
                                                  rect->y + rect->height / 2,
                                                  ATSPI_COORD_TYPE_WINDOW, NULL);
  /* The innermost parts of a text field or of an image have no name on the bus. */
  return at == NULL || is_inside (at, accessible);
}

static gboolean
match_state (const YyqSeen *seen, gconstpointer data)
{
  for (const AtspiStateType *state = data; *state != ATSPI_STATE_INVALID; state++)
    if (yyq_seen_has_state (seen, *state))
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
match_focus (const YyqSeen *seen, gconstpointer data)
{
  return yyq_seen_has_state (seen, ATSPI_STATE_FOCUSED);
}

/* A row that is a text field, see above. */
static gboolean
match_silent_field (const YyqSeen *seen, gconstpointer data)
{
  return seen->role == ATSPI_ROLE_TEXT && seen->children->len > 0;
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

static void
read_out (const YyqSeen *seen, GString *to)
{
  g_autoptr (AtspiAccessible) accessible = yyq_glance_reach (glance, seen);
  g_autofree char *description =
    accessible != NULL ? atspi_accessible_get_description (accessible, NULL) : NULL;
  g_autofree char *content = accessible != NULL ? yyq_tree_read (accessible) : NULL;

  g_string_append_printf (to, "%s\n%s\n%s\n", seen->name, description != NULL ? description : "",
                          content != NULL ? content : "");
  for (guint i = 0; i < seen->children->len; i++)
    read_out (seen->children->pdata[i], to);
}

void
yyq_tree_read_out (AtspiAccessible *from, GString *to)
{
  const YyqSeen *seen;

  yyq_tree_look_anew ();
  seen = see (from);
  g_assert_nonnull (seen);
  read_out (seen, to);
}

static void
dump (YyqSeen *seen, guint depth)
{
  static const struct {
    AtspiStateType state;
    const char *word;
  } words[] = { { ATSPI_STATE_SENSITIVE, "sensitive" },
                { ATSPI_STATE_ACTIVE, "ACTIVE" },
                { ATSPI_STATE_FOCUSED, "FOCUSED" },
                { ATSPI_STATE_FOCUSABLE, "focusable" } };
  g_autofree char *role = atspi_role_get_name (seen->role);

  yyq_glance_has_room (glance, seen);
  g_printerr ("%*s%s “%s” %d,%d %dx%d", (int) depth * 2, "", role, seen->name, seen->rect.x,
              seen->rect.y, seen->rect.width, seen->rect.height);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (yyq_seen_has_state (seen, words[i].state))
      g_printerr (" %s", words[i].word);
  g_printerr ("\n");
  for (guint i = 0; i < seen->children->len && depth < DEPTH_MAX; i++)
    dump (seen->children->pdata[i], depth + 1);
}

void
yyq_tree_dump (AtspiAccessible *from)
{
  YyqSeen *seen;

  yyq_tree_look_anew ();
  seen = see (from);
  if (seen != NULL)
    dump (seen, 0);
}
