/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-preflight-private.h"

#include <glib/gi18n.h>

#include "yyq-control-fields.h"

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* @text is taken. */
static void
complain (GPtrArray *findings, const char *rule, YyqControl *control, char *text)
{
  YyqPreflightFinding *finding = yyq_preflight_add (findings, YYQ_PREFLIGHT_ERROR, rule, text);

  finding->control_id = g_strdup (yyq_control_get_id (control));
  finding->page = yyq_control_get_page (control);
}

static const char *
name_of (YyqControl *control)
{
  const char *name = yyq_control_get_name (control);

  return is_blank (name) && yyq_control_get_field (control) != NULL
           ? yyq_control_get_field (control)
           : (is_blank (name)
                ? _ (yyq_control_kind_get_info (yyq_control_get_kind (control))->title)
                : name);
}

/* Controls of one key show one value: they are of one kind, and one party fills them in. */
static void
add_key (const YyqControlFields *fields, YyqControl *control, GPtrArray *findings)
{
  const char *key = yyq_control_get_key (control);
  YyqControl *first = is_blank (key) ? NULL : yyq_control_fields_find (fields, key);

  if (first == NULL || first == control)
    return;
  if (yyq_control_get_kind (first) != yyq_control_get_kind (control) ||
      g_strcmp0 (yyq_control_get_party (first), yyq_control_get_party (control)) != 0)
    complain (
      findings, "duplicate-key", control,
      g_strdup_printf (_ ("“%s” is the key of two controls that are not alike. What has one "
                          "key shows one value."),
                       key));
}

static gboolean
offers (YyqControl *control, const char *value)
{
  const char *const *options = yyq_control_get_options (control);

  return options == NULL || *options == NULL || g_strv_contains (options, value);
}

static void
add_condition (const YyqControlFields *fields, YyqControl *control, GPtrArray *findings)
{
  const char *key = yyq_control_get_when_key (control);
  const char *value = yyq_control_get_when_value (control);
  YyqControl *other = is_blank (key) ? NULL : yyq_control_fields_find (fields, key);

  if (is_blank (key))
    return;
  if (other == NULL)
    complain (
      findings, "condition", control,
      g_strdup_printf (_ ("“%s” depends on “%s”, which there is not."), name_of (control), key));
  else if (other == control)
    complain (findings, "condition", control,
              g_strdup_printf (_ ("“%s” depends on itself."), name_of (control)));
  else if (is_blank (value) || !offers (other, value))
    complain (findings, "condition", control,
              g_strdup_printf (_ ("“%s” applies when “%s” is “%s”, which cannot be chosen there."),
                               name_of (control), key, value != NULL ? value : ""));
}

/* (transfer full) (nullable) */
static YyqFormula *
read_formula (YyqControlFields *fields, YyqControl *control, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  const char *text = yyq_control_get_formula (control);
  YyqFormula *formula =
    is_blank (text) ? NULL
                    : yyq_formula_new (text, yyq_control_fields_type_of, fields, NULL, &error);

  if (error != NULL)
    complain (findings, "formula", control,
              g_strdup_printf (_ ("The formula of “%s” is not right: %s"), name_of (control),
                               error->message));
  return formula;
}

static void
add_circle (const YyqControlFields *fields, GHashTable *formulas, GPtrArray *findings)
{
  g_auto (GStrv) circle = yyq_formula_find_circle (formulas);
  g_autofree char *names = circle != NULL ? g_strjoinv (" → ", circle) : NULL;

  if (names != NULL)
    complain (findings, "circle", yyq_control_fields_find (fields, circle[0]),
              g_strdup_printf (_ ("Formulas wait for one another in a circle: %s"), names));
}

void
yyq_preflight_add_formulas (const YyqPreflight *self, GPtrArray *findings)
{
  g_autoptr (YyqControlFields) fields = yyq_control_fields_new (self->content);
  g_autoptr (GHashTable) formulas =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yyq_formula_free);
  GListModel *controls = yyq_template_content_get_controls (self->content);
  guint n = g_list_model_get_n_items (controls);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);
    YyqFormula *formula = read_formula (fields, control, findings);
    const char *field = yyq_control_get_field (control);

    add_key (fields, control, findings);
    add_condition (fields, control, findings);
    if (formula != NULL && field != NULL)
      g_hash_table_insert (formulas, (gpointer) field, formula);
    else
      g_clear_pointer (&formula, yyq_formula_free);
  }
  add_circle (fields, formulas, findings);
}
