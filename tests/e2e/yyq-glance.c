/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-glance.h"

#include <gio/gio.h>

/* Of a list only what can be on the screen. */
#define CHILDREN_MAX 40

/* A page that was shown meanwhile is asked for its things; what GTK cannot tell then, it never can.
 */
#define LOOKS_MAX 3

#define ANSWER_MS 60000

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ITEMS_TYPE "(a((so)(so)(so)iiassusau))"
#define ITEM_FORMAT "((&s&o)(&s&o)(&s&o)ii^a&s&su&s@au)"

struct _YyqGlance {
  AtspiApplication *app;
  GVariant *items;  /* (nullable): what the strings of the things are in */
  GHashTable *seen; /* path: YyqSeen */
  YyqSeen *root;
};

static void
free_seen (gpointer data)
{
  YyqSeen *self = data;

  g_ptr_array_unref (self->children);
  g_free (self);
}

/* Static: (nullable): a connection of our own, whose answers come as variants. */
static GDBusConnection *connection;

static GDBusConnection *
get_bus (void)
{
  g_autofree char *address = NULL;
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (connection != NULL)
    return connection;
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, ANSWER_MS, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(s)", &address);
  connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

/* (transfer full) (nullable): NULL when what is asked has gone. */
static GVariant *
ask (YyqGlance *self, const char *path, const char *interface, const char *method,
     GVariant *arguments, const char *type)
{
  return g_dbus_connection_call_sync (get_bus (), self->app->bus_name, path, interface, method,
                                      arguments, G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE,
                                      ANSWER_MS, NULL, NULL);
}

static int
ask_child_count (YyqGlance *self, const char *path)
{
  g_autoptr (GVariant) answer = ask (self, path, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", ACCESSIBLE, "ChildCount"), "(v)");
  g_autoptr (GVariant) count = NULL;

  if (answer == NULL)
    return 0;
  g_variant_get (answer, "(v)", &count);
  return g_variant_is_of_type (count, G_VARIANT_TYPE_INT32) ? g_variant_get_int32 (count) : 0;
}

/* (transfer full) (nullable) */
static char *
ask_child (YyqGlance *self, const char *path, int index)
{
  g_autoptr (GVariant) answer =
    ask (self, path, ACCESSIBLE, "GetChildAtIndex", g_variant_new ("(i)", index), "((so))");
  char *child = NULL;

  if (answer != NULL)
    g_variant_get (answer, "((&so))", NULL, &child);
  if (child != NULL && g_str_has_suffix (child, "/null"))
    g_clear_pointer (&child, g_free);
  return child;
}

/* What nobody has asked for yet is not among the items: GTK tells of a thing from then on. */
static void
discover (YyqGlance *self, const char *path)
{
  const int n = MIN (ask_child_count (self, path), CHILDREN_MAX);

  for (int i = 0; i < n; i++) {
    g_autofree char *child = ask_child (self, path, i);

    if (child != NULL && !g_hash_table_contains (self->seen, child))
      discover (self, child);
  }
}

static void
add_item (YyqGlance *self, GVariant *item, GHashTable *parents)
{
  YyqSeen *seen = g_new0 (YyqSeen, 1);
  g_autofree const char **interfaces = NULL;
  g_autoptr (GVariant) states = NULL;
  const char *parent;

  g_variant_get (item, ITEM_FORMAT, NULL, &seen->path, NULL, NULL, NULL, &parent, &seen->index,
                 &seen->n_children, &interfaces, &seen->name, &seen->role, NULL, &states);
  for (gsize i = 0; i < MIN (g_variant_n_children (states), 2); i++) {
    guint32 bits;

    g_variant_get_child (states, i, "u", &bits);
    seen->states |= (guint64) bits << (32 * i);
  }
  seen->has_extents =
    g_strv_contains ((const char *const *) interfaces, "org.a11y.atspi.Component");
  seen->children = g_ptr_array_new ();
  seen->room = -1;
  g_hash_table_insert (self->seen, (char *) seen->path, seen);
  if (seen->role != ATSPI_ROLE_APPLICATION)
    g_hash_table_insert (parents, seen, (char *) parent);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(YyqSeen *const *) a)->index - (*(YyqSeen *const *) b)->index;
}

static void
join (YyqGlance *self, GHashTable *parents)
{
  GHashTableIter i;
  YyqSeen *seen;
  const char *parent;

  g_hash_table_iter_init (&i, parents);
  while (g_hash_table_iter_next (&i, (gpointer *) &seen, (gpointer *) &parent)) {
    seen->parent = g_hash_table_lookup (self->seen, parent);
    if (seen->parent != NULL && seen->index < CHILDREN_MAX)
      g_ptr_array_add (seen->parent->children, seen);
  }
  g_hash_table_iter_init (&i, self->seen);
  while (g_hash_table_iter_next (&i, NULL, (gpointer *) &seen))
    g_ptr_array_sort (seen->children, compare);
}

/* Among the items the application itself has no windows. */
static void
add_root (YyqGlance *self)
{
  self->root = g_new0 (YyqSeen, 1);
  self->root->path = ATSPI_OBJECT (self->app->root)->path;
  self->root->name = "";
  self->root->role = ATSPI_ROLE_APPLICATION;
  self->root->children = g_ptr_array_new ();
  self->root->n_children = ask_child_count (self, self->root->path);
  self->root->room = TRUE;
  g_hash_table_replace (self->seen, (char *) self->root->path, self->root);
}

static gboolean
look (YyqGlance *self)
{
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  g_autoptr (GVariant) items = NULL;

  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->items, g_variant_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_seen);
  self->items =
    ask (self, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", NULL, ITEMS_TYPE);
  if (self->items == NULL)
    return FALSE;
  items = g_variant_get_child_value (self->items, 0);
  for (gsize i = 0; i < g_variant_n_children (items); i++) {
    g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

    add_item (self, item, parents);
  }
  add_root (self);
  join (self, parents);
  return TRUE;
}

/* What is hidden is among the items, too, under the number of another child; the only child of a
 * page of a stack says that it is the second one. */
static gboolean
is_in_order (const YyqSeen *seen)
{
  if ((int) seen->children->len != MIN (seen->n_children, CHILDREN_MAX))
    return FALSE;
  for (guint i = 0; i < seen->children->len; i++)
    if (((YyqSeen *) seen->children->pdata[i])->index != (int) i && seen->n_children > 1)
      return FALSE;
  return TRUE;
}

/* TRUE when one of its children was not known. */
static gboolean
put_in_order (YyqGlance *self, YyqSeen *seen)
{
  const int n = MIN (seen->n_children, CHILDREN_MAX);
  gboolean missing = FALSE;

  g_ptr_array_set_size (seen->children, 0);
  for (int i = 0; i < n; i++) {
    g_autofree char *path = ask_child (self, seen->path, i);
    YyqSeen *child = path != NULL ? g_hash_table_lookup (self->seen, path) : NULL;

    if (child != NULL)
      g_ptr_array_add (seen->children, child);
    if (path != NULL && child == NULL) {
      discover (self, path);
      missing = TRUE;
    }
  }
  return missing;
}

/* FALSE when nothing was missing. */
static gboolean
complete (YyqGlance *self)
{
  GHashTableIter i;
  YyqSeen *seen;
  gboolean missing = FALSE;

  g_hash_table_iter_init (&i, self->seen);
  while (g_hash_table_iter_next (&i, NULL, (gpointer *) &seen))
    if (!is_in_order (seen))
      missing |= put_in_order (self, seen);
  return missing;
}

YyqGlance *
yyq_glance_new (AtspiAccessible *of)
{
  g_autoptr (YyqGlance) self = NULL;

  if (ATSPI_OBJECT (of)->app == NULL)
    return NULL;
  self = g_new0 (YyqGlance, 1);
  self->app = g_object_ref (ATSPI_OBJECT (of)->app);
  for (guint i = 0; i < LOOKS_MAX; i++) {
    if (!look (self))
      return NULL;
    if (!complete (self))
      break;
  }
  return g_steal_pointer (&self);
}

void
yyq_glance_free (YyqGlance *self)
{
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->items, g_variant_unref);
  g_clear_object (&self->app);
  g_free (self);
}

