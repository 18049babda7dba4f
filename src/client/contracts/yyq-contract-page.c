/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-page.h"

#include <glib/gi18n.h>

#include "yyq-contract-download.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-panel.h"
#include "yyq-info-bar.h"
#include "yyq-pdf-place.h"
#include "yyq-pdf-print.h"
#include "yyq-pdf-thumbnails.h"
#include "yyq-sign-dialog.h"
#include "yyq-state-page.h"
#include "yyq-toast.h"
#include "yyq-ui.h"
#include "yyq-unsent-list.h"

struct _YyqContractPage {
  YyqPage parent_instance;

  GtkStack *stack;
  YyqStatePage *state_page;
  GtkToggleButton *thumbnails_toggle;
  GtkEntry *page_entry;
  GtkLabel *pages_label;
  GtkLabel *zoom_label;
  GtkToggleButton *fit_toggle;
  GtkLabel *sign_reason;
  GtkWidget *sign_button;
  AdwBin *notice_slot;
  AdwBin *thumbnails_slot;
  GtkStack *document_stack;
  YyqStatePage *document_state;
  YyqPdfView *view;
  YyqContractPanel *panel;
  YyqInfoBar *notice;
  YyqInfoBar *refused_bar;

  YyqPdfPlace *place;               /* (owned): where this company signs */
  YyqUkeyManager *manager;          /* (owned) */
  YyqContractRepository *contracts; /* (owned) */
  YyqUnsentList *unsent;            /* (owned) */
  char *id;                         /* (owned) */
  YyqContract *contract;            /* (owned) (nullable) */
  GBytes *document;                 /* (owned) (nullable): what the view shows */
  char *shown;       /* (owned) (nullable): SHA-256 of the document that is shown or on its way */
  GtkWindow *dialog; /* (unowned) (nullable) */
  guint under_way;   /* calls that the first picture waits for */
  gboolean loading;
  gboolean load_again;
  gboolean sign_wanted;
};

G_DEFINE_FINAL_TYPE (YyqContractPage, yyq_contract_page, YYQ_TYPE_PAGE)

static void load (YyqContractPage *self);
static void sign_if_wanted (YyqContractPage *self);

static YyqSession *
session_of (YyqContractPage *self)
{
  return yyq_page_get_session (YYQ_PAGE (self));
}

static gboolean
is_left (YyqContractPage *self)
{
  return yyq_page_is_left (YYQ_PAGE (self));
}

static void
begin (YyqContractPage *self)
{
  self->under_way++;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
}

static void
end (YyqContractPage *self)
{
  self->under_way--;
  yyq_page_set_busy (YYQ_PAGE (self), self->under_way > 0);
}

/* Whether it can be signed */

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
is_unsent (YyqContractPage *self)
{
  return yyq_unsent_list_find (self->unsent, self->id, FALSE) != NULL;
}

/* NULL when nothing stands in the way. */
static const char *
sign_obstacle (YyqContractPage *self)
{
  if (is_unsent (self))
    return _ ("Signed; the signature is sent as soon as the platform can be reached");
  if (!yyq_session_has_permission (session_of (self), "contract.sign"))
    return _ ("Your role may not sign");
  if (!yyq_session_get_online (session_of (self)))
    return _ ("Offline: signing needs the platform");
  if (self->document == NULL)
    return _ ("The document is not loaded yet");
  return yyq_unsent_list_get_loaded (self->unsent) ? NULL : "";
}

