/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bind-dialog.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-form-secret-row.h"
#include "yyq-ui.h"
#include "yyq-ukey-chooser.h"

struct _YyqBindDialog {
  AdwWindow parent_instance;

  YyqForm *form;
  YyqUkeyChooser *chooser;
  YyqFormSecretRow *password_row;

  YyqSession *session;       /* (owned) */
  GCancellable *cancellable; /* (owned): ends with the dialog, or by its button */
};

G_DEFINE_FINAL_TYPE (YyqBindDialog, yyq_bind_dialog, ADW_TYPE_WINDOW)

typedef enum {
  SIGNAL_BOUND,
  N_SIGNALS
} YyqBindDialogSignal;

static guint signals[N_SIGNALS];

static void
update (YyqBindDialog *self)
{
  yyq_form_set_ready (self->form, yyq_ukey_chooser_get_certificate (self->chooser) != NULL);
}

/* Here it is the password alone that is asked for. */
static void
show_error (YyqBindDialog *self, const GError *error)
{
  g_autofree char *text = yyq_ui_error_text (error);

  if (!g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS)) {
    yyq_ukey_chooser_show_error (self->chooser, self->form, error, text);
    return;
  }
  yyq_form_secret_row_refuse (self->password_row, _ ("Wrong password. Enter it again."));
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
bound_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqBindDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqUkeyBinding) binding =
    yyq_session_bind_ukey_finish (YYQ_SESSION (source), result, &error);

  yyq_form_end (self->form);
  if (binding != NULL) {
    g_signal_emit (self, signals[SIGNAL_BOUND], 0);
    gtk_window_close (GTK_WINDOW (self));
  } else {
    show_error (self, error);
  }
}

static void
submitted_cb (YyqBindDialog *self)
{
  g_autoptr (YyqSecret) password =
    yyq_pin_entry_copy (yyq_form_secret_row_get_entry (self->password_row));
  g_autoptr (YyqSecret) pin = yyq_ukey_chooser_take_pin (self->chooser);
  const YyqUkeyBindRequest request = { .manager = yyq_ukey_chooser_get_manager (self->chooser),
                                       .ukey = yyq_ukey_chooser_get_ukey (self->chooser),
                                       .certificate =
                                         yyq_ukey_chooser_get_certificate (self->chooser),
                                       .pin = pin,
                                       .password = password };

  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  yyq_form_begin (self->form, self->cancellable);
  yyq_session_bind_ukey_async (self->session, &request, self->cancellable, bound_cb,
                               g_object_ref (self));
}

/* The list of the account may be older than a binding elsewhere: the platform says so then. */
static const char *
judge (YyqUkeyCertificate *certificate, gpointer user_data)
{
  YyqBindDialog *self = user_data;
  YyqAccount *account = self->session != NULL ? yyq_session_get_account (self->session) : NULL;
  GListModel *bindings = account != NULL ? yyq_account_get_ukeys (account) : NULL;

  for (guint i = 0; bindings != NULL && i < g_list_model_get_n_items (bindings); i++) {
    g_autoptr (YyqUkeyBinding) binding = g_list_model_get_item (bindings, i);

    if (yyq_ukey_binding_get_state (binding) != YYQ_UKEY_STATE_SUSPENDED &&
        g_str_equal (yyq_ukey_binding_get_cert_sha256 (binding),
                     yyq_ukey_certificate_get_sha256 (certificate)))
      return _ ("Bound to your account already");
  }
  return NULL;
}

GtkWindow *
yyq_bind_dialog_new (GtkWindow *parent, YyqSession *session, YyqUkeyManager *manager)
{
  YyqBindDialog *self = g_object_new (YYQ_TYPE_BIND_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  yyq_ukey_chooser_set_judge (self->chooser, judge, self);
  yyq_ukey_chooser_set_manager (self->chooser, manager);
  yyq_ukey_chooser_focus_pin (self->chooser);
  update (self);
  return GTK_WINDOW (self);
}

static void
yyq_bind_dialog_dispose (GObject *object)
{
  YyqBindDialog *self = YYQ_BIND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_bind_dialog_parent_class)->dispose (object);
}

static void
yyq_bind_dialog_finalize (GObject *object)
{
  g_object_unref (YYQ_BIND_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (yyq_bind_dialog_parent_class)->finalize (object);
}

static void
yyq_bind_dialog_class_init (YyqBindDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_bind_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_bind_dialog_finalize;
  signals[SIGNAL_BOUND] = g_signal_new ("bound", YYQ_TYPE_BIND_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YYQ_TYPE_FORM);
  g_type_ensure (YYQ_TYPE_FORM_SECRET_ROW);
  g_type_ensure (YYQ_TYPE_UKEY_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-bind-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, form);
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, chooser);
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, password_row);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_bind_dialog_init (YyqBindDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_pin_entry_set_max_length (yyq_form_secret_row_get_entry (self->password_row), 255);
}
