/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-page-private.h"

#include <glib/gi18n.h>

#include "yyq-contract-download.h"
#include "yyq-file-save.h"
#include "yyq-pdf-print.h"
#include "yyq-toast.h"

static void
show_page (YyqContractPage *self)
{
  g_autofree char *page = g_strdup_printf ("%u", yyq_pdf_view_get_page (self->view) + 1);

  gtk_editable_set_text (GTK_EDITABLE (self->page_entry),
                         yyq_pdf_view_get_n_pages (self->view) > 0 ? page : "");
}

static void
page_entered_cb (YyqContractPage *self)
{
  guint64 page = 0;

  if (g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->page_entry)), 10, 1,
                                  yyq_pdf_view_get_n_pages (self->view), &page, NULL))
    yyq_pdf_view_scroll_to_page (self->view, (guint) page - 1);
  show_page (self);
}

/* For the labels of the template. */
static char *
pages_text (YyqContractPage *self, guint n_pages)
{
  return n_pages > 0 ? g_strdup_printf ("/ %u", n_pages) : g_strdup ("");
}

static char *
zoom_text (YyqContractPage *self, double zoom)
{
  return g_strdup_printf ("%.0f%%", zoom * 100);
}

static void
download (YyqContractPage *self)
{
  g_autofree char *name = yyq_contract_download_suggest_name (self->contract);

  if (self->document != NULL)
    yyq_file_save_ask (GTK_WIDGET (self), _ ("Save the contract"), name, self->document);
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
  operation = yyq_pdf_print_new (renderer, yyq_contract_get_title (self->contract),
                                 yyq_pdf_view_get_page (self->view));
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_view_zoom_in (YYQ_CONTRACT_PAGE (self)->view);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_view_zoom_out (YYQ_CONTRACT_PAGE (self)->view);
}

static void
zoom_normal_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_view_set_zoom (YYQ_CONTRACT_PAGE (self)->view, 1);
}

static void
download_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  download (self);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  print (self);
}

static void
find_next_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_find_bar_go (YYQ_CONTRACT_PAGE (self)->find_bar, TRUE);
}

static void
find_previous_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_find_bar_go (YYQ_CONTRACT_PAGE (self)->find_bar, FALSE);
}

static void
sign_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_contract_page_sign (self);
}

static gboolean
fold_cb (gpointer user_data)
{
  YyqContractPage *self = user_data;

  self->fold_id = 0;
  gtk_widget_set_visible (self->more_button, adw_flap_get_folded (self->flap));
  return G_SOURCE_REMOVE;
}

/* Told while the page is given its place: what stands in the header bar may not change then. */
static void
folded_cb (YyqContractPage *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

void
yyq_contract_page_leave_tools (YyqContractPage *self)
{
  g_clear_handle_id (&self->fold_id, g_source_remove);
}

void
yyq_contract_page_class_init_tools (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, YyqContractPage, flap);
  gtk_widget_class_bind_template_child (klass, YyqContractPage, more_button);
  gtk_widget_class_bind_template_callback (klass, folded_cb);
  gtk_widget_class_bind_template_callback (klass, pages_text);
  gtk_widget_class_bind_template_callback (klass, zoom_text);
  gtk_widget_class_bind_template_callback (klass, page_entered_cb);
}

/* Only what is shown can be searched. */
gboolean
yyq_contract_page_search (YyqPage *page)
{
  YyqContractPage *self = YYQ_CONTRACT_PAGE (page);

  if (self->document != NULL)
    yyq_pdf_find_bar_open (self->find_bar);
  return self->document != NULL;
}

/* Their keys are the application's (yyq-shortcuts.c): they work wherever the focus is. */
void
yyq_contract_page_init_tools (YyqContractPage *self)
{
  static const GActionEntry actions[] = {
    { .name = "zoom-in", .activate = zoom_in_cb },
    { .name = "zoom-out", .activate = zoom_out_cb },
    { .name = "zoom-normal", .activate = zoom_normal_cb },
    { .name = "download", .activate = download_cb },
    { .name = "print", .activate = print_cb },
    { .name = "find-next", .activate = find_next_cb },
    { .name = "find-previous", .activate = find_previous_cb },
    { .name = "sign", .activate = sign_cb },
  };
  g_autoptr (GPropertyAction) fit = g_property_action_new ("fit-width", self->view, "fit-width");
  g_autoptr (GPropertyAction) thumbnails =
    g_property_action_new ("thumbnails", self->thumbnails_toggle, "active");
  GActionMap *more = G_ACTION_MAP (yyq_page_get_actions (YYQ_PAGE (self)));

  yyq_page_add_actions (YYQ_PAGE (self), actions, G_N_ELEMENTS (actions));
  g_action_map_add_action (more, G_ACTION (fit));
  g_action_map_add_action (more, G_ACTION (thumbnails));
  yyq_pdf_find_bar_set_view (self->find_bar, self->view);
  g_signal_connect_object (self->view, "notify::page", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-pages", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
}
