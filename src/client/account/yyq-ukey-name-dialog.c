/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-name-dialog.h"

#include "yyq-form-entry-row.h"
#include "yyq-form.h"
#include "yyq-session-ukey.h"

struct _YyqUkeyNameDialog {
  AdwWindow parent_instance;

  YyqForm *form;
  YyqFormRow *name_row;
  GtkWidget *save_button;

  YyqSession *session; /* (owned) */
  char *binding_id;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqUkeyNameDialog, yyq_ukey_name_dialog, ADW_TYPE_WINDOW)

typedef enum {
  SIGNAL_RENAMED,
  N_SIGNALS
} YyqUkeyNameDialogSignal;

static guint signals[N_SIGNALS];

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqUkeyNameDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean renamed = yyq_session_rename_ukey_finish (YYQ_SESSION (source), result, &error);

  yyq_form_end (self->form);
  if (renamed) {
    g_signal_emit (self, signals[SIGNAL_RENAMED], 0);
    gtk_window_close (GTK_WINDOW (self));
  } else {
    yyq_form_show_error (self->form, error, NULL);
  }
}

static void
submitted_cb (YyqUkeyNameDialog *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *name = yyq_form_row_get_value (self->name_row);

  yyq_form_begin (self->form, cancellable);
  yyq_session_rename_ukey_async (self->session, self->binding_id, name, cancellable, renamed_cb,
                                 g_object_ref (self));
}

GtkWindow *
yyq_ukey_name_dialog_new (GtkWindow *parent, YyqSession *session, const char *binding_id,
                          const char *name)
{
  YyqUkeyNameDialog *self = g_object_new (YYQ_TYPE_UKEY_NAME_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->binding_id = g_strdup (binding_id);
  yyq_form_row_set_value (self->name_row, name);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WINDOW (self);
}

static void
yyq_ukey_name_dialog_dispose (GObject *object)
{
  g_clear_object (&YYQ_UKEY_NAME_DIALOG (object)->session);
  G_OBJECT_CLASS (yyq_ukey_name_dialog_parent_class)->dispose (object);
}

static void
yyq_ukey_name_dialog_finalize (GObject *object)
{
  g_free (YYQ_UKEY_NAME_DIALOG (object)->binding_id);
  G_OBJECT_CLASS (yyq_ukey_name_dialog_parent_class)->finalize (object);
}

static void
yyq_ukey_name_dialog_class_init (YyqUkeyNameDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_ukey_name_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_ukey_name_dialog_finalize;
  signals[SIGNAL_RENAMED] = g_signal_new ("renamed", YYQ_TYPE_UKEY_NAME_DIALOG, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YYQ_TYPE_FORM);
  g_type_ensure (YYQ_TYPE_FORM_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-ukey-name-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyNameDialog, form);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyNameDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, YyqUkeyNameDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_ukey_name_dialog_init (YyqUkeyNameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
