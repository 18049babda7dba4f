/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-state-page.h"

#include <glib/gi18n.h>

#include "yyq-error-text.h"
#include "yyq-error.h"
#include "yyq-ui.h"

struct _YyqStatePage {
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *spinner;
  GtkWidget *loading_label;
  GtkWidget *status;
  GtkWidget *retry;
  GtkWidget *offer;
};

G_DEFINE_FINAL_TYPE (YyqStatePage, yyq_state_page, ADW_TYPE_BIN)

static guint retry_signal;
static guint offered_signal;

static void
retry_cb (YyqStatePage *self)
{
  g_signal_emit (self, retry_signal, 0);
}

static void
offered_cb (YyqStatePage *self)
{
  g_signal_emit (self, offered_signal, 0);
}

static void
show_status (YyqStatePage *self, const char *icon_name, const char *title, const char *description)
{
  AdwStatusPage *status = ADW_STATUS_PAGE (self->status);

  adw_status_page_set_icon_name (status, icon_name);
  adw_status_page_set_title (status, title);
  yyq_ui_set_status_description (status, description);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->status);
}

GtkWidget *
yyq_state_page_new (void)
{
  return g_object_new (YYQ_TYPE_STATE_PAGE, NULL);
}

void
yyq_state_page_show_loading (YyqStatePage *self, const char *title)
{
  g_return_if_fail (YYQ_IS_STATE_PAGE (self));
  gtk_label_set_text (GTK_LABEL (self->loading_label), title);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "loading");
}

void
yyq_state_page_show_empty (YyqStatePage *self, const char *icon_name, const char *title,
                           const char *description)
{
  g_return_if_fail (YYQ_IS_STATE_PAGE (self));
  gtk_widget_hide (self->retry);
  gtk_widget_hide (self->offer);
  show_status (self, icon_name, title, description);
}

void
yyq_state_page_offer (YyqStatePage *self, const char *label)
{
  g_return_if_fail (YYQ_IS_STATE_PAGE (self));
  gtk_button_set_label (GTK_BUTTON (self->offer), label);
  gtk_widget_show (self->offer);
}

void
yyq_state_page_show_error (YyqStatePage *self, const GError *error)
{
  g_autoptr (YyqErrorText) text = NULL;
  gboolean offline;

  g_return_if_fail (YYQ_IS_STATE_PAGE (self));
  g_return_if_fail (error != NULL);
  text = yyq_error_text_new (error);
  if (text == NULL)
    return;
  offline = g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
  gtk_widget_show (self->retry);
  gtk_widget_hide (self->offer);
  show_status (self, offline ? "network-offline-symbolic" : "dialog-warning-symbolic", text->what,
               text->next);
}

static GtkWidget *
build_loading (YyqStatePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  self->loading_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->loading_label, "dim-label");
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->loading_label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_button (YyqStatePage *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_status (YyqStatePage *self)
{
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->retry = make_button (self, _ ("Try again"), G_CALLBACK (retry_cb));
  self->offer = make_button (self, "", G_CALLBACK (offered_cb));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), self->retry);
  gtk_box_append (GTK_BOX (buttons), self->offer);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), buttons);
  return status;
}

static void
yyq_state_page_class_init (YyqStatePageClass *klass)
{
  offered_signal = g_signal_new ("offered", YYQ_TYPE_STATE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  retry_signal = g_signal_new ("retry", YYQ_TYPE_STATE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
yyq_state_page_init (YyqStatePage *self)
{
  self->stack = gtk_stack_new ();
  self->status = build_status (self);
  gtk_stack_add_named (GTK_STACK (self->stack), build_loading (self), "loading");
  gtk_stack_add_named (GTK_STACK (self->stack), self->status, "status");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  adw_bin_set_child (ADW_BIN (self), self->stack);
  yyq_state_page_show_loading (self, _ ("Loading…"));
}
