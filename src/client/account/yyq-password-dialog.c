/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-dialog.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-password-rules.h"
#include "yyq-session-account.h"
#include "yyq-ui.h"

struct _YyqPasswordDialog {
  AdwWindow parent_instance;

  YyqForm *form;
  YyqFormSecretRow *old_row;
  YyqFormSecretRow *new_row;
  GtkLevelBar *strength_bar;
  YyqFormSecretRow *again_row;
  GtkWidget *save_button;
  GtkWidget *cancel_button;

  YyqSession *session;       /* (owned) */
  GCancellable *cancellable; /* (owned): ends with the dialog */
  gboolean is_first;         /* the account has no password yet */
};

G_DEFINE_FINAL_TYPE (YyqPasswordDialog, yyq_password_dialog, ADW_TYPE_WINDOW)

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqPasswordDialogSignal;

static guint signals[N_SIGNALS];

static const char *
fault_text (YyqPasswordFault fault)
{
  switch (fault) {
  case YYQ_PASSWORD_TOO_SHORT:
    return _ ("At least 8 characters");
  case YYQ_PASSWORD_TOO_LONG:
    return _ ("This is too long");
  case YYQ_PASSWORD_ONE_KIND:
    return _ ("Mix letters with digits or signs, or type at least 16 characters");
  case YYQ_PASSWORD_PATTERN:
    return _ ("Too easy to guess: the same characters again and again, or characters in a row");
  case YYQ_PASSWORD_COMMON:
    return _ ("Too easy to guess: everybody tries this word");
  case YYQ_PASSWORD_PERSONAL:
    return _ ("Your name and phone number must not be in it");
  case YYQ_PASSWORD_FINE:
  default:
    return NULL;
  }
}

static const char *
strength_text (guint strength)
{
  static const char *const texts[] = { NULL, N_ ("Strength: fair"), N_ ("Strength: good"),
                                       N_ ("Strength: strong") };

  return _ (texts[strength]);
}

/* (transfer full): what is typed as the new one. */
static YyqSecret *
copy_new (YyqPasswordDialog *self)
{
  return yyq_pin_entry_copy (yyq_form_secret_row_get_entry (self->new_row));
}

/* What is wrong with the new one, NULL: nothing; and how strong it is. */
static const char *
judge_new (YyqPasswordDialog *self, guint *strength)
{
  YyqAccount *account = yyq_session_get_account (self->session);
  const char *const own[] = { account != NULL ? yyq_account_get_name (account) : NULL, NULL };
  g_autoptr (YyqSecret) new = copy_new (self);

  *strength = yyq_password_get_strength (yyq_secret_peek (new), own);
  if (!self->is_first && yyq_form_secret_row_is_same (self->new_row, self->old_row))
    return _ ("This is the present password");
  return fault_text (yyq_password_find_fault (yyq_secret_peek (new), own));
}

static char *
find_fault (YyqFormRow *row, gpointer user_data)
{
  guint strength = 0;

  return g_strdup (judge_new (user_data, &strength));
}

static char *
find_other (YyqFormRow *row, gpointer user_data)
{
  YyqPasswordDialog *self = user_data;

  return yyq_form_secret_row_is_same (self->new_row, self->again_row)
           ? NULL
           : g_strdup (_ ("The two are not the same"));
}

/* While it is typed its strength is told, or what it still wants. */
static void
show_strength (YyqPasswordDialog *self)
{
  guint strength = 0;
  const gboolean typed =
    yyq_pin_entry_get_length (yyq_form_secret_row_get_entry (self->new_row)) > 0;
  const char *fault = typed ? judge_new (self, &strength) : NULL;

  gtk_level_bar_set_value (self->strength_bar, strength);
  yyq_form_row_set_help (YYQ_FORM_ROW (self->new_row),
                         typed && fault == NULL ? strength_text (strength) : fault);
}

