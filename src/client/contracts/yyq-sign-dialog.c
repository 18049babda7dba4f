/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-dialog.h"

#include <glib/gi18n.h>

#include "yyq-bound-ukeys.h"
#include "yyq-contract-flow.h"
#include "yyq-error-view.h"
#include "yyq-error.h"
#include "yyq-pdf-place.h"
#include "yyq-pdf-view.h"
#include "yyq-seal-chooser.h"
#include "yyq-sign-progress.h"
#include "yyq-sign-result.h"
#include "yyq-sign-watch.h"
#include "yyq-ukey-chooser.h"
#include "yyq-ukey-pin.h"

struct _YyqSignDialog {
  AdwWindow parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkButton *go_button;
  AdwWindowTitle *window_title;
  YyqPdfView *view;
  GtkStack *stack;
  YyqUkeyChooser *ukey_chooser;
  GtkWidget *bind_box;
  YyqSealChooser *seal_chooser;
  GtkLabel *summary;
  YyqUkeyPin *pin;
  YyqErrorView *choose_error;
  YyqErrorView *pin_error;
  YyqSignProgress *progress;
  YyqSignResult *result;

  YyqSession *session;         /* (owned) */
  YyqUkeyManager *manager;     /* (owned) */
  YyqContract *contract;       /* (owned): as the person sees it */
  YyqParty *party;             /* (owned) */
  YyqSignOperation *operation; /* (owned) (nullable): the latest try */
  YyqSignWatch *watch;         /* (owned): whether it still waits */
  YyqPdfPlace *place;          /* (owned): where the seal will stand */
  GCancellable *cancellable;   /* (owned): of what only the dialog asks for */
  GCancellable *signing;       /* (owned) (nullable): while a signature is under way */
  YyqSignNext next;            /* what the button of the result does */
  gboolean close_wanted;
  gboolean left; /* closed: only calls under way keep it */
};

G_DEFINE_FINAL_TYPE (YyqSignDialog, yyq_sign_dialog, ADW_TYPE_WINDOW)

