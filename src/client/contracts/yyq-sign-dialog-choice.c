/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-dialog-private.h"

#include <glib/gi18n.h>

#include "yyq-bound-ukeys.h"

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

static const char *
judge (YyqUkeyCertificate *certificate, gpointer user_data)
{
  YyqSignDialog *self = user_data;

  return yyq_bound_ukeys_contain (self->session, certificate)
           ? NULL
           : _ ("Not bound to your account: bind it in My account first.");
}

static void
choice_changed_cb (YyqSignDialog *self)
{
  gtk_widget_set_visible (self->bind_box,
                          yyq_ukey_chooser_get_certificate (self->ukey_chooser) == NULL &&
                            yyq_bound_ukeys_lack_one (self->session, self->manager));
  /* A UKey that is pulled out while its PIN is asked for must be chosen again. */
  if (yyq_sign_dialog_is_at (self, "pin") && !yyq_sign_dialog_is_chosen (self)) {
    yyq_ukey_pin_clear (self->pin);
    yyq_sign_dialog_show_step (self, "choose");
  }
  yyq_sign_dialog_update (self);
}

static void
seal_changed_cb (YyqSignDialog *self)
{
  show_place (self);
  yyq_sign_dialog_update (self);
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

/* Whom the contract is with, and whose seal it gets: both must be right before the PIN is typed. */
static char *
summarize (YyqSignDialog *self)
{
  const char *title = yyq_contract_get_title (self->contract);
  const char *number = yyq_contract_get_number (self->contract);
  const char *workers = yyq_contract_get_participants (self->contract);
  YyqSeal *seal = yyq_seal_chooser_get_seal (self->seal_chooser);
  const char *holder =
    yyq_ukey_certificate_get_subject_cn (yyq_ukey_chooser_get_certificate (self->ukey_chooser));

  if (workers == NULL || *workers == '\0')
    /* Translators: title and number of the contract, company and name of the seal, name in the
     * certificate */
    return g_strdup_printf (_ ("You sign “%1$s” (%2$s) with the seal of %3$s, “%4$s”, and the "
                               "certificate of %5$s."),
                            title, number, yyq_seal_get_company (seal), yyq_seal_get_name (seal),
                            holder);
  /* Translators: title and number of the contract, its workers, company and name of the seal, name
   * in the certificate */
  return g_strdup_printf (_ ("You sign “%1$s” (%2$s) of %3$s (worker) with the seal of %4$s, "
                             "“%5$s”, and the certificate of %6$s."),
                          title, number, workers, yyq_seal_get_company (seal),
                          yyq_seal_get_name (seal), holder);
}

gboolean
yyq_sign_dialog_go_on (YyqSignDialog *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (YYQ_IS_SIGN_DIALOG (self), FALSE);
  if (!yyq_sign_dialog_is_chosen (self) || !yyq_session_get_online (self->session))
    return FALSE;
  text = summarize (self);
  gtk_label_set_text (self->summary, text);
  yyq_ukey_pin_set_ukey (self->pin, yyq_ukey_chooser_get_ukey (self->ukey_chooser),
                         yyq_ukey_chooser_get_certificate (self->ukey_chooser));
  yyq_sign_dialog_show_step (self, "pin");
  return TRUE;
}

void
yyq_sign_dialog_load_choice (YyqSignDialog *self, GBytes *document)
{
  yyq_ukey_chooser_set_judge (self->ukey_chooser, judge, self);
  yyq_ukey_chooser_set_manager (self->ukey_chooser, self->manager);
  yyq_seal_chooser_load (self->seal_chooser, yyq_contract_repository_of (self->session),
                         yyq_contract_get_id (self->contract), yyq_party_get_id (self->party));
  yyq_pdf_view_open_async (self->view, document, self->cancellable, opened_cb, g_object_ref (self));
  g_signal_connect_object (self->session, "notify::account", G_CALLBACK (rebind_cb), self,
                           G_CONNECT_SWAPPED);
  choice_changed_cb (self);
}

/* They, too, live as long as their calls, which may be longer than the dialog. */
void
yyq_sign_dialog_leave_choice (YyqSignDialog *self)
{
  g_signal_handlers_disconnect_by_data (self->seal_chooser, self);
  g_signal_handlers_disconnect_by_data (self->ukey_chooser, self);
  yyq_ukey_chooser_set_judge (self->ukey_chooser, NULL, NULL);
}

void
yyq_sign_dialog_class_init_choice (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, bind_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, choice_changed_cb);
  gtk_widget_class_bind_template_callback (klass, seal_changed_cb);
}
