/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-page-private.h"

#include <glib/gi18n.h>

#include "yyq-toast.h"

static void
show_document_error (YyqContractPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->shown, g_free);
  if (self->document != NULL) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  yyq_state_page_show_error (self->document_state, error);
  gtk_stack_set_visible_child_name (self->document_stack, "state");
  yyq_contract_page_show_sign (self);
}

/* Unless the person is busy elsewhere by now. From here on the page itself is no stop of the Tab
 * key. */
static void
focus_document (YyqContractPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || focus == GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean opened = yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, &error);

  yyq_contract_page_end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (!opened) {
    g_clear_pointer (&self->document, g_bytes_unref);
    show_document_error (self, error);
  } else {
    gtk_stack_set_visible_child_name (self->document_stack, "document");
    yyq_contract_page_show_place (self);
    focus_document (self);
  }
  yyq_contract_page_show_sign (self);
  if (opened)
    yyq_contract_page_sign_if_wanted (self);
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document =
    yyq_contract_repository_load_document_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)) || document == NULL) {
    yyq_contract_page_end (self);
    if (!yyq_page_is_left (YYQ_PAGE (self)))
      show_document_error (self, error);
    return;
  }
  g_clear_pointer (&self->document, g_bytes_unref);
  self->document = g_bytes_ref (document);
  yyq_verdict_view_check (yyq_contract_panel_get_verdict (self->panel), document,
                          yyq_session_get_trust (yyq_page_get_session (YYQ_PAGE (self))));
  yyq_pdf_view_open_async (self->view, document, yyq_page_get_cancellable (YYQ_PAGE (self)),
                           opened_cb, g_object_ref (self));
}

void
yyq_contract_page_load_document (YyqContractPage *self)
{
  const char *sha256 = yyq_contract_get_sha256 (self->contract);
  /* The person's own signature is told by the dialog. */
  const gboolean moved_on = self->shown != NULL && self->dialog == NULL;

  if (self->shown != NULL && g_strcmp0 (self->shown, sha256) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (sha256 != NULL ? sha256 : "");
  if (moved_on) {
    yyq_info_bar_set (self->notice, _ ("The contract was updated. You now see its newest version."),
                      NULL, TRUE);
    yyq_info_bar_set_revealed (self->notice, TRUE);
  }
  if (self->document == NULL)
    yyq_state_page_show_loading (self->document_state, _ ("Loading the document"));
  yyq_contract_page_begin (self);
  yyq_contract_repository_load_document_async (
    self->contracts, self->id, yyq_contract_get_revision (self->contract),
    yyq_page_get_cancellable (YYQ_PAGE (self)), document_cb, g_object_ref (self));
}