const char *
yyq_sign_dialog_get_step (YyqSignDialog *self)
{
  g_return_val_if_fail (YYQ_IS_SIGN_DIALOG (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

static gboolean
at_step (YyqSignDialog *self, const char *step)
{
  return g_strcmp0 (yyq_sign_dialog_get_step (self), step) == 0;
}

/* For the person: nothing is under way. */
static gboolean
is_waiting (YyqSignDialog *self)
{
  return at_step (self, "choose") || at_step (self, "pin");
}

static gboolean
is_chosen (YyqSignDialog *self)
{
  return yyq_ukey_chooser_get_ready (self->ukey_chooser) &&
         yyq_seal_chooser_get_seal (self->seal_chooser) != NULL;
}

static gboolean
may_cancel (YyqSignDialog *self)
{
  /* What is on its way to the platform cannot be taken back. */
  return !at_step (self, "progress") ||
         yyq_sign_operation_get_phase (self->operation) < YYQ_SIGN_PHASE_SENDING;
}

static void
update (YyqSignDialog *self)
{
  const gboolean choose = at_step (self, "choose");
  const gboolean pin = at_step (self, "pin");
  const gboolean result = at_step (self, "result");
  const gboolean online = yyq_session_get_online (self->session);

  gtk_widget_set_visible (self->back_button, pin);
  gtk_widget_set_visible (self->cancel_button,
                          !pin && !(result && self->next == YYQ_SIGN_NEXT_CLOSE));
  gtk_widget_set_sensitive (self->cancel_button, may_cancel (self));
  gtk_widget_set_visible (GTK_WIDGET (self->go_button), !at_step (self, "progress"));
  gtk_button_set_label (self->go_button, choose ? _ ("Next")
                                         : pin  ? _ ("Sign")
                                                : yyq_sign_next_get_label (self->next));
  gtk_widget_set_sensitive (
    GTK_WIDGET (self->go_button),
    result || (online && is_chosen (self) && (choose || yyq_ukey_pin_get_ready (self->pin))));
  yyq_error_view_set_text (self->choose_error, online ? NULL : _ ("The platform cannot be reached"),
                           _ ("Signing needs the platform. Check the network; this goes on by "
                              "itself as soon as it answers."));
}

static void
show_step (YyqSignDialog *self, const char *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  yyq_sign_watch_set_active (self->watch, is_waiting (self));
  update (self);
  if (at_step (self, "pin"))
    gtk_widget_grab_focus (GTK_WIDGET (self->pin));
  else if (at_step (self, "result"))
    gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
}

/* The place on the page */

static void
show_place (YyqSignDialog *self)
{
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (
    (float) yyq_party_get_x (self->party), (float) yyq_party_get_y (self->party),
    (float) yyq_party_get_width (self->party), (float) yyq_party_get_height (self->party));

  if (yyq_party_get_page (self->party) >= 0)
    yyq_pdf_place_set (self->place, (guint) yyq_party_get_page (self->party), &rect,
                       yyq_seal_chooser_get_picture (self->seal_chooser));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSignDialog) self = user_data;

  /* The viewer below has shown the same document already: an error would have stopped us there. */
  if (!yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, NULL) || self->left)
    return;
  show_place (self);
  yyq_pdf_view_scroll_to_selection (self->view, YYQ_PDF_OVERLAY (self->place));
}

/* The choice */

static const char *
judge (YyqUkeyCertificate *certificate, gpointer user_data)
{
  YyqSignDialog *self = user_data;

  return yyq_bound_ukeys_contain (self->session, certificate)
           ? NULL
           : _ ("Not bound to your account: bind it in the personal centre first.");
}

static void
choice_changed_cb (YyqSignDialog *self)
{
  gtk_widget_set_visible (self->bind_box,
                          yyq_ukey_chooser_get_certificate (self->ukey_chooser) == NULL &&
                            yyq_bound_ukeys_lack_one (self->session, self->manager));
  /* A UKey that is pulled out while its PIN is asked for must be chosen again. */
  if (at_step (self, "pin") && !is_chosen (self)) {
    yyq_ukey_pin_clear (self->pin);
    show_step (self, "choose");
  }
  update (self);
}

static void
seal_changed_cb (YyqSignDialog *self)
{
  show_place (self);
  update (self);
}

static void
rebind_cb (YyqSignDialog *self)
{
  yyq_ukey_chooser_set_judge (self->ukey_chooser, judge, self);
  choice_changed_cb (self);
}

static void
bind_clicked_cb (YyqSignDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.show-page", "s", "personal");
  gtk_window_close (GTK_WINDOW (self));
}

gboolean
yyq_sign_dialog_go_on (YyqSignDialog *self)
{
  YyqUkeyCertificate *certificate;
  g_autofree char *text = NULL;

  g_return_val_if_fail (YYQ_IS_SIGN_DIALOG (self), FALSE);
  if (!is_chosen (self) || !yyq_session_get_online (self->session))
    return FALSE;
  certificate = yyq_ukey_chooser_get_certificate (self->ukey_chooser);
  /* Translators: title of the contract, name of the seal, name in the certificate */
  text = g_strdup_printf (_ ("You sign “%s” with the seal “%s” and the certificate of %s."),
                          yyq_contract_get_title (self->contract),
                          yyq_seal_get_name (yyq_seal_chooser_get_seal (self->seal_chooser)),
                          yyq_ukey_certificate_get_subject_cn (certificate));
  gtk_label_set_text (self->summary, text);
  yyq_ukey_pin_set_ukey (self->pin, yyq_ukey_chooser_get_ukey (self->ukey_chooser), certificate);
  show_step (self, "pin");
  return TRUE;
}

/* The end */

static void
show_result (YyqSignDialog *self, YyqSignNext next)
{
  self->next = next;
  yyq_ukey_pin_clear (self->pin);
  show_step (self, "result");
}

/* Back at the PIN with what was wrong: everything that was chosen stays. */
static void
ask_pin_again (YyqSignDialog *self, const GError *error)
{
  yyq_error_view_set_error (self->pin_error, error);
  show_step (self, "pin");
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
  if (!is_waiting (self) && self->next != YYQ_SIGN_NEXT_RELOAD)
    return;
  yyq_sign_result_show_refusal (
    self->result, what, _ ("Nothing of yours was signed. Look at the contract as it is now."));
  show_result (self, YYQ_SIGN_NEXT_RELOAD);
}

/* Signing */

static void
phase_cb (YyqSignDialog *self)
{
  yyq_sign_progress_set_phase (self->progress, yyq_sign_operation_get_phase (self->operation));
  update (self);
}

static void
show_failure (YyqSignDialog *self, const GError *error)
{
  const gboolean pending = yyq_sign_operation_get_pending (self->operation);
  const YyqSignNext next = pending ? YYQ_SIGN_NEXT_CLOSE : yyq_sign_next_for_error (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !pending) {
    show_step (self, "choose");
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
  g_return_if_fail (self->signing == NULL && is_chosen (self));

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
  show_step (self, "progress");
  yyq_sign_operation_run_async (self->operation, self->signing, signed_cb, g_object_ref (self));
}

static void
sign_typed (YyqSignDialog *self)
{
  g_autoptr (YyqSecret) pin = NULL;

  if (!yyq_ukey_pin_get_ready (self->pin) || !is_chosen (self) || self->signing != NULL)
    return;
  pin = yyq_ukey_pin_take (self->pin);
  yyq_sign_dialog_sign (self, pin);
}

static void
go_after_result (YyqSignDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (self->next == YYQ_SIGN_NEXT_PIN && yyq_sign_dialog_go_on (self))
    return;
  if (self->next == YYQ_SIGN_NEXT_PIN || self->next == YYQ_SIGN_NEXT_CHOOSE) {
    show_step (self, "choose");
    return;
  }
  if (self->next == YYQ_SIGN_NEXT_LOGIN && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.log-out", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
go_clicked_cb (YyqSignDialog *self)
{
  if (at_step (self, "choose"))
    yyq_sign_dialog_go_on (self);
  else if (at_step (self, "pin"))
    sign_typed (self);
  else if (at_step (self, "result"))
    go_after_result (self);
}

static void
back_clicked_cb (YyqSignDialog *self)
{
  yyq_ukey_pin_clear (self->pin);
  yyq_error_view_set_error (self->pin_error, NULL);
  show_step (self, "choose");
}

/* A signature under way is called off first; the window goes when it has ended. */
static gboolean
yyq_sign_dialog_close_request (GtkWindow *window)
{
  YyqSignDialog *self = YYQ_SIGN_DIALOG (window);

  if (self->signing == NULL)
    return GTK_WINDOW_CLASS (yyq_sign_dialog_parent_class)->close_request (window);
  if (may_cancel (self)) {
    self->close_wanted = TRUE;
    g_cancellable_cancel (self->signing);
  }
  return TRUE;
}

/* Object */

static void
show_contract (YyqSignDialog *self)
{
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", yyq_contract_get_title (self->contract),
                                               yyq_contract_get_number (self->contract));

  adw_window_title_set_subtitle (self->window_title, subtitle);
}

GtkWindow *
yyq_sign_dialog_new (GtkWindow *parent, YyqSession *session, YyqUkeyManager *manager,
                     YyqContract *contract, GBytes *document)
{
  YyqSignDialog *self = g_object_new (YYQ_TYPE_SIGN_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->manager = g_object_ref (manager);
  self->contract = g_object_ref (contract);
  self->party = g_object_ref (yyq_contract_find_my_turn (contract));
  show_contract (self);
  self->watch = yyq_sign_watch_new (session, contract);
  yyq_sign_watch_set_active (self->watch, TRUE);
  g_signal_connect_object (self->watch, "moved-on", G_CALLBACK (moved_on_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::online", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (rebind_cb), self,
                           G_CONNECT_SWAPPED);
  yyq_ukey_chooser_set_judge (self->ukey_chooser, judge, self);
  yyq_ukey_chooser_set_manager (self->ukey_chooser, manager);
  yyq_seal_chooser_load (self->seal_chooser, session, yyq_contract_get_id (contract),
                         yyq_party_get_id (self->party));
  yyq_pdf_view_open_async (self->view, document, self->cancellable, opened_cb, g_object_ref (self));
  choice_changed_cb (self);
  return GTK_WINDOW (self);
}

/* They, too, live as long as their calls, which may be longer than the dialog. */
static void
leave_choosers (YyqSignDialog *self)
{
  g_signal_handlers_disconnect_by_data (self->seal_chooser, self);
  g_signal_handlers_disconnect_by_data (self->ukey_chooser, self);
  yyq_ukey_chooser_set_judge (self->ukey_chooser, NULL, NULL);
}

/* Calls under way keep the dialog until they end; they must find nothing left to do for it. */
static void
leave (YyqSignDialog *self)
{
  if (self->left)
    return;
  self->left = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->signing != NULL)
    g_cancellable_cancel (self->signing);
  if (self->watch != NULL)
    yyq_sign_watch_stop (self->watch);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  leave_choosers (self);
}

static void
yyq_sign_dialog_unrealize (GtkWidget *widget)
{
  leave (YYQ_SIGN_DIALOG (widget));
  GTK_WIDGET_CLASS (yyq_sign_dialog_parent_class)->unrealize (widget);
}

static void
yyq_sign_dialog_dispose (GObject *object)
{
  leave (YYQ_SIGN_DIALOG (object));
  G_OBJECT_CLASS (yyq_sign_dialog_parent_class)->dispose (object);
}

static void
yyq_sign_dialog_finalize (GObject *object)
{
  YyqSignDialog *self = YYQ_SIGN_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->manager);
  g_clear_object (&self->contract);
  g_clear_object (&self->party);
  g_clear_object (&self->operation);
  g_clear_object (&self->signing);
  g_clear_object (&self->watch);
  g_object_unref (self->place);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yyq_sign_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-sign-dialog.ui");
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, cancel_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, back_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, go_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, window_title);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, view);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, stack);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, ukey_chooser);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, bind_box);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, seal_chooser);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, summary);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, pin);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, choose_error);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, pin_error);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, progress);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, result);
  gtk_widget_class_bind_template_callback (klass, back_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, go_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, bind_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, choice_changed_cb);
  gtk_widget_class_bind_template_callback (klass, seal_changed_cb);
  gtk_widget_class_bind_template_callback (klass, update);
  gtk_widget_class_bind_template_callback (klass, sign_typed);
  gtk_widget_class_bind_template_callback (klass, gtk_window_close);
}

static void
yyq_sign_dialog_class_init (YyqSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_sign_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_sign_dialog_finalize;
  widget_class->unrealize = yyq_sign_dialog_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = yyq_sign_dialog_close_request;
  g_type_ensure (YYQ_TYPE_PDF_VIEW);
  g_type_ensure (YYQ_TYPE_UKEY_CHOOSER);
  g_type_ensure (YYQ_TYPE_SEAL_CHOOSER);
  g_type_ensure (YYQ_TYPE_UKEY_PIN);
  g_type_ensure (YYQ_TYPE_ERROR_VIEW);
  g_type_ensure (YYQ_TYPE_SIGN_PROGRESS);
  g_type_ensure (YYQ_TYPE_SIGN_RESULT);
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_sign_dialog_init (YyqSignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->place = yyq_pdf_place_new ();
  yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->place));
  yyq_ukey_chooser_set_without_pin (self->ukey_chooser);
}
