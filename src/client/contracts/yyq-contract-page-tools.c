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

void
yyq_contract_page_class_init_tools (GtkWidgetClass *klass)
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
  gtk_widget_class_bind_template_callback (klass, pages_text);
  gtk_widget_class_bind_template_callback (klass, zoom_text);
  gtk_widget_class_bind_template_callback (klass, page_entered_cb);
}

void
yyq_contract_page_init_tools (YyqContractPage *self)
{
  g_signal_connect_object (self->view, "notify::page", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-pages", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
}
