/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-fuzz.h"
#include "yyq-page-objects.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-verify.h"
#include "yyq-structure-kit.h"

/*
 * The first byte: 't', 's' or 'o', and what follows is appended to a contract that was signed just
 * now (with a table, a stream, object streams); anything else, and what follows is a file of its
 * own. An appended update that is called good shows the page as it was signed.
 */

static YyqStructureKit *kit;
static char *pages[YYQ_N_BASES];

static void
prepare (void)
{
  if (kit != NULL)
    return;
  kit = yyq_structure_kit_new ();
  for (guint i = 0; i < YYQ_N_BASES; i++)
    pages[i] = yyq_page_objects (kit->signed_[i]);
}

static gboolean
is_good (GBytes *pdf)
{
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, kit->trust, NULL);

  return report != NULL && (report->verdict == YYQ_PDF_VERDICT_VALID ||
                            report->verdict == YYQ_PDF_VERDICT_INCOMPLETE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char letters[] = "tso";
  const char *letter = size > 0 ? memchr (letters, data[0], sizeof letters - 1) : NULL;
  g_autoptr (GBytes) rest = g_bytes_new (data + (size > 0), size - (size > 0));
  g_autoptr (GBytes) pdf = NULL;

  prepare ();
  if (letter == NULL) {
    is_good (rest);
    return 0;
  }
  pdf = yyq_pdf_join (kit->signed_[letter - letters], rest);
  if (is_good (pdf)) {
    g_autofree char *page = yyq_page_objects (pdf);

    g_assert_cmpstr (page, ==, pages[letter - letters]);
  }
  return 0;
}
