/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yyq-pdf-worker VERB: reads one untrusted PDF from standard input, a file in memory, and answers
 * on standard output. normalise: the byte 0 and the clean file, or the error's code + 1 and its
 * message. blank: before the PDF stand the places to look at (yyq-pdf-blank.h); a byte for each of
 * them. draw: before the PDF stands the number of a page, eight bytes; the byte 0 when it could be
 * drawn. facts: question and answer as yyq-pdf-facts-code.h has them. Started by src/pdf only.
 */
#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "yyq-error.h"
#include "yyq-pdf-blank.h"
#include "yyq-pdf-facts.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-worker-process.h"
#include "yyq-pdf-worker.h"
#include "yyq-worker-blank.h"
#include "yyq-worker-drawing.h"
#include "yyq-worker-facts.h"
#include "yyq-worker-sandbox.h"

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
normalise (GBytes *upload)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) result = yyq_pdf_normalize (upload, &error);
  guint8 status = 0;

  if (result != NULL)
    return write_all (&status, 1) &&
           write_all (g_bytes_get_data (result, NULL), g_bytes_get_size (result));
  status = (guint8) ((error->domain == YYQ_PDF_ERROR ? error->code : YYQ_PDF_ERROR_FAILED) + 1);
  return write_all (&status, 1) && write_all (error->message, strlen (error->message));
}

static int
draw (const char *verb, GBytes *request)
{
  const guint8 drawn = 0;
  gboolean done;

  yyq_worker_drawing_prepare ();
  if (!yyq_worker_sandbox_enter (YYQ_PDF_BLANK_CPU_S, YYQ_PDF_BLANK_PATIENCE_S))
    return 1;
  if (g_str_equal (verb, YYQ_PDF_WORKER_BLANK))
    done = yyq_worker_blank_answer (request, write_all);
  else
    done = yyq_worker_drawing_try (request) && write_all (&drawn, 1);
  yyq_worker_drawing_end ();
  return done ? 0 : 1;
}

static int
tell_facts (GBytes *request)
{
  gboolean done;

  yyq_worker_drawing_prepare ();
  if (!yyq_worker_sandbox_enter (YYQ_PDF_FACTS_CPU_S, YYQ_PDF_FACTS_PATIENCE_S))
    return 1;
  done = yyq_worker_facts_answer (request, write_all);
  yyq_worker_drawing_end ();
  return done ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMappedFile) input = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, NULL);
  g_autoptr (GBytes) request = input != NULL ? g_mapped_file_get_bytes (input) : NULL;
  const char *verb = argc == 2 && request != NULL ? argv[1] : "";

  if (g_str_equal (verb, YYQ_PDF_WORKER_NORMALISE))
    return yyq_worker_sandbox_enter (YYQ_PDF_WORKER_CPU_S, YYQ_PDF_WORKER_PATIENCE_S) &&
               normalise (request)
             ? 0
             : 1;
  if (g_str_equal (verb, YYQ_PDF_WORKER_BLANK) || g_str_equal (verb, YYQ_PDF_WORKER_DRAW))
    return draw (verb, request);
  if (g_str_equal (verb, YYQ_PDF_WORKER_FACTS))
    return tell_facts (request);
  return 1;
}
