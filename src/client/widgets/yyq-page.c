/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page.h"

typedef struct {
  char *title; /* (owned) */
  gboolean busy;
} YyqPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YyqPage, yyq_page, ADW_TYPE_BIN)

typedef enum {
  PROP_TITLE = 1,
  PROP_BUSY,
  N_PROPS
} YyqPageProperty;

static GParamSpec *properties[N_PROPS];

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

void
yyq_page_shown (YyqPage *self)
{
  g_return_if_fail (YYQ_IS_PAGE (self));
  if (YYQ_PAGE_GET_CLASS (self)->shown != NULL)
    YYQ_PAGE_GET_CLASS (self)->shown (self);
}

void
yyq_page_focus_first (YyqPage *self)
{
  g_return_if_fail (YYQ_IS_PAGE (self));
  if (YYQ_PAGE_GET_CLASS (self)->focus_first != NULL)
    YYQ_PAGE_GET_CLASS (self)->focus_first (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
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
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqPage *self = YYQ_PAGE (object);

  switch ((YyqPageProperty) id) {
  case PROP_TITLE:
    yyq_page_set_title (self, g_value_get_string (value));
    break;
  case PROP_BUSY:
    yyq_page_set_busy (self, g_value_get_boolean (value));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_page_finalize (GObject *object)
{
  YyqPagePrivate *priv = yyq_page_get_instance_private (YYQ_PAGE (object));

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
  object_class->finalize = yyq_page_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
yyq_page_init (YyqPage *self)
{
}
