/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-copy-list.h"

#include <glib/gi18n.h>

#include "yyq-toast.h"
#include "yyq-ui.h"

/* What a row copies. */
#define TEXT_KEY "text"

struct _YyqCopyList {
  AdwBin parent_instance;

  GtkListBox *list;
  GtkSizeGroup *names; /* (owned) */
  GtkWidget *menu;     /* (nullable): the one that was opened last */
};

G_DEFINE_FINAL_TYPE (YyqCopyList, yyq_copy_list, ADW_TYPE_BIN)

/* (nullable): the row with the focus. */
static GtkListBoxRow *
current_row (YyqCopyList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL ? GTK_LIST_BOX_ROW (row) : NULL;
}

/* Of a row by its number, or of the one with the focus: -1. */
static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqCopyList *self = YYQ_COPY_LIST (widget);
  const int index = g_variant_get_int32 (parameter);
  GtkListBoxRow *row =
    index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : current_row (self);

  if (row == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_object_get_data (G_OBJECT (row), TEXT_KEY));
  yyq_toast_show (widget, _ ("Copied"));
}

/* Menu */

static void
menu_closed_cb (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
}

/* The last one goes when the next one comes: what was chosen from it may still be under way. */
static void
open_menu (YyqCopyList *self, GtkListBoxRow *row, int x, int y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Copy"), NULL);

  g_menu_item_set_action_and_target (item, "list.copy", "i", gtk_list_box_row_get_index (row));
  g_menu_append_item (menu, item);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), row,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* By keyboard: below the row. */
static void
menu_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqCopyList *self = YYQ_COPY_LIST (widget);
  GtkListBoxRow *row = current_row (self);
  double x = 0;
  double y = 0;

  if (row == NULL)
    return;
  gtk_widget_translate_coordinates (GTK_WIDGET (row), widget, 0,
                                    gtk_widget_get_height (GTK_WIDGET (row)), &x, &y);
  open_menu (self, row, (int) x, (int) y);
}

static void
pressed_cb (YyqCopyList *self, int n_press, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row != NULL)
    open_menu (self, row, (int) x, (int) y);
}

/* Rows */

void
yyq_copy_list_set_label (YyqCopyList *self, const char *label)
{
  g_return_if_fail (YYQ_IS_COPY_LIST (self));
  yyq_ui_set_accessible_label (self->list, label);
}

void
yyq_copy_list_clear (YyqCopyList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (YYQ_IS_COPY_LIST (self));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

void
yyq_copy_list_append (YyqCopyList *self, GtkWidget *child, const char *name, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();

  g_return_if_fail (YYQ_IS_COPY_LIST (self));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  yyq_ui_set_accessible_label (row, name);
  g_object_set_data_full (G_OBJECT (row), TEXT_KEY, g_strdup (text), g_free);
  gtk_list_box_append (self->list, row);
}

void
yyq_copy_list_append_fact (YyqCopyList *self, const char *name, const char *value, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = yyq_ui_label (name, "dim-label");
  GtkWidget *content = yyq_ui_label (value, NULL);
  /* Translators: what it is called, and what it is: "Number: HT-2026-7" */
  g_autofree char *said = g_strdup_printf (_ ("%s: %s"), name, value);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_size_group_add_widget (self->names, label);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (content), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (content), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (content), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), content);
  yyq_copy_list_append (self, line, said, text != NULL ? text : value);
}

/* Object */

/* The Tab key goes past the other rows. An expander that is closed offers the focus to what it has
 * put away, too. */
static gboolean
yyq_copy_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (tab && current_row (YYQ_COPY_LIST (widget)) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (yyq_copy_list_parent_class)->focus (widget, direction);
}

static void
yyq_copy_list_dispose (GObject *object)
{
  YyqCopyList *self = YYQ_COPY_LIST (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (yyq_copy_list_parent_class)->dispose (object);
}

static void
yyq_copy_list_class_init (YyqCopyListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_copy_list_dispose;
  widget_class->focus = yyq_copy_list_focus;
  gtk_widget_class_install_action (widget_class, "list.copy", "i", copy_action);
  gtk_widget_class_install_action (widget_class, "list.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "list.copy", "i",
                                       -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "list.menu",
                                       NULL);
}

static void
yyq_copy_list_init (YyqCopyList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "yyq-copy-list");
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

GtkWidget *
yyq_copy_list_new (void)
{
  return g_object_new (YYQ_TYPE_COPY_LIST, NULL);
}
