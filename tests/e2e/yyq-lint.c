/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-lint.h"

#include <string.h>

/* No page of the client has less to operate: a lint that sees nothing finds nothing. */
#define OPERATED_MIN 5

typedef struct {
  const char *where;
  gboolean chinese;
  YyqGlance *glance;
  GHashTable *around; /* of YyqSeen: what the page that is shown is in */
  GHashTable *seen;   /* "context\nrole\nname" of what has the focus */
  guint n_operated;
} Lint;

static void
complain (Lint *self, const YyqSeen *seen, const char *what)
{
  g_autofree char *role = atspi_role_get_name (seen->role);
  const char *around = seen->parent != NULL ? seen->parent->name : "";

  g_printerr ("%s: %s “%s” in “%s” at %d,%d %dx%d: %s\n", self->where, role, seen->name, around,
              seen->rect.x, seen->rect.y, seen->rect.width, seen->rect.height, what);
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
check_name (Lint *self, const YyqSeen *seen)
{
  const gboolean focusable = yyq_seen_has_state (seen, ATSPI_STATE_FOCUSABLE);
  const gboolean named = *seen->name != '\0' && !is_type (seen->name);

  self->n_operated++;
  if (focusable && is_inert (seen->role))
    complain (self, seen, "takes the focus, but there is nothing to do");
  if (!named)
    complain (self, seen, "has no name");
  if (named && g_regex_match_simple ("\\(_|(^| )_[A-Za-z]", seen->name, 0, 0))
    complain (self, seen, "has a letter of a menu in its name");
}

/* @context: the name of what is around it. */
static void
check_alone (Lint *self, const YyqSeen *seen, const char *context)
{
  char *key = NULL;

  if (!yyq_seen_has_state (seen, ATSPI_STATE_FOCUSABLE))
    return;
  key = g_strdup_printf ("%s\n%d\n%s", context, (int) seen->role, seen->name);
  if (!g_hash_table_add (self->seen, key))
    complain (self, seen, "cannot be told from another one");
}

static gboolean
is_stack_page (const YyqSeen *seen)
{
  return g_str_equal (seen->name, "GtkStackPage");
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

static void walk (Lint *self, YyqSeen *seen, const char *context);

/* Pages that were left are still told of, with their size: of a stack only the one that is shown.
 */
static void
walk_children (Lint *self, const YyqSeen *seen, const char *context)
{
  gboolean alone = FALSE;

  for (guint i = 0; i < seen->children->len; i++)
    alone |= is_stack_page (seen->children->pdata[i]) &&
             g_hash_table_contains (self->around, seen->children->pdata[i]);
  for (guint i = 0; i < seen->children->len; i++)
    if (!alone || g_hash_table_contains (self->around, seen->children->pdata[i]))
      walk (self, seen->children->pdata[i], context);
}

static void
walk (Lint *self, YyqSeen *seen, const char *context)
{
  g_autofree char *inner = NULL;

  if (is_closed (seen->name) || !yyq_glance_has_room (self->glance, seen))
    return;
  if (self->chinese && is_half_width (seen->name))
    complain (self, seen, "has half-width marks between Chinese");
  if (yyq_seen_has_state (seen, ATSPI_STATE_FOCUSABLE) || is_operated (seen->role) ||
      g_str_equal (seen->name, "GtkPicture")) {
    check_name (self, seen);
    check_alone (self, seen, context);
  }
  inner = *seen->name == '\0' || is_type (seen->name) || seen->role == ATSPI_ROLE_LABEL
            ? g_strdup (context)
            : g_strdup_printf ("%s/%s", context, seen->name);
  walk_children (self, seen, inner);
}

void
yyq_lint (YyqJourney *journey, const char *where, gboolean chinese)
{
  AtspiAccessible *page = yyq_journey_get_page (journey);
  g_autoptr (AtspiAccessible) window = page != NULL
                                         ? yyq_tree_window_of (page)
                                         : yyq_tree_newest_window (yyq_journey_get_app (journey));
  g_autoptr (YyqGlance) glance = yyq_glance_new (yyq_journey_get_app (journey));
  g_autoptr (GHashTable) around = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Lint self = { where, chinese, glance, around, seen, 0 };
  YyqSeen *top;

  g_assert_nonnull (window);
  g_assert_nonnull (glance);
  for (YyqSeen *at = page != NULL ? yyq_glance_find (glance, page) : NULL; at != NULL;
       at = at->parent)
    g_hash_table_add (around, at);
  top = yyq_glance_find (glance, window);
  g_assert_nonnull (top);
  walk (&self, top, "");
  g_assert_cmpuint (self.n_operated, >=, OPERATED_MIN);
}
