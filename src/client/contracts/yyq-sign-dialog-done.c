/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-dialog-private.h"

#include <glib/gi18n.h>

#include "yyq-contract-download.h"
#include "yyq-contract-repository.h"
#include "yyq-file-save.h"

/* The paper as it is now: without the frame, with the seal itself. */
static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSignDialog) self = user_data;

  if (!yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, NULL) || self->left)
    return;
  yyq_pdf_view_scroll_to_selection (self->view, YYQ_PDF_OVERLAY (self->place));
  yyq_pdf_place_set (self->place, 0, NULL, NULL);
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSignDialog) self = user_data;
  g_autoptr (GBytes) document =
    yyq_contract_repository_load_document_finish (YYQ_CONTRACT_REPOSITORY (source), result, NULL);

  /* The contract's page shows the document and its errors; here it may be missing. */
  if (document == NULL || self->left)
    return;
  self->signed_document = g_bytes_ref (document);
  yyq_pdf_view_open_async (self->view, document, self->cancellable, reopened_cb,
                           g_object_ref (self));
  yyq_sign_dialog_update (self);
}

void
yyq_sign_dialog_show_done (YyqSignDialog *self, YyqContract *contract)
{
  g_set_object (&self->done, contract);
  self->waiting = yyq_waiting_contracts_new (self->session, yyq_contract_get_id (self->contract));
  g_signal_connect_object (self->waiting, "changed", G_CALLBACK (yyq_sign_dialog_update), self,
                           G_CONNECT_SWAPPED);
  if (yyq_sign_operation_get_stamping (self->operation))
    return;
  yyq_contract_repository_load_document_async (
    yyq_contract_repository_of (self->session), yyq_contract_get_id (contract),
    yyq_contract_get_revision (contract), self->cancellable, document_cb, g_object_ref (self));
}

char *
yyq_sign_dialog_next_label (YyqSignDialog *self)
{
  const guint n = self->waiting != NULL ? yyq_waiting_contracts_get_n (self->waiting) : 0;

  if (n == 0 || !yyq_session_get_online (self->session))
    return NULL;
  return g_strdup_printf (
    ngettext ("Sign the next one (%u left)", "Sign the next one (%u left)", n), n);
}

/* The page of the contract takes over: it opens a dialog of its own. */
gboolean
yyq_sign_dialog_sign_next (YyqSignDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *id =
    self->waiting != NULL ? yyq_waiting_contracts_dup_next (self->waiting) : NULL;

  if (id == NULL || parent == NULL || !yyq_session_get_online (self->session))
    return FALSE;
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), "app.sign-contract", "s", id);
  return TRUE;
}

static void
download_clicked_cb (YyqSignDialog *self)
{
  g_autofree char *name = yyq_contract_download_suggest_name (self->done);

  yyq_file_save_ask (GTK_WIDGET (self), _ ("Save the contract"), name, self->signed_document);
}

void
yyq_sign_dialog_class_init_done (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, download_clicked_cb);
}
