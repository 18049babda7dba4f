/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-filter-chip.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

struct _YyqFilterChip {
  AdwBin parent_instance;

  GtkWidget *box;
  GtkWidget *opener;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (YyqFilterChip, yyq_filter_chip, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_REMOVED,
  N_SIGNALS
} YyqFilterChipSignal;

static guint signals[N_SIGNALS];

static void
removed_cb (YyqFilterChip *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static gboolean
delete_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_visible (YYQ_FILTER_CHIP (widget)->remove))
    return FALSE;
  removed_cb (YYQ_FILTER_CHIP (widget));
  return TRUE;
}

void
yyq_filter_chip_set_active (YyqFilterChip *self, gboolean active)
{
  g_return_if_fail (YYQ_IS_FILTER_CHIP (self));
  if (active)
    gtk_widget_add_css_class (self->box, "active");
  else
    gtk_widget_remove_css_class (self->box, "active");
  if (!active && gtk_widget_is_focus (self->remove))
    gtk_widget_child_focus (self->opener, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (self->remove, active);
}

GtkWidget *
yyq_filter_chip_new (GtkWidget *opener, const char *title)
{
  YyqFilterChip *self = g_object_new (YYQ_TYPE_FILTER_CHIP, NULL);
  /* Translators: what a list is narrowed by, as State or Unit */
  g_autofree char *name = g_strdup_printf (_ ("Remove the filter: %s"), title);

  self->opener = opener;
  gtk_box_prepend (GTK_BOX (self->box), opener);
  yyq_ui_set_accessible_label (self->remove, name);
  gtk_widget_set_tooltip_text (self->remove, name);
  return GTK_WIDGET (self);
}

static void
yyq_filter_chip_class_init (YyqFilterChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_REMOVED] = g_signal_new ("removed", YYQ_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_pressed_cb, NULL);
}

static void
yyq_filter_chip_init (YyqFilterChip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_visible (self->remove, FALSE);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_add_css_class (self->box, "yyq-chip");
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->remove);
  adw_bin_set_child (ADW_BIN (self), self->box);
}
