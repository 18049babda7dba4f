/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-facts.h"

#include "yyq-error.h"
#include "yyq-pdf-facts-code.h"
#include "yyq-pdf-worker-process.h"

/* The worker's end says more than that its answer has none. */
static gboolean
judge (GBytes *answer, const YyqPdfFactsQuestion *question, gboolean ended, GPtrArray **pages,
       GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  if (!yyq_pdf_facts_decode (answer != NULL ? answer : nothing, question, pages,
                             ended ? error : NULL))
    return FALSE;
  if ((*pages)->len > 0 || !ended)
    return ended;
  g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED, "no page could be read");
  return FALSE;
}

gboolean
yyq_pdf_facts_read (GBytes *pdf, guint first, guint n_pages, GPtrArray **pages,
                    GCancellable *cancellable, GError **error)
{
  const guint n = n_pages > 0 ? n_pages : YYQ_PDF_FACTS_MAX_PAGES;
  const YyqPdfFactsQuestion question = { first, MIN (n, YYQ_PDF_FACTS_MAX_PAGES) };
  g_autoptr (GBytes) head = g_bytes_new (&question, sizeof question);
  g_autoptr (GBytes) answer = NULL;
  const gboolean ended =
    yyq_pdf_worker_run (YYQ_PDF_WORKER_FACTS, head, pdf, &answer, cancellable, error);

  return judge (answer, &question, ended, pages, error);
}
