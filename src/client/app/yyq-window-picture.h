/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws what @window shows now into a PNG file. Its dialogs stand over its middle; popovers are not
 * in it. */
gboolean yyq_window_picture_save (GtkWindow *window, const char *path, GError **error);

G_END_DECLS
