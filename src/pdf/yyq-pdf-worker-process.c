/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-worker-process.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "yyq-developer.h"
#include "yyq-error.h"
#include "yyq-process.h"

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
  return TRUE;
}

/* Both ways are files in memory: nothing to deadlock on, and RLIMIT_FSIZE bounds the answer. */
static GSubprocess *
start (const char *verb, int in, int out, GError **error)
{
  /* Only a build that is not installed says where its worker is. */
  const char *in_build = yyq_developer_getenv ("YYQ_PDF_WORKER");
  g_autofree char *program = yyq_process_find_program ("yyq-pdf-worker", in_build, "pdf/worker");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    in_build != NULL ? G_SUBPROCESS_FLAGS_NONE : G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) failed = NULL;
  GSubprocess *worker;

  g_subprocess_launcher_take_stdin_fd (launcher, dup (in));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (out));
  worker = g_subprocess_launcher_spawn (launcher, &failed, program, verb, NULL);
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
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, "the worker ended with status %d",
                 g_subprocess_get_status (worker));
  return FALSE;
}

static gboolean
wait_for (const char *verb, int in, int out, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocess) worker = start (verb, in, out, error);

  if (worker == NULL)
    return FALSE;
  if (!g_subprocess_wait (worker, cancellable, error)) {
    g_subprocess_force_exit (worker);
    return FALSE;
  }
  return judge (worker, error);
}

static GBytes *
read_answer (int fd)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, NULL);

  return file != NULL && g_mapped_file_get_length (file) > 0 ? g_mapped_file_get_bytes (file)
                                                             : NULL;
}

gboolean
yyq_pdf_worker_run (const char *verb, GBytes *head, GBytes *pdf, GBytes **answer,
                    GCancellable *cancellable, GError **error)
{
  int in = memfd_create ("upload.pdf", MFD_CLOEXEC);
  int out = memfd_create ("answer", MFD_CLOEXEC);
  gboolean done = in >= 0 && out >= 0 && (head == NULL || write_all (in, head)) &&
                  write_all (in, pdf) && lseek (in, 0, SEEK_SET) == 0;

  if (done)
    done = wait_for (verb, in, out, cancellable, error);
  else
    fail (error, "memfd");
  *answer = out >= 0 ? read_answer (out) : NULL;
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  return done;
}
