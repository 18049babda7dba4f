/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-look.h"

#include "yyq-table-node.h"

/* px at the usual size of text. */
#define DISC 24
#define DENSE_DISC 20

/* px, above and below a line together. */
#define ROOM 16
#define DENSE_ROOM 6

#define ICON 16
#define USUAL_DPI 96.0

/* Texts that repeat are few; what does not repeat after all is not kept for ever. */
#define MAX_SHARED 512

/* As libadwaita: its avatars have as many colours, and choose in the same way. */
#define N_DISC_COLORS 14

struct _YyqTableLook {
  GtkWidget parent_instance;

  GHashTable *probes;  /* (owned): name -> GtkWidget, a child */
  GHashTable *layouts; /* (owned): look and text -> PangoLayout */
  GHashTable *icons;   /* (owned): name -> GtkIconPaintable */
  PangoAttrList *figures;
  gboolean dense;
  int row_height; /* 0: not known */
};

G_DEFINE_FINAL_TYPE (YyqTableLook, yyq_table_look, GTK_TYPE_WIDGET)

static guint changed_signal;

GtkWidget *
yyq_table_look_new (void)
{
  return g_object_new (YYQ_TYPE_TABLE_LOOK, NULL);
}

void
yyq_table_look_show (GtkWidget *widget, gboolean shown)
{
  if (gtk_widget_get_child_visible (widget) == shown)
    return;
  gtk_widget_set_child_visible (widget, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

static GtkWidget *
get_probe (YyqTableLook *self, const char *node, const char *look)
{
  GtkWidget *probe = g_hash_table_lookup (self->probes, look);
  g_auto (GStrv) classes = NULL;

  if (probe != NULL)
    return probe;
  classes = g_strsplit (look, " ", 0);
  probe = yyq_table_node_new (node, GTK_ACCESSIBLE_ROLE_NONE);
  gtk_widget_set_css_classes (probe, (const char **) classes);
  gtk_widget_set_child_visible (probe, FALSE);
  gtk_widget_set_parent (probe, GTK_WIDGET (self));
  g_hash_table_insert (self->probes, g_strdup (look), probe);
  return probe;
}

GtkStyleContext *
yyq_table_look_get_style (YyqTableLook *self, const char *look)
{
  return gtk_widget_get_style_context (get_probe (self, "cell", look));
}

GtkStyleContext *
yyq_table_look_get_disc (YyqTableLook *self, const char *name)
{
  char look[16];

  g_snprintf (look, sizeof look, "color%u", g_str_hash (name) % N_DISC_COLORS + 1);
  return gtk_widget_get_style_context (get_probe (self, "avatar", look));
}

void
yyq_table_look_get_color (YyqTableLook *self, const char *look, GdkRGBA *color)
{
  gtk_style_context_get_color (yyq_table_look_get_style (self, look), color);
}

PangoLayout *
yyq_table_look_create_layout (YyqTableLook *self, const char *look, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (get_probe (self, "cell", look), text);

  /* No style context tells of "tnum". */
  pango_layout_set_attributes (layout, self->figures);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

PangoLayout *
yyq_table_look_share_layout (YyqTableLook *self, const char *look, const char *text)
{
  g_autofree char *key = g_strconcat (look, "\n", text, NULL);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (self->layouts) >= MAX_SHARED)
    g_hash_table_remove_all (self->layouts);
  layout = yyq_table_look_create_layout (self, look, text);
  g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);
  return layout;
}

GtkSymbolicPaintable *
yyq_table_look_get_icon (YyqTableLook *self, const char *icon_name)
{
  GtkIconPaintable *icon = g_hash_table_lookup (self->icons, icon_name);

  if (icon == NULL) {
    icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))), icon_name, NULL,
      ICON, gtk_widget_get_scale_factor (GTK_WIDGET (self)), GTK_TEXT_DIR_NONE, 0);
    g_hash_table_insert (self->icons, g_strdup (icon_name), icon);
  }
  return GTK_SYMBOLIC_PAINTABLE (icon);
}

double
yyq_table_look_get_scale (YyqTableLook *self)
{
  const double dpi =
    pango_cairo_context_get_resolution (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  return dpi > 0 ? dpi / USUAL_DPI : 1;
}

int
yyq_table_look_get_disc_size (YyqTableLook *self)
{
  return (int) ((self->dense ? DENSE_DISC : DISC) * yyq_table_look_get_scale (self));
}

/* Chinese is higher than a line of the Latin font. */
int
yyq_table_look_get_row_height (YyqTableLook *self)
{
  int height;

  if (self->row_height > 0)
    return self->row_height;
  pango_layout_get_pixel_size (yyq_table_look_share_layout (self, "text", "永Ág"), NULL, &height);
  height = MAX (height, yyq_table_look_get_disc_size (self));
  self->row_height = height + (self->dense ? DENSE_ROOM : ROOM);
  return self->row_height;
}

static void
forget (YyqTableLook *self)
{
  g_hash_table_remove_all (self->layouts);
  g_hash_table_remove_all (self->icons);
  self->row_height = 0;
  g_signal_emit (self, changed_signal, 0);
}

void
yyq_table_look_set_dense (YyqTableLook *self, gboolean dense)
{
  g_return_if_fail (YYQ_IS_TABLE_LOOK (self));
  if (self->dense == dense)
    return;
  self->dense = dense;
  forget (self);
}

/* Widget */

static void
yyq_table_look_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (yyq_table_look_parent_class)->css_changed (widget, change);
  forget (YYQ_TABLE_LOOK (widget));
}

static void
yyq_table_look_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (yyq_table_look_parent_class)->system_setting_changed (widget, setting);
  forget (YYQ_TABLE_LOOK (widget));
}

/* The probes are never drawn themselves. */
static void
yyq_table_look_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
}

static void
yyq_table_look_dispose (GObject *object)
{
  YyqTableLook *self = YYQ_TABLE_LOOK (object);
  GtkWidget *probe;

  g_hash_table_remove_all (self->probes);
  while ((probe = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (probe);
  G_OBJECT_CLASS (yyq_table_look_parent_class)->dispose (object);
}

static void
yyq_table_look_finalize (GObject *object)
{
  YyqTableLook *self = YYQ_TABLE_LOOK (object);

  g_hash_table_unref (self->probes);
  g_hash_table_unref (self->layouts);
  g_hash_table_unref (self->icons);
  pango_attr_list_unref (self->figures);
  G_OBJECT_CLASS (yyq_table_look_parent_class)->finalize (object);
}

static void
yyq_table_look_class_init (YyqTableLookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_table_look_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_table_look_finalize;
  widget_class->css_changed = yyq_table_look_css_changed;
  widget_class->system_setting_changed = yyq_table_look_system_setting_changed;
  widget_class->snapshot = yyq_table_look_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);
  changed_signal = g_signal_new ("changed", YYQ_TYPE_TABLE_LOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yyq_table_look_init (YyqTableLook *self)
{
  self->probes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->figures = pango_attr_list_new ();
  pango_attr_list_insert (self->figures, pango_attr_font_features_new ("tnum"));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
