/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-page-private.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-pdf-thumbnails.h"
#include "yyq-toast.h"

G_DEFINE_FINAL_TYPE (YyqContractPage, yyq_contract_page, YYQ_TYPE_PAGE)

void
yyq_contract_page_begin (YyqContractPage *self)
{
  self->under_way++;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
}

void
yyq_contract_page_end (YyqContractPage *self)
{
  self->under_way--;
  yyq_page_set_busy (YYQ_PAGE (self), self->under_way > 0);
}

/* The contract */

static void
events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) events =
    yyq_contract_repository_load_events_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  yyq_contract_page_end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (events != NULL)
    yyq_contract_panel_set_events (self->panel, events);
  else
    yyq_contract_panel_set_events_error (self->panel, error);
}

/* Whose it is comes first: of many of one kind that is what tells them apart. */
static void
show_title (YyqContractPage *self, YyqContract *contract)
{
  const char *people = yyq_contract_get_participants (contract);
  g_autofree char *title = NULL;

  if (people != NULL && *people != '\0')
    /* Translators: the worker of a contract, and its title */
    title = g_strdup_printf (C_ ("title of a contract's page", "%s · %s"), people,
                             yyq_contract_get_title (contract));
  yyq_page_set_title (YYQ_PAGE (self), title != NULL ? title : yyq_contract_get_title (contract));
}

static void
show_contract (YyqContractPage *self, YyqContract *contract)
{
  g_set_object (&self->contract, contract);
  show_title (self, contract);
  yyq_contract_panel_set_contract (self->panel, contract);
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_widget_set_visible (self->tools, TRUE);
  yyq_contract_page_show_place (self);
  yyq_contract_page_show_pending (self);
  yyq_contract_page_load_document (self);
  yyq_contract_page_begin (self);
  yyq_contract_repository_load_events_async (self->contracts, self->id,
                                             yyq_page_get_cancellable (YYQ_PAGE (self)), events_cb,
                                             g_object_ref (self));
}

/* What is shown stays, unless it is known to be another state than the present one. */
static void
show_error (YyqContractPage *self, const GError *error)
{
  if (self->contract != NULL && error->domain != YYQ_WIRE_ERROR) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  yyq_state_page_show_error (self->state_page, error);
  gtk_stack_set_visible_child_name (self->stack, "state");
  gtk_widget_set_visible (self->tools, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  self->loading = FALSE;
  yyq_contract_page_end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (contract != NULL)
    show_contract (self, contract);
  else
    show_error (self, error);
  if (self->load_again)
    yyq_contract_page_load (self);
}

void
yyq_contract_page_load (YyqContractPage *self)
{
  self->load_again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  if (self->contract == NULL) {
    yyq_state_page_show_loading (self->state_page, _ ("Loading the contract"));
    gtk_stack_set_visible_child_name (self->stack, "state");
  }
  yyq_contract_page_begin (self);
  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (self->contracts), self->id,
                                    yyq_page_get_cancellable (YYQ_PAGE (self)), loaded_cb,
                                    g_object_ref (self));
}

static void
retry_document_cb (YyqContractPage *self)
{
  if (self->contract != NULL)
    yyq_contract_page_load_document (self);
}

static void
refused_clicked_cb (YyqContractPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-pending", NULL);
}

/* Object */

const char *
yyq_contract_page_get_id (YyqContractPage *self)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_PAGE (self), NULL);
  return self->id;
}

static void
yyq_contract_page_focus_first (YyqPage *page)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (page);

  gtk_widget_grab_focus (self->document != NULL ? GTK_WIDGET (self->view) : GTK_WIDGET (self));
}

static void
yyq_contract_page_shown (YyqPage *page)
{
  yyq_contract_page_load (YYQ_CONTRACT_PAGE (page));
}

GtkWidget *
yyq_contract_page_new (YyqSession *session, YyqUkeyManager *manager, const char *id)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_CONTRACT_PAGE, "session", session, NULL);
  YyqContractPage *self = YYQ_CONTRACT_PAGE (widget);
  YyqPage *page = YYQ_PAGE (widget);

  self->manager = g_object_ref (manager);
  self->contracts = g_object_ref (yyq_contract_repository_of (session));
  self->pending = g_object_ref (yyq_session_get_pending (session));
  self->id = g_strdup (id);
  yyq_page_follow (page, self->pending, "items-changed",
                   G_CALLBACK (yyq_contract_page_show_pending));
  yyq_page_follow (page, self->pending, "notify::loaded",
                   G_CALLBACK (yyq_contract_page_show_pending));
  yyq_page_follow (page, self->contracts, "changed", G_CALLBACK (yyq_contract_page_load));
  yyq_page_follow (page, session, "notify::online", G_CALLBACK (yyq_contract_page_show_sign));
  yyq_page_follow (page, session, "notify::account", G_CALLBACK (yyq_contract_page_show_sign));
  yyq_contract_page_show_pending (self);
  return widget;
}

static void
yyq_contract_page_leave (YyqPage *page)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (page);

  yyq_contract_page_close_dialog (self);
  g_clear_object (&self->contracts);
  g_clear_object (&self->pending);
  g_clear_object (&self->manager);
}

static void
yyq_contract_page_finalize (GObject *object)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (object);

  yyq_contract_page_leave_tools (self);
  g_object_unref (self->place);
  g_clear_object (&self->contract);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->id);
  g_free (self->shown);
  G_OBJECT_CLASS (yyq_contract_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-contract-page.ui");
  gtk_widget_class_bind_template_child (klass, YyqContractPage, stack);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, state_page);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, page_entry);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, tools);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, sign_reason);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, sign_button);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, thumbnails_toggle);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, thumbnails_slot);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, document_stack);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, document_state);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, view);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, find_bar);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, panel);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, notice);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, refused_bar);
  gtk_widget_class_bind_template_callback (klass, yyq_contract_page_load);
  gtk_widget_class_bind_template_callback (klass, retry_document_cb);
  gtk_widget_class_bind_template_callback (klass, refused_clicked_cb);
}

static void
yyq_contract_page_class_init (YyqContractPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_contract_page_finalize;
  YYQ_PAGE_CLASS (klass)->shown = yyq_contract_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_contract_page_leave;
  YYQ_PAGE_CLASS (klass)->focus_first = yyq_contract_page_focus_first;
  YYQ_PAGE_CLASS (klass)->search = yyq_contract_page_search;
  g_type_ensure (YYQ_TYPE_INFO_BAR);
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_PDF_VIEW);
  g_type_ensure (YYQ_TYPE_PDF_FIND_BAR);
  g_type_ensure (YYQ_TYPE_CONTRACT_PANEL);
  bind_children (widget_class);
  yyq_contract_page_class_init_tools (widget_class);
}

static void
yyq_contract_page_init (YyqContractPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Keeps the focus, and with it the keys, until the document is there. */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->place = yyq_pdf_place_new ();
  yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->place));
  adw_bin_set_child (self->thumbnails_slot, yyq_pdf_thumbnails_new (self->view));
  yyq_contract_page_init_tools (self);
}
