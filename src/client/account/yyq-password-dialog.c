/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-dialog.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-password-rules.h"
#include "yyq-pin-entry.h"
#include "yyq-session-account.h"
#include "yyq-ui.h"

struct _YyqPasswordDialog {
  AdwWindow parent_instance;

  GtkWidget *old_group;
  GtkWidget *old_list;
  YyqPinEntry *old_entry;
  GtkLabel *old_error;
  GtkWidget *new_list;
  YyqPinEntry *new_entry;
  GtkLevelBar *strength_bar;
  GtkLabel *strength_label;
  GtkWidget *again_list;
  YyqPinEntry *again_entry;
  GtkLabel *again_error;
  GtkLabel *error_label;
  GtkWidget *save_button;
  GtkSpinner *spinner;

  YyqSession *session;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean is_first;         /* the account has no password yet */
  GtkWidget *cancel_button;
  gboolean saving;
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

/* The entries' secrets are only looked at here. */
static gboolean
are_same (YyqPinEntry *one, YyqPinEntry *other)
{
  g_autoptr (YyqSecret) first = yyq_pin_entry_copy (one);
  g_autoptr (YyqSecret) second = yyq_pin_entry_copy (other);

  return g_str_equal (yyq_secret_peek (first), yyq_secret_peek (second));
}

/* The words for what is typed so far. TRUE: it can be used. */
static gboolean
show_strength (YyqPasswordDialog *self)
{
  YyqAccount *account = yyq_session_get_account (self->session);
  const char *const own[] = { account != NULL ? yyq_account_get_name (account) : NULL, NULL };
  g_autoptr (YyqSecret) new = yyq_pin_entry_copy (self->new_entry);
  const YyqPasswordFault fault = yyq_password_find_fault (yyq_secret_peek (new), own);
  const guint strength = yyq_password_get_strength (yyq_secret_peek (new), own);

  gtk_level_bar_set_value (self->strength_bar, strength);
  if (!self->is_first && yyq_secret_get_length (new) > 0 &&
      are_same (self->new_entry, self->old_entry)) {
    gtk_label_set_text (self->strength_label, _ ("This is the present password"));
    return FALSE;
  }
  gtk_label_set_text (self->strength_label,
                      fault == YYQ_PASSWORD_FINE ? strength_text (strength) : fault_text (fault));
  return fault == YYQ_PASSWORD_FINE;
}

/* That it is another one is only said of one that is typed to its end. */
static gboolean
show_again (YyqPasswordDialog *self)
{
  const gboolean same = are_same (self->new_entry, self->again_entry);
  const gboolean ended =
    yyq_pin_entry_get_length (self->again_entry) >= yyq_pin_entry_get_length (self->new_entry);

  gtk_label_set_text (self->again_error, ended && !same ? _ ("The two are not the same") : "");
  return same;
}

static void
update (YyqPasswordDialog *self)
{
  const gboolean has_old = self->is_first || yyq_pin_entry_get_length (self->old_entry) > 0;
  gboolean usable;

  if (self->session == NULL)
    return;
  usable = show_strength (self);
  usable = show_again (self) && usable;
  gtk_widget_set_sensitive (self->save_button, has_old && usable && !self->saving);
  gtk_widget_set_sensitive (self->cancel_button, !self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->old_entry), !self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->new_entry), !self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again_entry), !self->saving);
  gtk_spinner_set_spinning (self->spinner, self->saving);
}

static void
show_error (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
old_changed_cb (YyqPasswordDialog *self)
{
  show_error (self->old_error, NULL);
  update (self);
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

  yyq_pin_entry_clear (self->old_entry);
  yyq_pin_entry_set_failed (self->old_entry, TRUE);
  show_error (self->old_error, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->old_entry));
}

static void
refuse_new (YyqPasswordDialog *self, const GError *error)
{
  g_autofree char *text = yyq_ui_error_text (error);

  show_error (self->error_label, text);
  yyq_pin_entry_clear (self->again_entry);
  yyq_pin_entry_set_failed (self->new_entry, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->new_entry));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPasswordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean changed =
    yyq_session_change_password_finish (YYQ_SESSION (source), result, &error);

  self->saving = FALSE;
  update (self);
  if (changed) {
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    gtk_window_close (GTK_WINDOW (self));
  } else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS)) {
    refuse_old (self, error);
  } else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_PASSWORD)) {
    refuse_new (self, error);
  } else {
    g_autofree char *text = yyq_ui_error_text (error);

    show_error (self->error_label, text);
    gtk_widget_grab_focus (self->save_button);
  }
}

static void
save_clicked_cb (YyqPasswordDialog *self)
{
  g_autoptr (YyqSecret) old = NULL;
  g_autoptr (YyqSecret) new = NULL;

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  old = self->is_first ? NULL : yyq_pin_entry_copy (self->old_entry);
  new = yyq_pin_entry_copy (self->new_entry);
  self->saving = TRUE;
  show_error (self->old_error, NULL);
  show_error (self->error_label, NULL);
  update (self);
  yyq_session_change_password_async (self->session, old, new, self->cancellable, changed_cb,
                                     g_object_ref (self));
}

GtkWindow *
yyq_password_dialog_new (GtkWindow *parent, YyqSession *session)
{
  YyqPasswordDialog *self = g_object_new (YYQ_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);
  YyqAccount *account = yyq_session_get_account (session);

  self->session = g_object_ref (session);
  self->is_first = account != NULL && !yyq_account_get_has_password (account);
  gtk_widget_set_visible (self->old_group, !self->is_first);
  if (self->is_first)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Set a password"));
  gtk_window_set_focus (GTK_WINDOW (self),
                        GTK_WIDGET (self->is_first ? self->new_entry : self->old_entry));
  update (self);
  return GTK_WINDOW (self);
}

/* What is on its way cannot be taken back, and its end must be known. */
static gboolean
yyq_password_dialog_close_request (GtkWindow *window)
{
  return YYQ_PASSWORD_DIALOG (window)->saving ||
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
  g_type_ensure (YYQ_TYPE_PIN_ENTRY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, old_group);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, old_list);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, old_entry);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, old_error);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, new_list);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, new_entry);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, strength_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, again_list);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, again_entry);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, again_error);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPasswordDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, old_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_password_dialog_init (YyqPasswordDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_ui_name_list (self->old_list, _ ("Present password"));
  yyq_ui_name_list (self->new_list, _ ("New password"));
  yyq_ui_name_list (self->again_list, _ ("The new password once more"));
  yyq_pin_entry_set_max_length (self->old_entry, 255);
  yyq_pin_entry_set_max_length (self->new_entry, YYQ_PASSWORD_MOST + 1);
  yyq_pin_entry_set_max_length (self->again_entry, YYQ_PASSWORD_MOST + 1);
}
