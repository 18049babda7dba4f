/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-lint.h"

#include <string.h>

/* As in yyq-tree.c: of a list only what can be on the screen. */
#define CHILDREN_MAX 40

/* No page of the client has less to operate: a lint that sees nothing finds nothing. */
#define OPERATED_MIN 5

typedef struct {
  const char *where;
  gboolean chinese;
  GHashTable *around; /* of AtspiAccessible: what the page that is shown is in */
  GHashTable *seen;   /* "context\nrole\nname" of what has the focus */
  guint n_operated;
} Lint;

static void
complain (Lint *self, AtspiAccessible *accessible, const char *name, const char *what)
{
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (accessible, NULL);
  g_autofree char *around =
    parent != NULL ? atspi_accessible_get_name (parent, NULL) : g_strdup ("");
  AtspiRect rect = { 0 };

  yyq_tree_get_extents (accessible, &rect);
  g_printerr ("%s: %s “%s” in “%s” at %d,%d %dx%d: %s\n", self->where, role, name, around, rect.x,
              rect.y, rect.width, rect.height, what);
  g_test_fail ();
}

/* What GTK 4.8 tells of a thing without a name. */
static gboolean
is_type (const char *name)
{
  return g_regex_match_simple ("^(Gtk|Gdk|Adw|Yyq)[A-Z][A-Za-z]*$", name, 0, 0);
}

static gboolean
is_operated (AtspiRole role)
{
  switch ((int) role) {
  case ATSPI_ROLE_PUSH_BUTTON:
  case ATSPI_ROLE_TOGGLE_BUTTON:
  case ATSPI_ROLE_CHECK_BOX:
  case ATSPI_ROLE_RADIO_BUTTON:
  case ATSPI_ROLE_COMBO_BOX:
  case ATSPI_ROLE_SLIDER:
  case ATSPI_ROLE_SPIN_BUTTON:
  case ATSPI_ROLE_TEXT:
  case ATSPI_ROLE_ENTRY:
  case ATSPI_ROLE_PASSWORD_TEXT:
  case ATSPI_ROLE_LINK:
  case ATSPI_ROLE_MENU_ITEM:
  case ATSPI_ROLE_PAGE_TAB:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Nobody can tell what a box is for. */
static gboolean
is_inert (AtspiRole role)
{
  return role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_FILLER || role == ATSPI_ROLE_UNKNOWN ||
         role == ATSPI_ROLE_INVALID || role == ATSPI_ROLE_SEPARATOR;
}

static void
check_name (Lint *self, AtspiAccessible *accessible, AtspiRole role, const char *name)
{
  const gboolean focusable = yyq_tree_has_state (accessible, ATSPI_STATE_FOCUSABLE);
  const gboolean named = *name != '\0' && !is_type (name);

  self->n_operated++;
  if (focusable && is_inert (role))
    complain (self, accessible, name, "takes the focus, but there is nothing to do");
  if (!named)
    complain (self, accessible, name, "has no name");
  if (named && g_regex_match_simple ("\\(_|(^| )_[A-Za-z]", name, 0, 0))
    complain (self, accessible, name, "has a letter of a menu in its name");
}

/* @context: the name of what is around it. */
static void
check_alone (Lint *self, AtspiAccessible *accessible, AtspiRole role, const char *name,
             const char *context)
{
  char *key = NULL;

  if (!yyq_tree_has_state (accessible, ATSPI_STATE_FOCUSABLE))
    return;
  key = g_strdup_printf ("%s\n%d\n%s", context, (int) role, name);
  if (!g_hash_table_add (self->seen, key))
    complain (self, accessible, name, "cannot be told from another one");
}

static gboolean
is_stack_page (AtspiAccessible *accessible)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  return g_strcmp0 (name, "GtkStackPage") == 0;
}

static gboolean
is_half_width (const char *name)
{
  return g_regex_match_simple ("\\p{Han}[:,;]|[:,;] ?\\p{Han}", name, 0, 0);
}

/* A window of preferences has tabs that it does not show for one page alone. */
static gboolean
is_closed (const char *name)
{
  return g_str_equal (name, "AdwViewSwitcher");
}

static void walk (Lint *self, AtspiAccessible *accessible, const char *context);

/* Pages that were left are still told of, with their size: of a stack only the one that is shown.
 */
static void
walk_children (Lint *self, AtspiAccessible *accessible, const char *context)
{
  const int n_children = MIN (atspi_accessible_get_child_count (accessible, NULL), CHILDREN_MAX);
  gboolean alone = FALSE;

  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

    alone |= child != NULL && is_stack_page (child) && g_hash_table_contains (self->around, child);
  }
  for (int i = 0; i < n_children; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

    if (child != NULL && (!alone || g_hash_table_contains (self->around, child)))
      walk (self, child, context);
  }
}

static void
walk (Lint *self, AtspiAccessible *accessible, const char *context)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  const AtspiRole role = atspi_accessible_get_role (accessible, NULL);
  g_autofree char *inner = NULL;

  if (name == NULL || is_closed (name) || !yyq_tree_has_room (accessible))
    return;
  if (self->chinese && is_half_width (name))
    complain (self, accessible, name, "has half-width marks between Chinese");
  if (yyq_tree_has_state (accessible, ATSPI_STATE_FOCUSABLE) || is_operated (role) ||
      g_str_equal (name, "GtkPicture")) {
    check_name (self, accessible, role, name);
    check_alone (self, accessible, role, name, context);
  }
  inner = *name == '\0' || is_type (name) || role == ATSPI_ROLE_LABEL
            ? g_strdup (context)
            : g_strdup_printf ("%s/%s", context, name);
  walk_children (self, accessible, inner);
}

/* (transfer full): @page and what it is in, up to the window. */
static GHashTable *
find_around (AtspiAccessible *page)
{
  GHashTable *around = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  AtspiAccessible *at = page != NULL ? g_object_ref (page) : NULL;

  while (at != NULL) {
    AtspiAccessible *parent = atspi_accessible_get_parent (at, NULL);

    g_hash_table_add (around, at);
    at = parent;
  }
  return around;
}

void
yyq_lint (YyqJourney *journey, const char *where, gboolean chinese)
{
  AtspiAccessible *page = yyq_journey_get_page (journey);
  g_autoptr (AtspiAccessible) window = page != NULL
                                         ? yyq_tree_window_of (page)
                                         : yyq_tree_newest_window (yyq_journey_get_app (journey));
  g_autoptr (GHashTable) around = find_around (page);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Lint self = { where, chinese, around, seen, 0 };

  g_assert_nonnull (window);
  walk (&self, window, "");
  g_assert_cmpuint (self.n_operated, >=, OPERATED_MIN);
}
