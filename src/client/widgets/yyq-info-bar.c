/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-info-bar.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

struct _YyqInfoBar {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
  GtkButton *cross;
};

G_DEFINE_FINAL_TYPE (YyqInfoBar, yyq_info_bar, ADW_TYPE_BIN)

typedef enum {
  PROP_ICON_NAME = 1,
  PROP_TEXT,
  PROP_BUTTON_LABEL,
  PROP_DISMISSIBLE,
  N_PROPS
} YyqInfoBarProperty;

static GParamSpec *properties[N_PROPS];

typedef enum {
  SIGNAL_CLICKED,
  SIGNAL_DISMISSED,
  N_SIGNALS
} YyqInfoBarSignal;

static guint signals[N_SIGNALS];

static void
set_button (YyqInfoBar *self, const char *label)
{
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  gtk_button_set_label (self->button, label != NULL ? label : "");
}

void
yyq_info_bar_set (YyqInfoBar *self, const char *text, const char *button, gboolean dismissible)
{
  g_return_if_fail (YYQ_IS_INFO_BAR (self));

  gtk_label_set_text (self->label, text);
  set_button (self, button);
  gtk_widget_set_visible (GTK_WIDGET (self->cross), dismissible);
}

/* GTK gives no key to a focus that is out of sight: the window's shortcuts would be dead until a
 * click. */
static void
leave_focus (YyqInfoBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
}

void
yyq_info_bar_set_revealed (YyqInfoBar *self, gboolean revealed)
{
  g_return_if_fail (YYQ_IS_INFO_BAR (self));
  if (!revealed)
    leave_focus (self);
  gtk_widget_set_can_focus (GTK_WIDGET (self),
                            revealed); /* a stack brings a page's last focus back */
  gtk_revealer_set_reveal_child (self->revealer, revealed);
}

gboolean
yyq_info_bar_get_revealed (YyqInfoBar *self)
{
  g_return_val_if_fail (YYQ_IS_INFO_BAR (self), FALSE);
  return gtk_revealer_get_reveal_child (self->revealer);
}

GtkWidget *
yyq_info_bar_new (const char *icon_name)
{
  return g_object_new (YYQ_TYPE_INFO_BAR, "icon-name", icon_name, NULL);
}

static void
button_clicked_cb (YyqInfoBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
cross_clicked_cb (YyqInfoBar *self)
{
  yyq_info_bar_set_revealed (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_DISMISSED], 0);
}

static void
yyq_info_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqInfoBar *self = YYQ_INFO_BAR (object);

  switch ((YyqInfoBarProperty) id) {
  case PROP_ICON_NAME:
    gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
    break;
  case PROP_TEXT:
    gtk_label_set_text (self->label, g_value_get_string (value));
    break;
  case PROP_BUTTON_LABEL:
    set_button (self, g_value_get_string (value));
    break;
  case PROP_DISMISSIBLE:
    gtk_widget_set_visible (GTK_WIDGET (self->cross), g_value_get_boolean (value));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_info_bar_class_init (YyqInfoBarClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->set_property = yyq_info_bar_set_property;
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_DISMISSIBLE] = g_param_spec_boolean ("dismissible", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[SIGNAL_CLICKED] = g_signal_new ("clicked", YYQ_TYPE_INFO_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DISMISSED] = g_signal_new ("dismissed", YYQ_TYPE_INFO_BAR, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_info_bar_init (YyqInfoBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_BUTTON (gtk_button_new ());
  self->cross = GTK_BUTTON (gtk_button_new_from_icon_name ("window-close-symbolic"));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->cross), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->cross), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->cross), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cross), _ ("Close this notice"));
  yyq_ui_set_accessible_label (self->cross, _ ("Close this notice"));
  gtk_widget_add_css_class (box, "yyq-info-bar");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cross));
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cross, "clicked", G_CALLBACK (cross_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}
