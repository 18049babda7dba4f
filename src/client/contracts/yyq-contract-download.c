/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-download.h"

#include <string.h>

/* Most file systems take 255 bytes; the dialog may add a number. */
#define MAX_STEM_BYTES 200

static gboolean
forbidden (gunichar character)
{
  return g_unichar_iscntrl (character) ||
         (character < 0x80 && strchr ("/\\:*?\"<>|", (int) character) != NULL);
}

char *
yyq_contract_download_suggest_name (YyqContract *contract)
{
  const char *number = yyq_contract_get_number (contract);
  const char *title = yyq_contract_get_title (contract);
  g_autofree char *wanted = g_strjoin ("_", title != NULL ? title : "", number, NULL);
  GString *name = g_string_new (NULL);

  for (const char *at = wanted; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar character = forbidden (g_utf8_get_char (at)) ? '_' : g_utf8_get_char (at);

    if (name->len + 4 > MAX_STEM_BYTES)
      break;
    /* A leading dot would hide the file. */
    if (name->len > 0 || (character != '.' && character != ' '))
      g_string_append_unichar (name, character);
  }
  g_strchomp (name->str);
  g_string_set_size (name, strlen (name->str));
  g_string_append (name, name->len > 0 ? ".pdf" : "contract.pdf");
  return g_string_free (name, FALSE);
}

static gboolean
write_local (const char *path, GBytes *pdf, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (pdf, &length);
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
  GBytes *pdf = task_data;
  g_autofree char *path = g_file_get_path (source);
  GError *error = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (pdf, &length);
  const gboolean written =
    path != NULL ? write_local (path, pdf, &error)
                 : g_file_replace_contents (source, data, length, NULL, FALSE,
                                            G_FILE_CREATE_PRIVATE, NULL, cancellable, &error);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_contract_download_write_async (GFile *file, GBytes *pdf, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_contract_download_write_async);
  g_task_set_task_data (task, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_in_worker);
}

gboolean
yyq_contract_download_write_finish (GFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
