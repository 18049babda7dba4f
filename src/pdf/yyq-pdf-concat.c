/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-concat.h"

#include "yyq-qpdf.h"

static void
close_file (gpointer file)
{
  qpdf_data qpdf = file;

  yyq_qpdf_free (qpdf);
}

static gboolean
append_pages (qpdf_data qpdf, qpdf_data other, GError **error)
{
  const int n = qpdf_get_num_pages (other);

  for (int i = 0; i < n; i++)
    if (qpdf_add_page (qpdf, other, qpdf_get_page_n (other, (gsize) i), QPDF_FALSE) & QPDF_ERRORS) {
      yyq_qpdf_set_error (qpdf, "a page cannot be added", error);
      return FALSE;
    }
  return TRUE;
}

GBytes *
yyq_pdf_concat (GPtrArray *pdfs, GError **error)
{
  /* All stay open until the first one, which gets the pages, was written. */
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (close_file);

  g_return_val_if_fail (pdfs->len > 0, NULL);

  if (pdfs->len == 1)
    return g_bytes_ref (pdfs->pdata[0]);
  for (guint i = 0; i < pdfs->len; i++) {
    qpdf_data qpdf = yyq_qpdf_open (pdfs->pdata[i], FALSE, error);

    if (qpdf == NULL)
      return NULL;
    g_ptr_array_add (open, qpdf);
    if (i > 0 && !append_pages (open->pdata[0], qpdf, error))
      return NULL;
  }
  return yyq_qpdf_write (open->pdata[0], error);
}

static void
join_in_thread (GTask *task, gpointer source, gpointer pdfs, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *joined = yyq_pdf_concat (pdfs, &error);

  if (joined != NULL)
    g_task_return_pointer (task, joined, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_pdf_concat_async (GPtrArray *pdfs, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_pdf_concat_async);
  g_task_set_task_data (task, g_ptr_array_ref (pdfs), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, join_in_thread);
}

GBytes *
yyq_pdf_concat_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