static void
show_sign (YyqContractPage *self)
{
  const gboolean turn = my_party (self) != NULL;
  const char *obstacle = turn ? sign_obstacle (self) : NULL;

  if (is_stamping (self))
    obstacle = _ ("Signed; the platform waits for the time stamp");
  gtk_widget_set_visible (self->sign_button, turn && !is_unsent (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.sign", turn && obstacle == NULL);
  gtk_label_set_text (self->sign_reason, obstacle != NULL ? obstacle : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.download", self->document != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.print", self->document != NULL);
}

static void
show_place (YyqContractPage *self)
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

/* What was refused is told here, too; the person's own signature is told by the dialog first. */
static void
show_unsent (YyqContractPage *self)
{
  YyqUnsent *refused = yyq_unsent_list_find (self->unsent, self->id, TRUE);
  g_autofree char *text = refused != NULL ? g_strdup_printf (_ ("Not taken by the platform: %s"),
                                                             yyq_unsent_get_reason (refused))
                                          : NULL;

  if (self->dialog != NULL)
    return;
  if (refused != NULL)
    yyq_info_bar_set (self->refused_bar, text, _ ("Look at it"), FALSE);
  yyq_info_bar_set_revealed (self->refused_bar, refused != NULL);
  show_sign (self);
  sign_if_wanted (self);
}

static void
refused_clicked_cb (YyqContractPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-unsent", NULL);
}

/* Signing */

static void
dialog_gone_cb (gpointer user_data, GObject *dialog)
{
  YyqContractPage *self = user_data;

  self->dialog = NULL;
  show_unsent (self);
  load (self);
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
  self->dialog =
    yyq_sign_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, session_of (self),
                         self->manager, self->contract, self->document);
  g_object_weak_ref (G_OBJECT (self->dialog), dialog_gone_cb, self);
  gtk_window_present (self->dialog);
}

static void
sign_if_wanted (YyqContractPage *self)
{
  if (self->sign_wanted && self->document != NULL && yyq_unsent_list_get_loaded (self->unsent))
    open_dialog (self);
}

void
yyq_contract_page_sign (YyqContractPage *self)
{
  g_return_if_fail (YYQ_IS_CONTRACT_PAGE (self));
  self->sign_wanted = TRUE;
  sign_if_wanted (self);
}

GtkWindow *
yyq_contract_page_get_dialog (YyqContractPage *self)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_PAGE (self), NULL);
  return self->dialog;
}

/* The document */

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

  end (self);
  if (is_left (self))
    return;
  if (!opened) {
    g_clear_pointer (&self->document, g_bytes_unref);
    show_document_error (self, error);
  } else {
    gtk_stack_set_visible_child_name (self->document_stack, "document");
    show_place (self);
    focus_document (self);
  }
  show_sign (self);
  if (opened)
    sign_if_wanted (self);
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document =
    yyq_contract_repository_load_document_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  if (is_left (self) || document == NULL) {
    end (self);
    if (!is_left (self))
      show_document_error (self, error);
    return;
  }
  g_clear_pointer (&self->document, g_bytes_unref);
  self->document = g_bytes_ref (document);
  yyq_verdict_view_check (yyq_contract_panel_get_verdict (self->panel), document,
                          yyq_session_get_trust (session_of (self)));
  yyq_pdf_view_open_async (self->view, document, yyq_page_get_cancellable (YYQ_PAGE (self)),
                           opened_cb, g_object_ref (self));
}

static void
load_document (YyqContractPage *self)
{
  const char *sha256 = yyq_contract_get_sha256 (self->contract);
  /* The person's own signature is told by the dialog. */
  const gboolean moved_on = self->shown != NULL && self->dialog == NULL;

  if (self->shown != NULL && g_strcmp0 (self->shown, sha256) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (sha256 != NULL ? sha256 : "");
  if (moved_on) {
    g_autofree char *text =
      g_strdup_printf (_ ("The contract has moved on: this is now revision %d."),
                       yyq_contract_get_revision (self->contract) + 1);

    yyq_info_bar_set (self->notice, text, NULL, TRUE);
    yyq_info_bar_set_revealed (self->notice, TRUE);
  }
  if (self->document == NULL)
    yyq_state_page_show_loading (self->document_state, _ ("Loading the document"));
  begin (self);
  yyq_contract_repository_load_document_async (
    self->contracts, self->id, yyq_contract_get_revision (self->contract),
    yyq_page_get_cancellable (YYQ_PAGE (self)), document_cb, g_object_ref (self));
}

/* The contract */

static void
events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) events =
    yyq_contract_repository_load_events_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  end (self);
  if (is_left (self))
    return;
  if (events != NULL)
    yyq_contract_panel_set_events (self->panel, events);
  else
    yyq_contract_panel_set_events_error (self->panel, error);
}

