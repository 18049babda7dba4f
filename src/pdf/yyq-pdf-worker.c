/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-worker.h"

#include "yyq-error.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-worker-process.h"

/* One byte, 0 for a PDF behind it, else the error's code + 1 and its message. */
static GBytes *
read_result (GBytes *answer, GError **error)
{
  gsize length = 0;
  const char *data = answer != NULL ? g_bytes_get_data (answer, &length) : NULL;
  g_autofree char *text = NULL;

  if (length == 0) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, "the worker gave no answer");
    return NULL;
  }
  if (data[0] == 0)
    return g_bytes_new (data + 1, length - 1);
  text = g_utf8_make_valid (data + 1, (gssize) MIN (length - 1, 1000));
  g_set_error_literal (
    error, YYQ_PDF_ERROR,
    data[0] > 0 && data[0] <= YYQ_PDF_ERROR_FAILED + 1 ? data[0] - 1 : YYQ_PDF_ERROR_FAILED, text);
  return NULL;
}

GBytes *
yyq_pdf_normalize_in_worker (GBytes *upload, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer = NULL;

  if (g_bytes_get_size (upload) > YYQ_PDF_MAX_UPLOAD) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d bytes",
                 YYQ_PDF_MAX_UPLOAD);
    return NULL;
  }
  if (!yyq_pdf_worker_run (YYQ_PDF_WORKER_NORMALISE, NULL, upload, &answer, cancellable, error))
    return NULL;
  return read_result (answer, error);
}

static void
in_thread (GTask *task, gpointer source, gpointer upload, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *result = yyq_pdf_normalize_in_worker (upload, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_pdf_normalize_in_worker_async (GBytes *upload, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_pdf_normalize_in_worker_async);
  g_task_set_task_data (task, g_bytes_ref (upload), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, in_thread);
}

GBytes *
yyq_pdf_normalize_in_worker_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
