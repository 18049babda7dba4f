/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-editor-private.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

/* What was done, the last step first; one that is chosen is undone with all that came after it. */

static void
setup_cb (YyqTemplateEditor *self, GtkListItem *item)
{
  GtkWidget *label = yyq_ui_label (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (YyqTemplateEditor *self, GtkListItem *item)
{
  GtkStringObject *step = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (step));
}

static void
activated_cb (YyqTemplateEditor *self, guint position)
{
  gtk_menu_button_popdown (self->steps_button);
  for (guint i = 0; i <= position; i++)
    yyq_template_edit_undo (self->edit);
  yyq_control_layer_show_selection (self->layer);
}

/* Made when it is opened: nobody reads ten thousand names meanwhile. */
static void
opened_cb (YyqTemplateEditor *self, GtkWidget *popover)
{
  GtkListView *list = g_object_get_data (G_OBJECT (popover), "yyq-list");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const guint n = yyq_template_edit_get_n_undo (self->edit);

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (names, yyq_template_edit_get_undo_name (self->edit, i));
  {
    g_autoptr (GtkSelectionModel) model =
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (names))));

    gtk_list_view_set_model (list, model);
  }
}

void
yyq_template_editor_init_steps (YyqTemplateEditor *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (NULL, factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  yyq_ui_set_accessible_label (list, _ ("What was done"));
  gtk_widget_add_css_class (list, "yyq-steps");
  g_signal_connect_object (list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 260, 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  g_object_set_data (G_OBJECT (popover), "yyq-list", list);
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->steps_button, popover);
}
