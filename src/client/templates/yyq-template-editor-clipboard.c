/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-editor-private.h"

#include <glib/gi18n.h>

#include "yyq-control-clip.h"
#include "yyq-toast.h"

void
yyq_template_editor_copy (YyqTemplateEditor *self)
{
  GPtrArray *selected = yyq_template_editor_list_selected (self);
  g_autoptr (GBytes) bytes = yyq_control_clip_write (selected);
  g_autofree char *text = yyq_control_clip_write_text (selected);
  GdkContentProvider *both[] = {
    gdk_content_provider_new_for_bytes (YYQ_CONTROL_CLIP_TYPE, bytes),
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };
  g_autoptr (GdkContentProvider) provider =
    gdk_content_provider_new_union (both, G_N_ELEMENTS (both));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}

static void
paste_bytes (YyqTemplateEditor *self, GBytes *bytes)
{
  g_autoptr (GPtrArray) controls = yyq_control_clip_read (bytes);

  if (controls == NULL)
    yyq_toast_show (GTK_WIDGET (self->view), _ ("There are no controls on the clipboard."));
  else if (!yyq_template_edit_paste (self->edit, controls,
                                     (int) yyq_pdf_view_get_page (self->view)))
    yyq_toast_show (GTK_WIDGET (self->view), _ ("There is no room here for so many controls."));
  else
    yyq_control_layer_show_selection (self->layer);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0) {
    g_debug ("The clipboard cannot be read: %s", error->message);
    return;
  }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  if (!g_cancellable_is_cancelled (self->cancellable) && !self->read_only)
    paste_bytes (self, bytes);
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL) {
    g_debug ("Nothing to paste: %s", error->message);
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      yyq_toast_show (GTK_WIDGET (self->view), _ ("There are no controls on the clipboard."));
    return;
  }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, self->cancellable, read_cb, g_object_ref (self));
}

void
yyq_template_editor_paste (YyqTemplateEditor *self)
{
  static const char *types[] = { YYQ_CONTROL_CLIP_TYPE, NULL };

  if (self->read_only || yyq_pdf_view_get_n_pages (self->view) == 0)
    return;
  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), types, G_PRIORITY_DEFAULT,
                            self->cancellable, offered_cb, g_object_ref (self));
}
