/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page.h"

typedef struct {
  char *title;               /* (owned) (nullable) */
  GObject *session;          /* (owned) (nullable): a YyqSession, which this folder does not know */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *followed;       /* (owned): of GSignalGroup */
  GSimpleActionGroup *actions; /* (owned) */
  GtkWidget *header[2];        /* (owned) (nullable): by GtkPackType */
  YyqPageRoom room;
  gboolean busy;
  gboolean left;
} YyqPagePrivate;

static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (YyqPage, yyq_page, ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (YyqPage)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

typedef enum {
  PROP_TITLE = 1,
  PROP_BUSY,
  PROP_ROOM,
  PROP_SESSION,
  N_PROPS
} YyqPageProperty;

static GParamSpec *properties[N_PROPS];

GType
yyq_page_room_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_PAGE_ROOM_CONTENT, "YYQ_PAGE_ROOM_CONTENT", "content" },
    { YYQ_PAGE_ROOM_READING, "YYQ_PAGE_ROOM_READING", "reading" },
    { YYQ_PAGE_ROOM_WINDOW, "YYQ_PAGE_ROOM_WINDOW", "window" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqPageRoom", values));
  return type;
}

const char *
yyq_page_get_title (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), NULL);
  return priv->title;
}

void
yyq_page_set_title (YyqPage *self, const char *title)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_if_fail (YYQ_IS_PAGE (self));
  if (g_strcmp0 (priv->title, title) == 0)
    return;
  g_free (priv->title);
  priv->title = g_strdup (title);
  /* Hidden pages keep stale extents on the accessibility bus: a reader finds a page by its name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
yyq_page_get_busy (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), FALSE);
  return priv->busy;
}

void
yyq_page_set_busy (YyqPage *self, gboolean busy)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_if_fail (YYQ_IS_PAGE (self));
  if (priv->busy == busy)
    return;
  priv->busy = busy;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

YyqPageRoom
yyq_page_get_room (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), YYQ_PAGE_ROOM_CONTENT);
  return priv->room;
}

static void
set_room (YyqPage *self, YyqPageRoom room)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  if (priv->room == room)
    return;
  priv->room = room;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
}

void
yyq_page_shown (YyqPage *self)
{
  g_return_if_fail (YYQ_IS_PAGE (self));
  if (YYQ_PAGE_GET_CLASS (self)->shown != NULL)
    YYQ_PAGE_GET_CLASS (self)->shown (self);
}

/* The first in the order of the tree. GTK goes by places, and a page that is just shown has none.
 */
static gboolean
focus_within (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    const gboolean around = GTK_IS_SCROLLED_WINDOW (child);

    if (!gtk_widget_get_child_visible (child) || !gtk_widget_get_visible (child) ||
        !gtk_widget_get_sensitive (child))
      continue;
    if (!around && gtk_widget_get_focusable (child) && gtk_widget_grab_focus (child))
      return TRUE;
    if (focus_within (child))
      return TRUE;
    if (around && gtk_widget_grab_focus (child))
      return TRUE;
  }
  return FALSE;
}

/* While there is nothing else on it the page has the focus itself, and with it the keys. */
static void
focus_something (YyqPage *self)
{
  const gboolean found = focus_within (GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), !found);
  if (!found)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
yyq_page_focus_first (YyqPage *self)
{
  g_return_if_fail (YYQ_IS_PAGE (self));
  if (YYQ_PAGE_GET_CLASS (self)->focus_first != NULL)
    YYQ_PAGE_GET_CLASS (self)->focus_first (self);
  else
    focus_something (self);
}

void
yyq_page_mend_focus (YyqPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_if_fail (YYQ_IS_PAGE (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (focus == NULL || focus == GTK_WIDGET (self)))
    yyq_page_focus_first (self);
}

gboolean
yyq_page_search (YyqPage *self)
{
  g_return_val_if_fail (YYQ_IS_PAGE (self), FALSE);
  return YYQ_PAGE_GET_CLASS (self)->search != NULL && YYQ_PAGE_GET_CLASS (self)->search (self);
}

gboolean
yyq_page_is_unsaved (YyqPage *self)
{
  g_return_val_if_fail (YYQ_IS_PAGE (self), FALSE);
  return YYQ_PAGE_GET_CLASS (self)->is_unsaved != NULL &&
         YYQ_PAGE_GET_CLASS (self)->is_unsaved (self);
}

gboolean
yyq_page_can_keep (YyqPage *self)
{
  g_return_val_if_fail (YYQ_IS_PAGE (self), FALSE);
  return YYQ_PAGE_GET_CLASS (self)->keep != NULL;
}

void
yyq_page_keep (YyqPage *self)
{
  g_return_if_fail (yyq_page_can_keep (self));
  YYQ_PAGE_GET_CLASS (self)->keep (self);
}

void
yyq_page_add_actions (YyqPage *self, const GActionEntry *entries, guint n)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_if_fail (YYQ_IS_PAGE (self));
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, (int) n, self);
}

