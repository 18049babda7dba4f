/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-worker.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "yyq-error.h"
#include "yyq-pdf-normalize.h"

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, "%s: %s", what, g_strerror (errno));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *data)
{
  gsize left;
  const guint8 *at = g_bytes_get_data (data, &left);

  while (left > 0) {
    gssize n = write (fd, at, left);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    at += n;
    left -= (gsize) n;
  }
  return lseek (fd, 0, SEEK_SET) == 0;
}

/* Both ways are files in memory: nothing to deadlock on, and RLIMIT_FSIZE bounds the answer. */
static GSubprocess *
start (int upload, int result, GError **error)
{
  /* Only a build that is not installed says where its worker is. */
  const char *in_build = g_getenv ("YYQ_PDF_WORKER");
  g_autofree char *installed = g_build_filename (YYQ_LIBEXECDIR, "yyq-pdf-worker", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (in_build != NULL ? G_SUBPROCESS_FLAGS_NONE : G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) failed = NULL;
  GSubprocess *worker;

  g_subprocess_launcher_take_stdin_fd (launcher, dup (upload));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (result));
  worker = g_subprocess_launcher_spawn (launcher, &failed, in_build != NULL ? in_build : installed, NULL);
  if (worker == NULL)
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, failed->message);
  return worker;
}

/* FALSE when it did not come to its own end. */
static gboolean
judge (GSubprocess *worker, GError **error)
{
  int number;

  if (g_subprocess_get_successful (worker))
    return TRUE;
  number = g_subprocess_get_if_signaled (worker) ? g_subprocess_get_term_sig (worker) : 0;
  if (number == SIGXCPU || number == SIGALRM)
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "takes too long");
  else if (number == SIGXFSZ)
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "becomes too large");
  else
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, "the worker ended with status %d", g_subprocess_get_status (worker));
  return FALSE;
}

/* One byte, 0 for a PDF behind it, else the error's code + 1 and its message. */
static GBytes *
read_result (int fd, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  g_autoptr (GBytes) all = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  gsize length = 0;
  const char *data = all != NULL ? g_bytes_get_data (all, &length) : NULL;
  g_autofree char *text = NULL;

  if (length == 0) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, "the worker gave no answer");
    return NULL;
  }
  if (data[0] == 0)
    return g_bytes_new (data + 1, length - 1);
  text = g_utf8_make_valid (data + 1, (gssize) MIN (length - 1, 1000));
  g_set_error_literal (error, YYQ_PDF_ERROR, data[0] > 0 && data[0] <= YYQ_PDF_ERROR_FAILED + 1 ? data[0] - 1 : YYQ_PDF_ERROR_FAILED, text);
  return NULL;
}

static GBytes *
run (GBytes *upload, int in, int out, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocess) worker = NULL;

  if (in < 0 || out < 0 || !write_all (in, upload)) {
    fail (error, "memfd");
    return NULL;
  }
  worker = start (in, out, error);
  if (worker == NULL)
    return NULL;
  if (!g_subprocess_wait (worker, cancellable, error)) {
    g_subprocess_force_exit (worker);
    return NULL;
  }
  return judge (worker, error) ? read_result (out, error) : NULL;
}

GBytes *
yyq_pdf_normalize_in_worker (GBytes *upload, GCancellable *cancellable, GError **error)
{
  GBytes *result;
  int in, out;

  if (g_bytes_get_size (upload) > YYQ_PDF_MAX_UPLOAD) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d bytes", YYQ_PDF_MAX_UPLOAD);
    return NULL;
  }
  in = memfd_create ("upload.pdf", MFD_CLOEXEC);
  out = memfd_create ("normalised.pdf", MFD_CLOEXEC);
  result = run (upload, in, out, cancellable, error);
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  return result;
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
yyq_pdf_normalize_in_worker_async (GBytes *upload,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
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
