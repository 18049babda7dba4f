/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-formula.h"
#include "yyq-fuzz.h"

/* Any bytes as a formula over fields of every type. What is one gives what it says that it gives,
 * or nothing, and can be printed; what is none is refused in words, at a place that it has. */

static YyqFormulaType
type_of (const char *field, gpointer user_data)
{
  switch (*field) {
  case 'd':
    return YYQ_FORMULA_DAY;
  case 't':
    return YYQ_FORMULA_TEXT;
  case 'x':
    return YYQ_FORMULA_BLANK;
  default:
    return YYQ_FORMULA_NUMBER;
  }
}

static void
value_of (const char *field, YyqFormulaValue *value, gpointer user_data)
{
  value->type = type_of (field, user_data);
  value->number = g_str_hash (field) * G_GINT64_CONSTANT (1000003);
  value->text = g_strdup (field);
  g_date_clear (&value->day, 1);
  g_date_set_julian (&value->day, g_str_hash (field) % 3000000 + 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  guint at = 0;
  g_autoptr (YyqFormula) formula = yyq_formula_new (text, type_of, NULL, &at, &error);
  g_auto (YyqFormulaValue) value = { 0 };
  g_autofree char *printed = NULL;

  if (formula == NULL) {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpuint (at, <=, size);
    return 0;
  }
  yyq_formula_compute (formula, value_of, NULL, &value);
  g_assert_true (value.type == YYQ_FORMULA_BLANK || value.type == yyq_formula_get_result (formula));
  printed = yyq_formula_value_print (&value);
  g_assert_true (g_utf8_validate (printed, -1, NULL));
  return 0;
}
