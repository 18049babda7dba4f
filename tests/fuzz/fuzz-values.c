/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-fuzz.h"
#include "yyq-mask.h"
#include "yyq-value.h"

/* Any bytes as each kind of value. What is right is UTF-8, stays as it is when it is judged again,
 * and can be read in its groups; a mask of it, whatever kind it is taken for, is UTF-8, too. */

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

/* Sealed values are cleaned text. */
static void
mask (const char *text)
{
  static char *(*const masks[]) (const char *value) = {
    yyq_mask_phone, yyq_mask_id_card, yyq_mask_document,
    yyq_mask_day,   yyq_mask_email,   yyq_mask_address,
  };
  g_autofree char *clean = yyq_value_normalize (YYQ_VALUE_TEXT, text);

  for (gsize i = 0; clean != NULL && i < G_N_ELEMENTS (masks); i++) {
    g_autofree char *masked = masks[i](clean);

    g_assert_true (g_utf8_validate (masked, -1, NULL));
    g_assert_nonnull (strchr (masked, '*'));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *folded = NULL;

  for (YyqValueKind kind = 0; kind < YYQ_N_VALUE_KINDS; kind++)
    judge (kind, text);
  mask (text);
  folded = yyq_company_name_fold (text);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  return 0;
}
