/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pending-window.h"

#include <glib/gi18n.h>

#include "yyq-pending-row.h"
#include "yyq-state-page.h"

struct _YyqPendingWindow {
  AdwWindow parent_instance;

  GtkStack *stack;
  YyqStatePage *empty_page;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (YyqPendingWindow, yyq_pending_window, ADW_TYPE_WINDOW)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return yyq_pending_row_new (user_data, item);
}

/* The row that had the focus may be gone: the next Tab begins at the top then, not nowhere. */
static void
follow_items (YyqPendingWindow *self, guint position, guint removed, guint added, GListModel *items)
{
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (items) > 0 ? "list" : "empty");
  if (removed > 0 && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
yyq_pending_window_class_init (YyqPendingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/app/yyq-pending-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPendingWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_pending_window_init (YyqPendingWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_state_page_show_empty (self->empty_page, "yyq-done-symbolic", _ ("Everything was sent"),
                             _ ("The platform has accepted everything you did."));
}

GtkWindow *
yyq_pending_window_new (GtkWindow *parent, YyqPendingList *list)
{
  YyqPendingWindow *self = g_object_new (YYQ_TYPE_PENDING_WINDOW, "transient-for", parent, NULL);

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (list), make_row, g_object_ref (list),
                           g_object_unref);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (follow_items), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow_items (self, 0, 0, 0, G_LIST_MODEL (list));
  return GTK_WINDOW (self);
}
