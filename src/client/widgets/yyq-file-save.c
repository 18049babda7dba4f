/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-file-save.h"

#include <glib/gi18n.h>

#include "yyq-toast.h"

static gboolean
write_local (const char *path, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) local = NULL;

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &local))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR,
                       (int) g_io_error_from_file_error ((GFileError) local->code), local->message);
  return FALSE;
}

static void
write_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GBytes *bytes = task_data;
  g_autofree char *path = g_file_get_path (source);
  GError *error = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const gboolean written =
    path != NULL ? write_local (path, bytes, &error)
                 : g_file_replace_contents (source, data, length, NULL, FALSE,
                                            G_FILE_CREATE_PRIVATE, NULL, cancellable, &error);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_file_save_write_async (GFile *file, GBytes *bytes, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_file_save_write_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_in_worker);
}

gboolean
yyq_file_save_write_finish (GFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What is to be saved, until somebody has said where. */
typedef struct {
  GtkWidget *widget; /* (owned) */
  GBytes *bytes;     /* (owned) */
} Asking;

static void
asking_free (Asking *self)
{
  g_object_unref (self->widget);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (yyq_file_save_write_finish (G_FILE (source), result, &error))
    yyq_toast_show_file (widget, G_FILE (source));
  else
    yyq_toast_show_error (widget, error);
}

/* Where the programs' start happens to be is no place for contracts. */
static void
start_in_documents (GtkFileChooser *dialog)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (path != NULL ? path : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (dialog, folder, NULL);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    yyq_file_save_write_async (file, asking->bytes, NULL, written_cb,
                               g_object_ref (asking->widget));
  g_object_unref (dialog);
  asking_free (asking);
}

void
yyq_file_save_ask (GtkWidget *widget, const char *title, const char *name, GBytes *bytes)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  Asking *asking = g_new (Asking, 1);

  asking->widget = g_object_ref (widget);
  asking->bytes = g_bytes_ref (bytes);
  start_in_documents (GTK_FILE_CHOOSER (dialog));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
