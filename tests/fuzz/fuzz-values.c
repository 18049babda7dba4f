/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fuzz.h"
#include "yyq-value.h"

/* Any bytes as each kind of value. What is right is UTF-8, stays as it is when it is judged again,
 * and can be read in its groups. */

static void
judge (YyqValueKind kind, const char *text)
{
  g_auto (YyqVerdict) verdict = { 0 };
  g_autofree char *grouped = NULL;
  g_autofree char *again = NULL;

  yyq_value_judge (kind, text, &verdict);
  g_assert_true (g_utf8_validate (verdict.value, -1, NULL));
  if (verdict.error != NULL || *verdict.value == '\0')
    return;
  g_assert_true (yyq_value_is_normal (kind, verdict.value));
  grouped = yyq_value_group (kind, verdict.value);
  again = yyq_value_normalize (kind, grouped);
  g_assert_cmpstr (again, ==, verdict.value);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *folded = NULL;

  for (YyqValueKind kind = 0; kind < YYQ_N_VALUE_KINDS; kind++)
    judge (kind, text);
  folded = yyq_company_name_fold (text);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  return 0;
}