gboolean
yyq_glance_is_of (YyqGlance *self, AtspiAccessible *accessible)
{
  return self->app == ATSPI_OBJECT (accessible)->app;
}

YyqSeen *
yyq_glance_find (YyqGlance *self, AtspiAccessible *accessible)
{
  return g_hash_table_lookup (self->seen, ATSPI_OBJECT (accessible)->path);
}

AtspiAccessible *
yyq_glance_reach (YyqGlance *self, const YyqSeen *seen)
{
  AtspiAccessible *known = g_hash_table_lookup (self->app->hash, seen->path);
  g_autoptr (AtspiAccessible) parent = NULL;
  AtspiAccessible *found;
  guint position;

  if (seen == self->root)
    return g_object_ref (self->app->root);
  if (known != NULL)
    return g_object_ref (known);
  parent = seen->parent != NULL ? yyq_glance_reach (self, seen->parent) : NULL;
  if (parent == NULL || !g_ptr_array_find (seen->parent->children, seen, &position))
    return NULL;
  found = atspi_accessible_get_child_at_index (parent, (int) position, NULL);
  if (found != NULL && !g_str_equal (ATSPI_OBJECT (found)->path, seen->path))
    g_clear_object (&found);
  return found;
}

/* Pages of a stack have no size of their own. */
static gboolean
is_pseudo (const YyqSeen *seen)
{
  return g_str_equal (seen->name, "GtkStackPage");
}

gboolean
yyq_glance_has_room (YyqGlance *self, YyqSeen *seen)
{
  g_autoptr (GVariant) answer = NULL;

  if (seen->room >= 0)
    return seen->room;
  if (seen->has_extents && !is_pseudo (seen))
    answer = ask (self, seen->path, "org.a11y.atspi.Component", "GetExtents",
                  g_variant_new ("(u)", ATSPI_COORD_TYPE_WINDOW), "((iiii))");
  if (answer != NULL)
    g_variant_get (answer, "((iiii))", &seen->rect.x, &seen->rect.y, &seen->rect.width,
                   &seen->rect.height);
  seen->room = is_pseudo (seen) || (seen->rect.width > 0 && seen->rect.height > 0);
  return seen->room;
}

gboolean
yyq_glance_is_shown (YyqGlance *self, YyqSeen *seen, const YyqSeen *from)
{
  return (seen == from || seen->parent == NULL || yyq_glance_is_shown (self, seen->parent, from)) &&
         yyq_glance_has_room (self, seen);
}

gboolean
yyq_seen_has_state (const YyqSeen *seen, AtspiStateType state)
{
  return (seen->states >> state & 1) != 0;
}
