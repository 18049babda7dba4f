/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pending-row.h"

#include <glib/gi18n.h>

#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqPendingRow {
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *at_label;
  GtkLabel *reason_label;
  GtkWidget *retry_button;
  GtkWidget *copy_button;
  GtkWidget *discard_button;

  YyqPendingList *list;    /* (owned) */
  YyqPendingItem *pending; /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqPendingRow, yyq_pending_row, GTK_TYPE_LIST_BOX_ROW)

static void
retry_cb (YyqPendingRow *self)
{
  yyq_pending_list_retry (self->list, self->pending);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPendingRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yyq_pending_list_read_finish (YYQ_PENDING_LIST (source), result, &error);

  if (text == NULL) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  yyq_toast_show (GTK_WIDGET (self), _ ("Copied"));
}

static void
copy_cb (YyqPendingRow *self)
{
  yyq_pending_list_read_async (self->list, self->pending, NULL, read_cb, g_object_ref (self));
}

static void
answered_cb (YyqPendingRow *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    yyq_pending_list_discard (self->list, self->pending);
}

static void
discard_cb (YyqPendingRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (window, _ ("Discard it?"), NULL);

  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    _ ("“%s” is removed from this computer and cannot be brought back. The platform has not "
       "received it."),
    yyq_pending_item_get_title (self->pending));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Keep It"), "discard",
                                    _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What waits goes by itself: only copying makes sense. A draft was never sent. */
static void
show (YyqPendingRow *self)
{
  const gboolean parked = yyq_pending_item_get_parked (self->pending);
  const char *reason = parked ? yyq_pending_item_get_reason (self->pending)
                              : _ ("It is sent by itself as soon as the platform can be reached.");

  gtk_label_set_text (self->title_label, yyq_pending_item_get_title (self->pending));
  gtk_label_set_text (self->at_label, yyq_pending_item_get_at (self->pending));
  gtk_label_set_text (self->reason_label, reason);
  gtk_widget_set_visible (self->retry_button,
                          parked && !yyq_pending_item_get_draft (self->pending));
  gtk_widget_set_visible (self->discard_button, parked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yyq_pending_item_get_title (self->pending),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

static void
yyq_pending_row_dispose (GObject *object)
{
  YyqPendingRow *self = YYQ_PENDING_ROW (object);

  g_clear_object (&self->list);
  g_clear_object (&self->pending);
  G_OBJECT_CLASS (yyq_pending_row_parent_class)->dispose (object);
}

static void
yyq_pending_row_class_init (YyqPendingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_pending_row_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/app/yyq-pending-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPendingRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingRow, at_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPendingRow, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
yyq_pending_row_init (YyqPendingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yyq_pending_row_new (YyqPendingList *list, YyqPendingItem *pending)
{
  YyqPendingRow *self = g_object_new (YYQ_TYPE_PENDING_ROW, NULL);

  self->list = g_object_ref (list);
  self->pending = g_object_ref (pending);
  show (self);
  return GTK_WIDGET (self);
}
