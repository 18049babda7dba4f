/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yyq-pdf-worker: normalises one untrusted PDF from standard input to standard output. The answer is
 * the byte 0 and the file, or the error's code + 1 and its message. Started by src/pdf only.
 */
#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "yyq-error.h"
#include "yyq-pdf-normalize.h"
#include "yyq-worker-sandbox.h"

static GBytes *
read_upload (void)
{
  g_autoptr (GByteArray) upload = g_byte_array_new ();
  static guint8 chunk[64 * 1024];
  gssize n;

  /* One byte too many is enough to be refused. */
  while (upload->len <= YYQ_PDF_MAX_UPLOAD && (n = read (STDIN_FILENO, chunk, sizeof chunk)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return NULL;
    g_byte_array_append (upload, chunk, (guint) n);
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&upload));
}

static gboolean
write_all (const void *data, gsize length)
{
  const guint8 *at = data;

  while (length > 0) {
    gssize n = write (STDOUT_FILENO, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
answer (GBytes *result, const GError *error)
{
  guint8 status = 0;

  if (result != NULL)
    return write_all (&status, 1) && write_all (g_bytes_get_data (result, NULL), g_bytes_get_size (result));
  status = (guint8) ((error->domain == YYQ_PDF_ERROR ? error->code : YYQ_PDF_ERROR_FAILED) + 1);
  return write_all (&status, 1) && write_all (error->message, strlen (error->message));
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) upload = NULL;
  g_autoptr (GBytes) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!yyq_worker_sandbox_enter ())
    return 1;
  upload = read_upload ();
  if (upload == NULL)
    return 1;
  result = yyq_pdf_normalize (upload, &error);
  return answer (result, error) ? 0 : 1;
}
