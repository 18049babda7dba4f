/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bind-dialog.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-pin-entry.h"
#include "yyq-ui.h"
#include "yyq-ukey-chooser.h"

struct _YyqBindDialog {
  AdwWindow parent_instance;

  YyqUkeyChooser *chooser;
  YyqPinEntry *password_entry;
  GtkLabel *error_label;
  GtkWidget *bind_button;
  GtkSpinner *spinner;

  YyqSession *session;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean binding;
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
  const gboolean complete = yyq_ukey_chooser_get_ready (self->chooser) &&
                            yyq_pin_entry_get_length (self->password_entry) > 0;

  gtk_widget_set_sensitive (self->bind_button, complete && !self->binding);
  gtk_widget_set_sensitive (GTK_WIDGET (self->chooser), !self->binding);
  gtk_spinner_set_spinning (self->spinner, self->binding);
}

/* Here it is the password alone that is asked for. */
static char *
error_text (const GError *error)
{
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS))
    return g_strdup (_ ("Wrong password. Enter it again."));
  return yyq_ui_error_text (error);
}

static void
show_error (YyqBindDialog *self, const GError *error)
{
  g_autofree char *text = error_text (error);

  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static void
bound_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqBindDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqUkeyBinding) binding =
    yyq_session_bind_ukey_finish (YYQ_SESSION (source), result, &error);

  self->binding = FALSE;
  if (binding != NULL) {
    g_signal_emit (self, signals[SIGNAL_BOUND], 0);
    gtk_window_close (GTK_WINDOW (self));
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS)) {
      yyq_pin_entry_clear (self->password_entry);
      yyq_pin_entry_set_failed (self->password_entry, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
    }
    show_error (self, error);
    update (self);
  }
}

static void
bind_clicked_cb (YyqBindDialog *self)
{
  g_autoptr (YyqSecret) password = NULL;
  g_autoptr (YyqSecret) pin = NULL;
  YyqUkeyBindRequest request = { 0 };

  if (!gtk_widget_get_sensitive (self->bind_button))
    return;
  password = yyq_pin_entry_copy (self->password_entry);
  pin = yyq_ukey_chooser_take_pin (self->chooser);
  request.manager = yyq_ukey_chooser_get_manager (self->chooser);
  request.ukey = yyq_ukey_chooser_get_ukey (self->chooser);
  request.certificate = yyq_ukey_chooser_get_certificate (self->chooser);
  request.pin = pin;
  request.password = password;
  self->binding = TRUE;
  show_error (self, NULL);
  update (self);
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
  g_type_ensure (YYQ_TYPE_PIN_ENTRY);
  g_type_ensure (YYQ_TYPE_UKEY_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-bind-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, chooser);
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, password_entry);
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, bind_button);
  gtk_widget_class_bind_template_child (widget_class, YyqBindDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, bind_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_bind_dialog_init (YyqBindDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_pin_entry_set_max_length (self->password_entry, 255);
}