static void
changed_cb (YyqPasswordDialog *self)
{
  if (self->session == NULL)
    return;
  show_strength (self);
  yyq_form_row_check_again (YYQ_FORM_ROW (self->new_row));
  yyq_form_row_check_again (YYQ_FORM_ROW (self->again_row));
}

static void
refuse_old (YyqPasswordDialog *self, const GError *error)
{
  const guint tries = yyq_api_error_get_tries (error);
  g_autofree char *left = g_strdup_printf (
    ngettext ("%u more try before a pause.", "%u more tries before a pause.", tries), tries);
  /* Translators: what is wrong, and how many tries are left */
  g_autofree char *text = tries > 0
                            ? g_strdup_printf (_ ("The present password is not right. %s"), left)
                            : g_strdup (_ ("The present password is not right."));

  yyq_form_secret_row_refuse (self->old_row, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->old_row));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPasswordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean changed =
    yyq_session_change_password_finish (YYQ_SESSION (source), result, &error);

  yyq_form_end (self->form);
  if (changed) {
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    gtk_window_close (GTK_WINDOW (self));
  } else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS)) {
    refuse_old (self, error);
  } else {
    yyq_form_show_error (self->form, error, NULL);
  }
}

/* What is on its way cannot be taken back. */
static void
submitted_cb (YyqPasswordDialog *self)
{
  g_autoptr (YyqSecret) old =
    self->is_first ? NULL : yyq_pin_entry_copy (yyq_form_secret_row_get_entry (self->old_row));
  g_autoptr (YyqSecret) new = copy_new (self);

  yyq_form_begin (self->form, NULL);
  yyq_session_change_password_async (self->session, old, new, self->cancellable, saved_cb,
                                     g_object_ref (self));
}

GtkWindow *
yyq_password_dialog_new (GtkWindow *parent, YyqSession *session)
{
  YyqPasswordDialog *self = g_object_new (YYQ_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);
  YyqAccount *account = yyq_session_get_account (session);

  self->session = g_object_ref (session);
  self->is_first = account != NULL && !yyq_account_get_has_password (account);
  gtk_widget_set_visible (GTK_WIDGET (self->old_row), !self->is_first);
  if (self->is_first)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Set a password"));
  gtk_widget_grab_focus (GTK_WIDGET (self->is_first ? self->new_row : self->old_row));
  return GTK_WINDOW (self);
}

/* How that ends must be known. */
static gboolean
yyq_password_dialog_close_request (GtkWindow *window)
{
  return yyq_form_get_busy (YYQ_PASSWORD_DIALOG (window)->form) ||
         GTK_WINDOW_CLASS (yyq_password_dialog_parent_class)->close_request (window);
}

static void
yyq_password_dialog_dispose (GObject *object)
{
  YyqPasswordDialog *self = YYQ_PASSWORD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_password_dialog_parent_class)->dispose (object);
}

static void
yyq_password_dialog_finalize (GObject *object)
{
  g_object_unref (YYQ_PASSWORD_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (yyq_password_dialog_parent_class)->finalize (object);
}

static void
yyq_password_dialog_class_init (YyqPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_password_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = yyq_password_dialog_close_request;
  G_OBJECT_CLASS (klass)->finalize = yyq_password_dialog_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_PASSWORD_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YYQ_TYPE_FORM);
  g_type_ensure (YYQ_TYPE_FORM_SECRET_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, form);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, old_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
set_longest (YyqFormSecretRow *row, guint bytes)
{
  yyq_pin_entry_set_max_length (yyq_form_secret_row_get_entry (row), bytes);
}

static void
yyq_password_dialog_init (YyqPasswordDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_longest (self->old_row, 255);
  set_longest (self->new_row, YYQ_PASSWORD_MOST + 1);
  set_longest (self->again_row, YYQ_PASSWORD_MOST + 1);
  yyq_form_row_set_check (YYQ_FORM_ROW (self->new_row), find_fault, self);
  yyq_form_row_set_check (YYQ_FORM_ROW (self->again_row), find_other, self);
}