static void
show_contract (YyqContractPage *self, YyqContract *contract)
{
  g_set_object (&self->contract, contract);
  yyq_page_set_title (YYQ_PAGE (self), yyq_contract_get_title (contract));
  yyq_contract_panel_set_contract (self->panel, contract);
  gtk_stack_set_visible_child_name (self->stack, "content");
  show_place (self);
  show_unsent (self);
  load_document (self);
  begin (self);
  yyq_contract_repository_load_events_async (self->contracts, self->id,
                                             yyq_page_get_cancellable (YYQ_PAGE (self)), events_cb,
                                             g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  self->loading = FALSE;
  end (self);
  if (is_left (self))
    return;
  if (contract != NULL)
    show_contract (self, contract);
  else if (self->contract == NULL)
    yyq_state_page_show_error (self->state_page, error);
  else
    yyq_toast_show_error (GTK_WIDGET (self), error);
  if (self->load_again)
    load (self);
}

static void
load (YyqContractPage *self)
{
  self->load_again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  if (self->contract == NULL) {
    yyq_state_page_show_loading (self->state_page, _ ("Loading the contract"));
    gtk_stack_set_visible_child_name (self->stack, "state");
  }
  begin (self);
  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (self->contracts), self->id,
                                    yyq_page_get_cancellable (YYQ_PAGE (self)), loaded_cb,
                                    g_object_ref (self));
}

static void
retry_document_cb (YyqContractPage *self)
{
  if (self->contract != NULL)
    load_document (self);
}

/* Tools */

static void
show_position (YyqContractPage *self)
{
  const guint n_pages = yyq_pdf_view_get_n_pages (self->view);
  g_autofree char *page = g_strdup_printf ("%u", yyq_pdf_view_get_page (self->view) + 1);
  g_autofree char *pages = g_strdup_printf ("/ %u", n_pages);

  gtk_editable_set_text (GTK_EDITABLE (self->page_entry), n_pages > 0 ? page : "");
  gtk_label_set_text (self->pages_label, n_pages > 0 ? pages : "");
}

static void
show_zoom (YyqContractPage *self)
{
  g_autofree char *text = g_strdup_printf ("%.0f%%", yyq_pdf_view_get_zoom (self->view) * 100);

  gtk_label_set_text (self->zoom_label, text);
}

static void
page_entered_cb (YyqContractPage *self)
{
  guint64 page = 0;

  if (g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->page_entry)), 10, 1,
                                  yyq_pdf_view_get_n_pages (self->view), &page, NULL))
    yyq_pdf_view_scroll_to_page (self->view, (guint) page - 1);
  show_position (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = g_strdup_printf (_ ("Saved as “%s”"), name);

  if (yyq_contract_download_write_finish (G_FILE (source), result, &error))
    yyq_toast_show (GTK_WIDGET (self), text);
  else
    yyq_toast_show_error (GTK_WIDGET (self), error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (YyqContractPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->document != NULL)
    yyq_contract_download_write_async (file, self->document, NULL, written_cb, g_object_ref (self));
  g_object_unref (dialog);
}

static void
download (YyqContractPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Save the contract"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = yyq_contract_download_suggest_name (self->contract);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
printed_cb (YyqContractPage *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    yyq_toast_show (GTK_WIDGET (self),
                    _ ("The contract could not be printed. Look at the printer and try again."));
}

static void
print (YyqContractPage *self)
{
  YyqPdfRenderer *renderer = yyq_pdf_view_get_renderer (self->view);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (renderer == NULL)
    return;
  operation = yyq_pdf_print_new (renderer, yyq_contract_get_title (self->contract));
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

static void
tool_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (widget);

  if (g_str_equal (name, "contract.zoom-in"))
    yyq_pdf_view_zoom_in (self->view);
  else if (g_str_equal (name, "contract.zoom-out"))
    yyq_pdf_view_zoom_out (self->view);
  else if (g_str_equal (name, "contract.zoom-normal"))
    yyq_pdf_view_set_zoom (self->view, 1);
  else if (g_str_equal (name, "contract.download"))
    download (self);
  else if (g_str_equal (name, "contract.print"))
    print (self);
  else
    yyq_contract_page_sign (self);
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
  load (YYQ_CONTRACT_PAGE (page));
}

GtkWidget *
yyq_contract_page_new (YyqSession *session, YyqUkeyManager *manager, const char *id)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_CONTRACT_PAGE, "session", session, NULL);
  YyqContractPage *self = YYQ_CONTRACT_PAGE (widget);
  YyqPage *page = YYQ_PAGE (widget);

  self->manager = g_object_ref (manager);
  self->contracts = g_object_ref (yyq_session_get_contracts (session));
  self->unsent = g_object_ref (yyq_session_get_unsent (session));
  self->id = g_strdup (id);
  yyq_page_follow (page, self->unsent, "items-changed", G_CALLBACK (show_unsent));
  yyq_page_follow (page, self->unsent, "notify::loaded", G_CALLBACK (show_unsent));
  yyq_page_follow (page, self->contracts, "changed", G_CALLBACK (load));
  yyq_page_follow (page, session, "notify::online", G_CALLBACK (show_sign));
  yyq_page_follow (page, session, "notify::account", G_CALLBACK (show_sign));
  show_unsent (self);
  return widget;
}

