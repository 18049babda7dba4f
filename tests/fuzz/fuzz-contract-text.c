/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clauses.h"
#include "yyq-contract-text.h"
#include "yyq-fuzz.h"
#include "yyq-wording.h"

/* Any bytes as the lines of a document's text layer. What is found stands in a paragraph that there
 * is, and joining lines loses none of them. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) paragraphs = yyq_contract_text_join ((const char *const *) lines);
  g_autofree char *before = g_strjoinv ("", lines);
  g_autofree char *after = g_strjoinv ("", paragraphs);
  const guint n = g_strv_length (paragraphs);
  YyqClauseFinding clauses[YYQ_N_CLAUSES];
  g_autoptr (GArray) wording = yyq_wording_find ((const char *const *) paragraphs);

  g_assert_cmpstr (before, ==, after);
  yyq_clauses_find ((const char *const *) paragraphs, clauses);
  for (guint i = 0; i < YYQ_N_CLAUSES; i++)
    g_assert_true (clauses[i].state == YYQ_CLAUSE_MISSING || clauses[i].paragraph < n);
  for (guint i = 0; i < wording->len; i++)
    g_assert_cmpuint (g_array_index (wording, YyqWordingFinding, i).paragraph, <, n);
  return 0;
}
