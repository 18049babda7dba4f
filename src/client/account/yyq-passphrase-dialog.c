/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-passphrase-dialog.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-ui.h"

#define SHORTEST 8

struct _YyqPassphraseDialog {
  AdwWindow parent_instance;

  YyqForm *form;
  GtkLabel *explanation;
  YyqFormSecretRow *row;
  YyqFormSecretRow *again_row;
  GtkButton *use_button;

  YyqSession *session;       /* (owned) */
  GCancellable *cancellable; /* (owned): ends with the dialog */
  char *url;                 /* (nullable): of the platform, where nobody is logged in */
  gboolean is_new;
};

G_DEFINE_FINAL_TYPE (YyqPassphraseDialog, yyq_passphrase_dialog, ADW_TYPE_WINDOW)

/* Takes @error (nullable): NULL when it is open. */
static void
end (YyqPassphraseDialog *self, YyqSession *session, GError *taken)
{
  g_autoptr (GError) error = taken;

  yyq_form_end (self->form);
  if (error == NULL) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  /* The next company is not to be opened with what was refused here. */
  yyq_session_set_passphrase (session, NULL);
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY)) {
    yyq_form_secret_row_refuse (self->row, _ ("This is not the passphrase. Type it again."));
    gtk_widget_grab_focus (GTK_WIDGET (self->row));
  } else {
    yyq_form_show_error (self->form, error, NULL);
  }
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPassphraseDialog) self = user_data;
  GError *error = NULL;

  yyq_session_choose_enterprise_finish (YYQ_SESSION (source), result, &error);
  end (self, YYQ_SESSION (source), error);
}

static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPassphraseDialog) self = user_data;
  GError *error = NULL;

  yyq_session_resume_finish (YYQ_SESSION (source), result, &error);
  end (self, YYQ_SESSION (source), error);
}

static char *
find_short (YyqFormRow *row, gpointer user_data)
{
  YyqPassphraseDialog *self = user_data;

  if (!self->is_new ||
      yyq_pin_entry_get_length (yyq_form_secret_row_get_entry (self->row)) >= SHORTEST)
    return NULL;
  return g_strdup (_ ("A passphrase has at least 8 characters. Type a longer one."));
}

static char *
find_other (YyqFormRow *row, gpointer user_data)
{
  YyqPassphraseDialog *self = user_data;

  if (yyq_form_secret_row_is_same (self->row, self->again_row))
    return NULL;
  return g_strdup (_ ("The two are not the same. Type them again."));
}

static void
changed_cb (YyqPassphraseDialog *self)
{
  yyq_form_row_check_again (YYQ_FORM_ROW (self->again_row));
}

static void
submitted_cb (YyqPassphraseDialog *self)
{
  YyqEnterprise *enterprise = yyq_session_get_enterprise (self->session);
  g_autoptr (YyqSecret) passphrase = NULL;

  if (enterprise == NULL && self->url == NULL)
    return;
  passphrase = yyq_pin_entry_copy (yyq_form_secret_row_get_entry (self->row));
  yyq_form_begin (self->form, NULL);
  yyq_session_set_passphrase (self->session, passphrase);
  if (self->url != NULL)
    yyq_session_resume_async (self->session, self->url, self->cancellable, resumed_cb,
                              g_object_ref (self));
  else
    yyq_session_choose_enterprise_async (self->session, yyq_enterprise_get_id (enterprise),
                                         self->cancellable, entered_cb, g_object_ref (self));
}

static void
explain (YyqPassphraseDialog *self)
{
  if (self->is_new)
    gtk_label_set_text (
      self->explanation,
      _ ("This computer has no keyring. With a passphrase, contracts are kept here encrypted and "
         "can be read offline. It is asked for after every log-in, and nobody can recover it; what "
         "it protects can be fetched from the platform again."));
  else
    gtk_label_set_text (self->explanation, _ ("Contracts are kept on this computer under a "
                                              "passphrase. Type it to read them, also offline."));
  gtk_button_set_label (self->use_button, self->is_new ? _ ("Use") : _ ("Unlock"));
  gtk_widget_set_visible (GTK_WIDGET (self->again_row), self->is_new);
}

static GtkWindow *
make (GtkWindow *parent, YyqSession *session, const char *url, gboolean is_new)
{
  YyqPassphraseDialog *self =
    g_object_new (YYQ_TYPE_PASSPHRASE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->url = g_strdup (url);
  self->is_new = is_new;
  explain (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->row));
  return GTK_WINDOW (self);
}

GtkWindow *
yyq_passphrase_dialog_new (GtkWindow *parent, YyqSession *session)
{
  return make (parent, session, NULL, yyq_session_get_cache (session) != YYQ_SESSION_CACHE_LOCKED);
}

GtkWindow *
yyq_passphrase_dialog_new_to_resume (GtkWindow *parent, YyqSession *session, const char *url)
{
  return make (parent, session, url, FALSE);
}

static void
yyq_passphrase_dialog_dispose (GObject *object)
{
  YyqPassphraseDialog *self = YYQ_PASSPHRASE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_passphrase_dialog_parent_class)->dispose (object);
}

static void
yyq_passphrase_dialog_finalize (GObject *object)
{
  g_object_unref (YYQ_PASSPHRASE_DIALOG (object)->cancellable);
  g_free (YYQ_PASSPHRASE_DIALOG (object)->url);
  G_OBJECT_CLASS (yyq_passphrase_dialog_parent_class)->finalize (object);
}

static void
yyq_passphrase_dialog_class_init (YyqPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_passphrase_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_passphrase_dialog_finalize;
  g_type_ensure (YYQ_TYPE_FORM);
  g_type_ensure (YYQ_TYPE_FORM_SECRET_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPassphraseDialog, form);
  gtk_widget_class_bind_template_child (widget_class, YyqPassphraseDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, YyqPassphraseDialog, row);
  gtk_widget_class_bind_template_child (widget_class, YyqPassphraseDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPassphraseDialog, use_button);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_passphrase_dialog_init (YyqPassphraseDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_form_row_set_check (YYQ_FORM_ROW (self->row), find_short, self);
  yyq_form_row_set_check (YYQ_FORM_ROW (self->again_row), find_other, self);
}