GActionGroup *
yyq_page_get_actions (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), NULL);
  return G_ACTION_GROUP (priv->actions);
}

void
yyq_page_enable_action (YyqPage *self, const char *name, gboolean enabled)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), name);

  g_return_if_fail (G_IS_SIMPLE_ACTION (action));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

GtkWidget *
yyq_page_get_header (YyqPage *self, GtkPackType end)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), NULL);
  return priv->header[end];
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (YYQ_PAGE (buildable));

  if (g_strcmp0 (type, "header-start") == 0)
    priv->header[GTK_PACK_START] = g_object_ref_sink (GTK_WIDGET (child));
  else if (g_strcmp0 (type, "header-end") == 0)
    priv->header[GTK_PACK_END] = g_object_ref_sink (GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

YyqSession *
yyq_page_get_session (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), NULL);
  return (YyqSession *) priv->session;
}

GCancellable *
yyq_page_get_cancellable (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), NULL);
  return priv->cancellable;
}

gboolean
yyq_page_is_left (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  g_return_val_if_fail (YYQ_IS_PAGE (self), TRUE);
  return priv->left;
}

void
yyq_page_follow (YyqPage *self, gpointer source, const char *signal, GCallback callback)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);
  GSignalGroup *group = NULL;

  g_return_if_fail (YYQ_IS_PAGE (self));
  g_return_if_fail (G_IS_OBJECT (source));
  g_return_if_fail (!priv->left);
  group = g_signal_group_new (G_OBJECT_TYPE (source));
  g_signal_group_connect_swapped (group, signal, callback, self);
  g_signal_group_set_target (group, source);
  g_ptr_array_add (priv->followed, group);
}

static void
leave (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  if (priv->left)
    return;
  priv->left = TRUE;
  g_ptr_array_set_size (priv->followed, 0);
  if (YYQ_PAGE_GET_CLASS (self)->leave != NULL)
    YYQ_PAGE_GET_CLASS (self)->leave (self);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->session);
  for (guint i = 0; i < G_N_ELEMENTS (priv->header); i++)
    g_clear_object (&priv->header[i]);
}

/* Nothing puts a page into another window: without its own it is done with. */
static void
yyq_page_unroot (GtkWidget *widget)
{
  leave (YYQ_PAGE (widget));
  GTK_WIDGET_CLASS (yyq_page_parent_class)->unroot (widget);
}

static void
yyq_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqPage *self = YYQ_PAGE (object);

  switch ((YyqPageProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, yyq_page_get_title (self));
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, yyq_page_get_busy (self));
    break;
  case PROP_ROOM:
    g_value_set_enum (value, (int) yyq_page_get_room (self));
    break;
  case PROP_SESSION:
    g_value_set_object (value, yyq_page_get_session (self));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqPage *self = YYQ_PAGE (object);
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  switch ((YyqPageProperty) id) {
  case PROP_TITLE:
    yyq_page_set_title (self, g_value_get_string (value));
    break;
  case PROP_BUSY:
    yyq_page_set_busy (self, g_value_get_boolean (value));
    break;
  case PROP_ROOM:
    set_room (self, (YyqPageRoom) g_value_get_enum (value));
    break;
  case PROP_SESSION:
    priv->session = g_value_dup_object (value);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_page_dispose (GObject *object)
{
  leave (YYQ_PAGE (object));
  G_OBJECT_CLASS (yyq_page_parent_class)->dispose (object);
}

static void
yyq_page_finalize (GObject *object)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (YYQ_PAGE (object));

  g_object_unref (priv->cancellable);
  g_ptr_array_unref (priv->followed);
  g_object_unref (priv->actions);
  g_free (priv->title);
  G_OBJECT_CLASS (yyq_page_parent_class)->finalize (object);
}

static void
yyq_page_class_init (YyqPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = yyq_page_get_property;
  object_class->set_property = yyq_page_set_property;
  object_class->dispose = yyq_page_dispose;
  object_class->finalize = yyq_page_finalize;
  GTK_WIDGET_CLASS (klass)->unroot = yyq_page_unroot;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ROOM] =
    g_param_spec_enum ("room", NULL, NULL, YYQ_TYPE_PAGE_ROOM, YYQ_PAGE_ROOM_CONTENT, flags);
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, G_TYPE_OBJECT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
yyq_page_init (YyqPage *self)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
  priv->followed = g_ptr_array_new_with_free_func (g_object_unref);
  priv->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (priv->actions));
}
