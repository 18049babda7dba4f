/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-unsent-row.h"

#include <glib/gi18n.h>

#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqUnsentRow {
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *at_label;
  GtkLabel *reason_label;
  GtkWidget *retry_button;
  GtkWidget *copy_button;
  GtkWidget *discard_button;

  YyqUnsentList *list; /* (owned) */
  YyqUnsent *unsent;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqUnsentRow, yyq_unsent_row, GTK_TYPE_LIST_BOX_ROW)

static void
retry_cb (YyqUnsentRow *self)
{
  yyq_unsent_list_retry (self->list, self->unsent);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqUnsentRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yyq_unsent_list_read_finish (YYQ_UNSENT_LIST (source), result, &error);

  if (text == NULL) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  yyq_toast_show (GTK_WIDGET (self), _ ("Copied"));
}

static void
copy_cb (YyqUnsentRow *self)
{
  yyq_unsent_list_read_async (self->list, self->unsent, NULL, read_cb, g_object_ref (self));
}

static void
answered_cb (YyqUnsentRow *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    yyq_unsent_list_discard (self->list, self->unsent);
}

static void
discard_cb (YyqUnsentRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (window, _ ("Discard it?"), NULL);

  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    _ ("“%s” is removed from this computer and cannot be brought back. The platform has not "
       "received it."),
    yyq_unsent_get_title (self->unsent));
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
show (YyqUnsentRow *self)
{
  const gboolean parked = yyq_unsent_get_parked (self->unsent);
  const char *reason = parked ? yyq_unsent_get_reason (self->unsent)
                              : _ ("It is sent by itself as soon as the platform can be reached.");

  gtk_label_set_text (self->title_label, yyq_unsent_get_title (self->unsent));
  gtk_label_set_text (self->at_label, yyq_unsent_get_at (self->unsent));
  gtk_label_set_text (self->reason_label, reason);
  gtk_widget_set_visible (self->retry_button, parked && !yyq_unsent_get_draft (self->unsent));
  gtk_widget_set_visible (self->discard_button, parked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yyq_unsent_get_title (self->unsent),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

static void
yyq_unsent_row_dispose (GObject *object)
{
  YyqUnsentRow *self = YYQ_UNSENT_ROW (object);

  g_clear_object (&self->list);
  g_clear_object (&self->unsent);
  G_OBJECT_CLASS (yyq_unsent_row_parent_class)->dispose (object);
}

static void
yyq_unsent_row_class_init (YyqUnsentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_unsent_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/app/yyq-unsent-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqUnsentRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, YyqUnsentRow, at_label);
  gtk_widget_class_bind_template_child (widget_class, YyqUnsentRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, YyqUnsentRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, YyqUnsentRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, YyqUnsentRow, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
yyq_unsent_row_init (YyqUnsentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yyq_unsent_row_new (YyqUnsentList *list, YyqUnsent *unsent)
{
  YyqUnsentRow *self = g_object_new (YYQ_TYPE_UNSENT_ROW, NULL);

  self->list = g_object_ref (list);
  self->unsent = g_object_ref (unsent);
  show (self);
  return GTK_WIDGET (self);
}
