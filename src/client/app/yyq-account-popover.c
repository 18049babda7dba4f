/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yyq-ui.h"

struct _YyqAccountPopover {
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkListBox *companies;
  GtkLabel *error_label;
  GtkLabel *ukey_label;

  YyqSession *session;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of the list that was asked for last */
};

G_DEFINE_FINAL_TYPE (YyqAccountPopover, yyq_account_popover, GTK_TYPE_POPOVER)

static void
add_company (YyqAccountPopover *self, YyqEnterprise *enterprise)
{
  YyqEnterprise *current = yyq_session_get_enterprise (self->session);
  const char *id = yyq_enterprise_get_id (enterprise);
  const gboolean chosen = current != NULL && g_strcmp0 (yyq_enterprise_get_id (current), id) == 0;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = yyq_ui_label (yyq_enterprise_get_name (enterprise), NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 28);
  gtk_widget_set_opacity (mark, chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, yyq_enterprise_get_name (enterprise));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, yyq_enterprise_get_name (enterprise),
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen ? _ ("Chosen now") : "", -1);
  g_object_set_data_full (G_OBJECT (row), "id", chosen ? NULL : g_strdup (id), g_free);
  gtk_list_box_append (self->companies, row);
}

static void
remove_companies (YyqAccountPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->companies, 0)) != NULL)
    gtk_list_box_remove (self->companies, GTK_WIDGET (row));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqAccountPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) companies =
    yyq_session_list_enterprises_finish (YYQ_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (companies == NULL) {
    text = yyq_ui_error_text (error);
    gtk_label_set_text (self->error_label, text != NULL ? text : "");
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  remove_companies (self);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++) {
    g_autoptr (YyqEnterprise) company = g_list_model_get_item (companies, i);

    add_company (self, company);
  }
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
shown_cb (YyqAccountPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (gtk_list_box_get_row_at_index (self->companies, 0) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  yyq_session_list_enterprises_async (self->session, self->cancellable, listed_cb,
                                      g_object_ref (self));
}

/* The one that is chosen already is only looked at. */
static void
row_activated_cb (YyqAccountPopover *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  gtk_popover_popdown (GTK_POPOVER (self));
  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-company", "s", id);
}

static void
close_cb (YyqAccountPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Those of another account are not to be seen for a moment. */
static void
follow_state (YyqAccountPopover *self)
{
  if (yyq_session_get_state (self->session) != YYQ_SESSION_STATE_READY)
    remove_companies (self);
}

void
yyq_account_popover_set_session (YyqAccountPopover *self, YyqSession *session)
{
  g_return_if_fail (YYQ_IS_ACCOUNT_POPOVER (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (follow_state), self,
                           G_CONNECT_SWAPPED);
}

void
yyq_account_popover_set_ukey (YyqAccountPopover *self, const char *state)
{
  g_return_if_fail (YYQ_IS_ACCOUNT_POPOVER (self));
  gtk_label_set_text (self->ukey_label, state);
}

/* Object */

static void
yyq_account_popover_dispose (GObject *object)
{
  YyqAccountPopover *self = YYQ_ACCOUNT_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_account_popover_parent_class)->dispose (object);
}

static void
yyq_account_popover_finalize (GObject *object)
{
  g_object_unref (YYQ_ACCOUNT_POPOVER (object)->cancellable);
  G_OBJECT_CLASS (yyq_account_popover_parent_class)->finalize (object);
}

static void
yyq_account_popover_class_init (YyqAccountPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_account_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_account_popover_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/app/yyq-account-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqAccountPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqAccountPopover, companies);
  gtk_widget_class_bind_template_child (widget_class, YyqAccountPopover, error_label);
  gtk_widget_class_bind_template_child (widget_class, YyqAccountPopover, ukey_label);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
yyq_account_popover_init (YyqAccountPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}
