/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-blank.h"

#include "yyq-error.h"
#include "yyq-pdf-worker-process.h"

/* The number of areas, the areas, the file. */
static GBytes *
write_head (const YyqPdfBlankArea *areas, guint n_areas)
{
  GByteArray *head = g_byte_array_new ();
  guint64 n = n_areas;

  g_byte_array_append (head, (const guint8 *) &n, sizeof n);
  g_byte_array_append (head, (const guint8 *) areas, (guint) (n_areas * sizeof *areas));
  return g_byte_array_free_to_bytes (head);
}

/* A byte for each area that was decided. */
static void
read_answers (GBytes *answer, guint n_areas, YyqPdfBlank *answers)
{
  gsize length = 0;
  const guint8 *data = answer != NULL ? g_bytes_get_data (answer, &length) : NULL;

  for (guint i = 0; i < n_areas; i++) {
    guint8 value = i < length ? data[i] : YYQ_PDF_BLANK_UNKNOWN;

    answers[i] =
      value == YYQ_PDF_BLANK_YES || value == YYQ_PDF_BLANK_NO ? value : YYQ_PDF_BLANK_UNKNOWN;
  }
}

gboolean
yyq_pdf_blank_look (GBytes *pdf, const YyqPdfBlankArea *areas, guint n_areas, YyqPdfBlank *answers,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) answer = NULL;
  gboolean done = FALSE;

  if (n_areas > YYQ_PDF_BLANK_MAX_AREAS) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d places to look at",
                 YYQ_PDF_BLANK_MAX_AREAS);
  } else {
    head = write_head (areas, n_areas);
    done = yyq_pdf_worker_run (YYQ_PDF_WORKER_BLANK, head, pdf, &answer, cancellable, error);
  }
  read_answers (answer, n_areas, answers);
  return done;
}

gboolean
yyq_pdf_try_page (GBytes *pdf, guint page, GCancellable *cancellable, GError **error)
{
  const guint64 number = page;
  g_autoptr (GBytes) head = g_bytes_new (&number, sizeof number);
  g_autoptr (GBytes) answer = NULL;

  return yyq_pdf_worker_run (YYQ_PDF_WORKER_DRAW, head, pdf, &answer, cancellable, error);
}