static void
yyq_contract_page_leave (YyqPage *page)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (page);

  if (self->dialog != NULL) {
    g_object_weak_unref (G_OBJECT (self->dialog), dialog_gone_cb, self);
    gtk_window_destroy (g_steal_pointer (&self->dialog));
  }
  g_clear_object (&self->contracts);
  g_clear_object (&self->unsent);
  g_clear_object (&self->manager);
}

static void
yyq_contract_page_finalize (GObject *object)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (object);

  g_object_unref (self->place);
  g_clear_object (&self->contract);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->id);
  g_free (self->shown);
  G_OBJECT_CLASS (yyq_contract_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct {
    guint keyval;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "contract.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "contract.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "contract.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "contract.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "contract.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "contract.zoom-normal" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "contract.zoom-normal" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "contract.download" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "contract.print" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "contract.sign" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "contract.sign" },
  };
  static const char *const names[] = { "contract.zoom-in",     "contract.zoom-out",
                                       "contract.zoom-normal", "contract.download",
                                       "contract.print",       "contract.sign" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (klass, names[i], NULL, tool_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].keyval, keys[i].modifiers, keys[i].action,
                                         NULL);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-contract-page.ui");
  gtk_widget_class_bind_template_child (klass, YyqContractPage, stack);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, state_page);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, thumbnails_toggle);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, page_entry);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, pages_label);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, zoom_label);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, fit_toggle);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, sign_reason);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, sign_button);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, notice_slot);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, thumbnails_slot);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, document_stack);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, document_state);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, view);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, panel);
}

static void
yyq_contract_page_class_init (YyqContractPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_contract_page_finalize;
  YYQ_PAGE_CLASS (klass)->shown = yyq_contract_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_contract_page_leave;
  YYQ_PAGE_CLASS (klass)->focus_first = yyq_contract_page_focus_first;
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_PDF_VIEW);
  g_type_ensure (YYQ_TYPE_CONTRACT_PANEL);
  install_actions (widget_class);
  bind_children (widget_class);
}

static void
yyq_contract_page_init (YyqContractPage *self)
{
  GtkWidget *bars = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Keeps the focus, and with it the keys, until the document is there. */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->notice = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-notice-symbolic"));
  self->refused_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-warning-symbolic"));
  gtk_box_append (GTK_BOX (bars), GTK_WIDGET (self->refused_bar));
  gtk_box_append (GTK_BOX (bars), GTK_WIDGET (self->notice));
  adw_bin_set_child (self->notice_slot, bars);
  self->place = yyq_pdf_place_new ();
  yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->place));
  adw_bin_set_child (self->thumbnails_slot, yyq_pdf_thumbnails_new (self->view));
  g_object_bind_property (self->thumbnails_toggle, "active", self->thumbnails_slot, "visible",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->view, "fit-width", self->fit_toggle, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->view, "notify::page", G_CALLBACK (show_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-pages", G_CALLBACK (show_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::zoom", G_CALLBACK (show_zoom), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->refused_bar, "clicked", G_CALLBACK (refused_clicked_cb), self);
  g_signal_connect_swapped (self->page_entry, "activate", G_CALLBACK (page_entered_cb), self);
  g_signal_connect_swapped (self->state_page, "retry", G_CALLBACK (load), self);
  g_signal_connect_swapped (self->document_state, "retry", G_CALLBACK (retry_document_cb), self);
  show_zoom (self);
}
