/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-dialog-private.h"

#include <glib/gi18n.h>

#include "yyq-error.h"

static void
show_result (YyqSignDialog *self, YyqSignNext next)
{
  self->next = next;
  yyq_ukey_pin_clear (self->pin);
  yyq_sign_dialog_show_step (self, "result");
}

/* Back at the PIN with what was wrong: everything that was chosen stays. */
static void
ask_pin_again (YyqSignDialog *self, const GError *error)
{
  yyq_error_view_set_error (self->pin_error, error);
  yyq_sign_dialog_show_step (self, "pin");
  yyq_ukey_pin_set_failed (self->pin);
}

static gboolean
is_about_pin (const GError *error)
{
  return g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_WRONG) ||
         g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_FINAL_TRY) ||
         g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LENGTH) ||
         g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_LOGGED_OUT);
}

static void
moved_on_cb (YyqSignDialog *self, const char *what)
{
  if (!yyq_sign_dialog_is_waiting (self) && self->next != YYQ_SIGN_NEXT_RELOAD)
    return;
  yyq_sign_result_show_refusal (
    self->result, what, _ ("Nothing of yours was signed. Look at the contract as it is now."));
  show_result (self, YYQ_SIGN_NEXT_RELOAD);
}

static void
phase_cb (YyqSignDialog *self)
{
  yyq_sign_progress_set_phase (self->progress, yyq_sign_operation_get_phase (self->operation));
  yyq_sign_dialog_update (self);
}

static void
show_failure (YyqSignDialog *self, const GError *error)
{
  const gboolean pending = yyq_sign_operation_get_pending (self->operation);
  const YyqSignNext next = pending ? YYQ_SIGN_NEXT_CLOSE : yyq_sign_next_for_error (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !pending) {
    yyq_sign_dialog_show_step (self, "choose");
    return;
  }
  if (is_about_pin (error)) {
    ask_pin_again (self, error);
    return;
  }
  yyq_sign_result_show_failure (self->result, self->operation, error);
  show_result (self, next);
  if (next == YYQ_SIGN_NEXT_RELOAD)
    yyq_sign_watch_look (self->watch);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract =
    yyq_sign_operation_run_finish (YYQ_SIGN_OPERATION (source), result, &error);

  g_clear_object (&self->signing);
  if (self->left)
    return;
  if (contract != NULL) {
    yyq_sign_result_show_done (self->result, self->operation, contract);
    yyq_sign_dialog_show_done (self, contract);
    show_result (self, YYQ_SIGN_NEXT_CLOSE);
  } else {
    show_failure (self, error);
  }
  if (self->close_wanted)
    gtk_window_destroy (GTK_WINDOW (self));
}

void
yyq_sign_dialog_sign (YyqSignDialog *self, YyqSecret *pin)
{
  g_return_if_fail (YYQ_IS_SIGN_DIALOG (self));
  g_return_if_fail (self->signing == NULL && yyq_sign_dialog_is_chosen (self));

  g_clear_object (&self->operation);
  self->operation = yyq_sign_operation_new (self->session, self->contract, self->party);
  self->signing = g_cancellable_new ();
  yyq_sign_operation_set_ukey (self->operation, self->manager,
                               yyq_ukey_chooser_get_ukey (self->ukey_chooser),
                               yyq_ukey_chooser_get_certificate (self->ukey_chooser), pin);
  yyq_sign_operation_set_seal (self->operation, yyq_seal_chooser_get_seal (self->seal_chooser));
  g_signal_connect_object (self->operation, "notify::phase", G_CALLBACK (phase_cb), self,
                           G_CONNECT_SWAPPED);
  yyq_error_view_set_error (self->pin_error, NULL);
  yyq_sign_progress_set_phase (self->progress, YYQ_SIGN_PHASE_PREPARING);
  yyq_sign_dialog_show_step (self, "progress");
  yyq_sign_operation_run_async (self->operation, self->signing, signed_cb, g_object_ref (self));
}

void
yyq_sign_dialog_sign_typed (YyqSignDialog *self)
{
  g_autoptr (YyqSecret) pin = NULL;

  if (!yyq_sign_dialog_is_chosen (self) || self->signing != NULL || !yyq_ukey_pin_judge (self->pin))
    return;
  pin = yyq_ukey_pin_take (self->pin);
  yyq_sign_dialog_sign (self, pin);
}

void
yyq_sign_dialog_go_after_result (YyqSignDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (yyq_sign_dialog_sign_next (self) ||
      (self->next == YYQ_SIGN_NEXT_PIN && yyq_sign_dialog_go_on (self)))
    return;
  if (self->next == YYQ_SIGN_NEXT_PIN || self->next == YYQ_SIGN_NEXT_CHOOSE) {
    yyq_sign_dialog_show_step (self, "choose");
    return;
  }
  if (self->next == YYQ_SIGN_NEXT_LOGIN && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.log-out", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

void
yyq_sign_dialog_watch (YyqSignDialog *self)
{
  self->watch = yyq_sign_watch_new (self->session, self->contract);
  yyq_sign_watch_set_active (self->watch, TRUE);
  g_signal_connect_object (self->watch, "moved-on", G_CALLBACK (moved_on_cb), self,
                           G_CONNECT_SWAPPED);
}
