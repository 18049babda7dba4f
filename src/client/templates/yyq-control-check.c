/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-check.h"

#include <glib/gi18n.h>

#include "yyq-control-keys.h"
#include "yyq-formula.h"

/* (nullable): the first control that has this key. */
static YyqControl *
find_key (YyqTemplateEdit *edit, const char *key)
{
  const guint n = yyq_template_edit_get_n_controls (edit);

  for (guint i = 0; i < n; i++) {
    YyqControl *control = yyq_template_edit_get_control (edit, i);

    if (g_strcmp0 (yyq_control_get_key (control), key) == 0)
      return control;
  }
  return NULL;
}

static YyqFormulaType
type_of (const char *field, gpointer user_data)
{
  YyqControl *control = find_key (user_data, field);
  const YyqControlKey *known = yyq_control_keys_find (field);

  if (known != NULL)
    return known->type;
  return control != NULL ? yyq_control_kind_get_formula_type (yyq_control_get_kind (control))
                         : YYQ_FORMULA_BLANK;
}

static void
value_of (const char *field, YyqFormulaValue *value, gpointer user_data)
{
  YyqControl *control = find_key (user_data, field);
  const YyqControlKey *known = yyq_control_keys_find (field);
  const YyqFormulaType type = type_of (field, user_data);
  /* What a number or a day may be where nobody says. */
  const char *sample = type == YYQ_FORMULA_NUMBER ? "1000"
                       : type == YYQ_FORMULA_DAY  ? "2026-12-01"
                                                  : field;

  if (control != NULL)
    yyq_control_read_value (yyq_control_get_preset (control), type, value);
  if (value->type == YYQ_FORMULA_BLANK)
    yyq_control_read_value (known != NULL ? known->sample : sample, type, value);
}

char *
yyq_control_check_formula (YyqTemplateEdit *edit, const char *text, gboolean *wrong)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFormula) formula = NULL;
  g_auto (YyqFormulaValue) value = { 0 };
  g_autofree char *printed = NULL;
  guint at = 0;

  *wrong = FALSE;
  if (text == NULL || *text == '\0')
    return NULL;
  formula = yyq_formula_new (text, type_of, edit, &at, &error);
  if (formula == NULL) {
    *wrong = TRUE;
    /* Translators: at which letter of a formula something is wrong, and what */
    return g_strdup_printf (_ ("At %u: %s"), at + 1, error->message);
  }
  yyq_formula_compute (formula, value_of, edit, &value);
  printed = yyq_formula_value_print (&value);
  if (*printed == '\0')
    return g_strdup (_ ("Gives nothing for the sample values."));
  return g_strdup_printf (_ ("For example: %s"), printed);
}

char *
yyq_control_check_pattern (const char *pattern, const char *preset, const char *message,
                           gboolean *wrong)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autofree char *whole = NULL;

  *wrong = FALSE;
  if (pattern == NULL || *pattern == '\0')
    return NULL;
  whole = g_strdup_printf ("^(?:%s)$", pattern);
  regex = g_regex_new (whole, 0, 0, &error);
  if (regex == NULL) {
    *wrong = TRUE;
    return g_strdup_printf (_ ("Not a pattern: %s"), error->message);
  }
  if (preset == NULL || *preset == '\0' || g_regex_match (regex, preset, 0, NULL))
    return NULL;
  *wrong = TRUE;
  return message != NULL && *message != '\0' ? g_strdup_printf (_ ("The default: %s"), message)
                                             : g_strdup (_ ("The default does not fit it."));
}
