/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where @bytes are to be kept, at first among the documents, and says in a toast near @widget
 * what came of it. @name: what
 * is suggested. Main thread. */
void yyq_file_save_ask (GtkWidget *widget, const char *title, const char *name, GBytes *bytes);

/*
 * Writes @bytes to @file in a worker: the old file stays until the new one is whole and on the
 * disk. Only the person who saves may read it. Errors: G_IO_ERROR.
 */
void yyq_file_save_write_async (GFile *file, GBytes *bytes, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_file_save_write_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
