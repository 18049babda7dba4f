/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-window-picture.h"

#include <math.h>

/* Where a window manager puts them: over the middle of their parent. */
static void
draw_dialog (GtkSnapshot *snapshot, GtkWidget *parent, GtkWidget *dialog)
{
  static const GdkRGBA shade = { 0, 0, 0, .45f };
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (dialog);
  const float width = (float) gtk_widget_get_width (dialog);
  const float height = (float) gtk_widget_get_height (dialog);
  const float x = floorf (((float) gtk_widget_get_width (parent) - width) / 2);
  const float y = floorf (((float) gtk_widget_get_height (parent) - height) / 2);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 4, 0, 24);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gdk_paintable_snapshot (paintable, snapshot, (double) width, (double) height);
  gtk_snapshot_restore (snapshot);
}

static void
draw_dialogs (GtkSnapshot *snapshot, GtkWindow *window)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

    if (gtk_window_get_transient_for (dialog) == window &&
        gtk_widget_get_mapped (GTK_WIDGET (dialog)))
      draw_dialog (snapshot, GTK_WIDGET (window), GTK_WIDGET (dialog));
  }
}

gboolean
yyq_window_picture_save (GtkWindow *window, const char *path, GError **error)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (window));
  const int height = gtk_widget_get_height (GTK_WIDGET (window));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  g_autoptr (GdkTexture) texture = NULL;
  gboolean saved;

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  draw_dialogs (snapshot, window);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the window has not been drawn yet");
    return FALSE;
  }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  saved = gdk_texture_save_to_png (texture, path);
  if (!saved)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
  return saved;
}
