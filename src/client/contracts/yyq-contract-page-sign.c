/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-page-private.h"

#include <glib/gi18n.h>

#include "yyq-contract-flow.h"
#include "yyq-sign-dialog.h"

static YyqParty *
my_party (YyqContractPage *self)
{
  if (self->contract == NULL ||
      yyq_contract_get_state (self->contract) != YYQ_CONTRACT_STATE_SIGNING)
    return NULL;
  return yyq_contract_find_my_turn (self->contract);
}

static gboolean
is_stamping (YyqContractPage *self)
{
  GListModel *parties = self->contract != NULL ? yyq_contract_get_parties (self->contract) : NULL;

  for (guint i = 0; parties != NULL && i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (yyq_party_get_mine (party) && yyq_party_get_state (party) == YYQ_PARTY_STATE_STAMPING)
      return TRUE;
  }
  return FALSE;
}

/* A signature waits on this computer. */
static gboolean
has_pending (YyqContractPage *self)
{
  return yyq_pending_list_find (self->pending, self->id, FALSE) != NULL;
}

/* NULL when nothing stands in the way. */
static const char *
sign_obstacle (YyqContractPage *self)
{
  if (has_pending (self))
    return _ ("Signed; the signature is sent as soon as the platform can be reached");
  if (!yyq_session_has_permission (yyq_page_get_session (YYQ_PAGE (self)), "contract.sign"))
    return _ ("Your role may not sign");
  if (!yyq_session_get_online (yyq_page_get_session (YYQ_PAGE (self))))
    return _ ("Offline: you cannot sign until the platform is back");
  /* While it is on its way the page says so by itself. */
  if (self->document == NULL)
    return self->under_way > 0 ? "" : _ ("The document could not be loaded");
  return yyq_pending_list_get_loaded (self->pending) ? NULL : "";
}

void
yyq_contract_page_show_sign (YyqContractPage *self)
{
  const gboolean turn = my_party (self) != NULL;
  const char *obstacle = turn ? sign_obstacle (self) : NULL;

  if (is_stamping (self))
    obstacle = _ ("Signed; the platform waits for the time stamp");
  gtk_widget_set_visible (self->sign_button, turn && !has_pending (self));
  gtk_label_set_text (self->sign_reason, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sign_reason), obstacle != NULL && *obstacle != '\0');
  gtk_widget_set_tooltip_text (self->sign_button, obstacle);
  yyq_page_enable_action (YYQ_PAGE (self), "sign", turn && obstacle == NULL);
  yyq_page_enable_action (YYQ_PAGE (self), "download", self->document != NULL);
  yyq_page_enable_action (YYQ_PAGE (self), "print", self->document != NULL);
}

void
yyq_contract_page_show_place (YyqContractPage *self)
{
  YyqParty *party = my_party (self);
  graphene_rect_t rect;

  if (party == NULL || yyq_party_get_page (party) < 0) {
    yyq_pdf_place_set (self->place, 0, NULL, NULL);
    return;
  }
  rect =
    GRAPHENE_RECT_INIT ((float) yyq_party_get_x (party), (float) yyq_party_get_y (party),
                        (float) yyq_party_get_width (party), (float) yyq_party_get_height (party));
  yyq_pdf_place_set (self->place, (guint) yyq_party_get_page (party), &rect, NULL);
}

static void
dialog_gone_cb (gpointer user_data, GObject *dialog)
{
  YyqContractPage *self = user_data;

  self->dialog = NULL;
  yyq_contract_page_show_pending (self);
  yyq_contract_page_load (self);
}

static void
open_dialog (YyqContractPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->sign_wanted = FALSE;
  if (self->dialog != NULL) {
    gtk_window_present (self->dialog);
    return;
  }
  if (my_party (self) == NULL || sign_obstacle (self) != NULL)
    return;
  self->dialog = yyq_sign_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                      yyq_page_get_session (YYQ_PAGE (self)), self->manager,
                                      self->contract, self->document);
  g_object_weak_ref (G_OBJECT (self->dialog), dialog_gone_cb, self);
  gtk_window_present (self->dialog);
}

void
yyq_contract_page_sign_if_wanted (YyqContractPage *self)
{
  if (self->sign_wanted && self->document != NULL && yyq_pending_list_get_loaded (self->pending))
    open_dialog (self);
}

void
yyq_contract_page_sign (YyqContractPage *self)
{
  g_return_if_fail (YYQ_IS_CONTRACT_PAGE (self));
  self->sign_wanted = TRUE;
  yyq_contract_page_sign_if_wanted (self);
}

GtkWindow *
yyq_contract_page_get_dialog (YyqContractPage *self)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_PAGE (self), NULL);
  return self->dialog;
}

void
yyq_contract_page_close_dialog (YyqContractPage *self)
{
  if (self->dialog == NULL)
    return;
  g_object_weak_unref (G_OBJECT (self->dialog), dialog_gone_cb, self);
  gtk_window_destroy (g_steal_pointer (&self->dialog));
}

/* What was refused is told here, too; the person's own signature is told by the dialog first. */
void
yyq_contract_page_show_pending (YyqContractPage *self)
{
  YyqPendingItem *refused = yyq_pending_list_find (self->pending, self->id, TRUE);
  g_autofree char *text = refused != NULL ? g_strdup_printf (_ ("Not accepted by the platform: %s"),
                                                             yyq_pending_item_get_reason (refused))
                                          : NULL;

  if (self->dialog != NULL)
    return;
  if (refused != NULL)
    yyq_info_bar_set (self->refused_bar, text, _ ("Look at it"), FALSE);
  yyq_info_bar_set_revealed (self->refused_bar, refused != NULL);
  yyq_contract_page_show_sign (self);
  yyq_contract_page_sign_if_wanted (self);
}
