/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-forget-dialog.h"

#include <glib/gi18n.h>

#include "yyq-forget-operation.h"
#include "yyq-ui.h"

struct _YyqForgetDialog {
  AdwWindow parent_instance;

  GtkLabel *explanation;
  GtkWidget *unsent_box;
  GtkLabel *unsent_label;
  GtkListBox *list;
  GtkWidget *send_button;
  GtkCheckButton *give_up_check;
  GtkLabel *error_label;
  GtkWidget *cancel_button;
  GtkWidget *forget_button;
  GtkSpinner *spinner;

  YyqSession *session;           /* (owned) */
  YyqForgetOperation *operation; /* (owned) */
  GListModel *items;             /* (owned) (nullable): what would be lost; NULL: not known yet */
  gboolean looking;
  gboolean again; /* something changed while it was looked at */
  gboolean running;
};

enum {
  FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyqForgetDialog, yyq_forget_dialog, ADW_TYPE_WINDOW)

static guint
count_items (YyqForgetDialog *self)
{
  return self->items != NULL ? g_list_model_get_n_items (self->items) : 0;
}

static void
update (YyqForgetDialog *self)
{
  /* When only the removing failed, nobody is left to be forgotten. */
  const gboolean known =
    self->items != NULL && yyq_session_get_state (self->session) == YYQ_SESSION_STATE_READY;
  const gboolean free =
    count_items (self) == 0 || gtk_check_button_get_active (self->give_up_check);

  gtk_widget_set_sensitive (self->forget_button, known && free && !self->running);
  gtk_widget_set_sensitive (self->cancel_button, !self->running);
  gtk_widget_set_sensitive (self->unsent_box, !self->running);
  gtk_widget_set_sensitive (self->send_button, yyq_session_get_online (self->session));
  gtk_spinner_set_spinning (self->spinner, self->looking || self->running);
}

static void
show_error (YyqForgetDialog *self, const GError *error)
{
  g_autofree char *text = error != NULL ? yyq_ui_error_text (error) : NULL;

  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

/* What would be lost */

static GtkWidget *
make_row (gpointer data, gpointer user_data)
{
  YyqPendingItem *item = data;
  GtkWidget *row = adw_action_row_new ();
  const char *reason = yyq_pending_item_get_reason (item);
  const char *state = yyq_pending_item_get_draft (item) ? _ ("Begun, and not finished.")
                                                        : _ ("It waits for the platform.");
  g_autofree char *subtitle =
    g_strdup_printf ("%s\n%s", yyq_pending_item_get_at (item), reason != NULL ? reason : state);

  yyq_ui_set_row_text (row, yyq_pending_item_get_title (item), subtitle);
  return row;
}

static void
show_items (YyqForgetDialog *self)
{
  const guint n = count_items (self);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u thing has not been sent. It is on this computer only:",
                               "%u things have not been sent. They are on this computer only:", n),
                     n);

  gtk_list_box_bind_model (self->list, self->items, make_row, NULL, NULL);
  gtk_label_set_text (self->unsent_label, text);
  gtk_widget_set_visible (self->unsent_box, n > 0);
}

static void look (YyqForgetDialog *self);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqForgetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items =
    yyq_forget_operation_look_finish (YYQ_FORGET_OPERATION (source), result, &error);

  self->looking = FALSE;
  if (self->operation == NULL || self->running)
    return;
  if (self->again) {
    look (self);
    return;
  }
  show_error (self, error);
  if (g_set_object (&self->items, items) && items != NULL)
    show_items (self);
  update (self);
}

static void
look (YyqForgetDialog *self)
{
  self->again = self->looking;
  if (self->looking || self->running)
    return;
  self->looking = TRUE;
  update (self);
  yyq_forget_operation_look_async (self->operation, NULL, looked_cb, g_object_ref (self));
}

/* What the person decides */

static void
send_clicked_cb (YyqForgetDialog *self)
{
  yyq_forget_operation_send (self->operation);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqForgetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean forgotten =
    yyq_forget_operation_run_finish (YYQ_FORGET_OPERATION (source), result, &error);

  self->running = FALSE;
  if (forgotten) {
    g_signal_emit (self, signals[FORGOTTEN], 0);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  show_error (self, error);
  update (self);
  /* Something was done meanwhile. */
  if (yyq_session_get_state (self->session) == YYQ_SESSION_STATE_READY)
    look (self);
}

static void
forget_clicked_cb (YyqForgetDialog *self)
{
  self->running = TRUE;
  show_error (self, NULL);
  update (self);
  yyq_forget_operation_run_async (self->operation,
                                  gtk_check_button_get_active (self->give_up_check), forgotten_cb,
                                  g_object_ref (self));
}

/* Not in the middle of it. */
static gboolean
yyq_forget_dialog_close_request (GtkWindow *window)
{
  return YYQ_FORGET_DIALOG (window)->running;
}

GtkWindow *
yyq_forget_dialog_new (GtkWindow *parent, YyqSession *session)
{
  YyqForgetDialog *self = g_object_new (YYQ_TYPE_FORGET_DIALOG, "transient-for", parent, NULL);
  g_autofree char *text = g_strdup_printf (
    /* Translators: the name of who is logged in */
    _ ("You are logged out, and what this computer keeps of %s is removed: contracts, documents, "
       "what was typed, and the key that protects it. What the platform has stays there."),
    yyq_account_get_name (yyq_session_get_account (session)));

  gtk_label_set_text (self->explanation, text);
  self->session = g_object_ref (session);
  self->operation = yyq_forget_operation_new (session);
  g_signal_connect_object (yyq_session_get_pending (session), "items-changed", G_CALLBACK (look),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::online", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  look (self);
  return GTK_WINDOW (self);
}

static void
yyq_forget_dialog_dispose (GObject *object)
{
  YyqForgetDialog *self = YYQ_FORGET_DIALOG (object);

  g_clear_object (&self->operation);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_forget_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, explanation);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, unsent_box);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, unsent_label);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, list);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, send_button);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, give_up_check);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, error_label);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, cancel_button);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, forget_button);
  gtk_widget_class_bind_template_child (klass, YyqForgetDialog, spinner);
}

static void
yyq_forget_dialog_class_init (YyqForgetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_forget_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = yyq_forget_dialog_close_request;
  signals[FORGOTTEN] = g_signal_new ("forgotten", YYQ_TYPE_FORGET_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/app/yyq-forget-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_forget_dialog_init (YyqForgetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
