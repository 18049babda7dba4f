/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-formula.h"

#include <string.h>

#include "yyq-formula-node.h"

struct _YyqFormula {
  YyqFormulaNode *tree;
};

G_DEFINE_QUARK (yyq - formula - error - quark, yyq_formula_error)

/* Values */

void
yyq_formula_value_clear (YyqFormulaValue *value)
{
  g_free (value->text);
  *value = (YyqFormulaValue){ 0 };
}

/* "1234567.5000" becomes "1,234,567.50"; as many places as are not 0, two at least where one is. */
static char *
print_number (gint64 number)
{
  const guint64 size = number < 0 ? -(guint64) number : (guint64) number;
  const guint fraction = (guint) (size % (guint64) YYQ_FORMULA_ONE);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GUINT64_FORMAT, size / (guint64) YYQ_FORMULA_ONE);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ',');
  if (number < 0)
    g_string_prepend_c (text, '-');
  if (fraction > 0) {
    g_string_append_printf (text, ".%04u", fraction);
    while (g_str_has_suffix (text->str, "0") && strlen (strchr (text->str, '.')) > 3)
      g_string_truncate (text, text->len - 1);
  }
  return g_string_free (text, FALSE);
}

char *
yyq_formula_value_print (const YyqFormulaValue *value)
{
  switch (value->type) {
  case YYQ_FORMULA_NUMBER:
    return print_number (value->number);
  case YYQ_FORMULA_DAY:
    return g_strdup_printf ("%u年%u月%u日", (guint) g_date_get_year (&value->day),
                            (guint) g_date_get_month (&value->day),
                            (guint) g_date_get_day (&value->day));
  case YYQ_FORMULA_TEXT:
    return g_strdup (value->text != NULL ? value->text : "");
  case YYQ_FORMULA_BLANK:
  default:
    return g_strdup ("");
  }
}

/* Nodes */

YyqFormulaNode *
yyq_formula_node_new (YyqFormulaNodeKind kind, YyqFormulaType type)
{
  YyqFormulaNode *self = g_new0 (YyqFormulaNode, 1);

  self->kind = kind;
  self->type = type;
  self->operands = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_formula_node_free);
  return self;
}

void
yyq_formula_node_free (YyqFormulaNode *self)
{
  yyq_formula_value_clear (&self->constant);
  g_free (self->field);
  g_ptr_array_unref (self->operands);
  g_free (self);
}

/* Computing */

typedef struct {
  YyqFormulaValueOf value_of;
  gpointer user_data;
} Fields;

static gboolean
fits (__int128 number, gint64 *result)
{
  *result = (gint64) number;
  return number >= G_MININT64 && number <= G_MAXINT64;
}

static void
combine_numbers (YyqFormulaNodeKind kind, gint64 a, gint64 b, YyqFormulaValue *result)
{
  __int128 number = 0;

  if (kind == YYQ_FORMULA_NODE_DIVIDE && b == 0)
    return;
  if (kind == YYQ_FORMULA_NODE_ADD)
    number = (__int128) a + b;
  else if (kind == YYQ_FORMULA_NODE_SUBTRACT)
    number = (__int128) a - b;
  else if (kind == YYQ_FORMULA_NODE_MULTIPLY)
    number = (__int128) a * b / YYQ_FORMULA_ONE;
  else
    number = (__int128) a * YYQ_FORMULA_ONE / b;
  if (fits (number, &result->number))
    result->type = YYQ_FORMULA_NUMBER;
}

/* A number of days is whole, and stays where GDate has days. */
static void
move_day (const GDate *day, __int128 days, YyqFormulaValue *result)
{
  const gint64 julian = (gint64) g_date_get_julian (day);

  if (days % YYQ_FORMULA_ONE != 0)
    return;
  days = days / YYQ_FORMULA_ONE + julian;
  if (days < 1 || days > 365 * 9999)
    return;
  g_date_clear (&result->day, 1);
  g_date_set_julian (&result->day, (guint32) days);
  result->type = YYQ_FORMULA_DAY;
}

static void
combine (YyqFormulaNodeKind kind, const YyqFormulaValue *a, const YyqFormulaValue *b,
         YyqFormulaValue *result)
{
  if (a->type == YYQ_FORMULA_NUMBER)
    combine_numbers (kind, a->number, b->number, result);
  else if (b->type == YYQ_FORMULA_NUMBER)
    move_day (&a->day, kind == YYQ_FORMULA_NODE_ADD ? b->number : -(__int128) b->number, result);
  else {
    result->number = (gint64) g_date_days_between (&b->day, &a->day) * YYQ_FORMULA_ONE;
    result->type = YYQ_FORMULA_NUMBER;
  }
}

static void
copy_value (const YyqFormulaValue *from, YyqFormulaValue *to)
{
  *to = *from;
  to->text = g_strdup (from->text);
}

/* What a field has may be of another kind than it had when the formula was typed. */
static void
read_field (const YyqFormulaNode *node, const Fields *fields, YyqFormulaValue *result)
{
  fields->value_of (node->field, result, fields->user_data);
  if (result->type != node->type ||
      (result->type == YYQ_FORMULA_DAY && !g_date_valid (&result->day)))
    yyq_formula_value_clear (result);
}

static void
apply (const YyqFormulaNode *node, const YyqFormulaValue *values, YyqFormulaValue *result)
{
  if (node->kind == YYQ_FORMULA_NODE_CALL)
    node->function->compute (values, node->operands->len, result);
  else if (node->kind == YYQ_FORMULA_NODE_NEGATE)
    combine_numbers (YYQ_FORMULA_NODE_SUBTRACT, 0, values[0].number, result);
  else
    combine (node->kind, &values[0], &values[1], result);
}

static void
compute (const YyqFormulaNode *node, const Fields *fields, YyqFormulaValue *result)
{
  YyqFormulaValue values[YYQ_FORMULA_ARGUMENTS_MOST] = { 0 };
  gboolean blank = FALSE;

  if (node->kind == YYQ_FORMULA_NODE_CONSTANT) {
    copy_value (&node->constant, result);
    return;
  }
  if (node->kind == YYQ_FORMULA_NODE_FIELD) {
    read_field (node, fields, result);
    return;
  }
  for (guint i = 0; i < node->operands->len; i++) {
    compute (node->operands->pdata[i], fields, &values[i]);
    blank |= values[i].type == YYQ_FORMULA_BLANK;
  }
  if (!blank)
    apply (node, values, result);
  for (guint i = 0; i < node->operands->len; i++)
    yyq_formula_value_clear (&values[i]);
}

/* Formulas */

YyqFormula *
yyq_formula_new (const char *text, YyqFormulaTypeOf type_of, gpointer user_data, guint *at,
                 GError **error)
{
  YyqFormulaNode *tree = yyq_formula_parse (text, type_of, user_data, at, error);
  YyqFormula *self;

  if (tree == NULL)
    return NULL;
  self = g_new0 (YyqFormula, 1);
  self->tree = tree;
  return self;
}

void
yyq_formula_free (YyqFormula *self)
{
  yyq_formula_node_free (self->tree);
  g_free (self);
}

YyqFormulaType
yyq_formula_get_result (const YyqFormula *self)
{
  return self->tree->type;
}

void
yyq_formula_compute (const YyqFormula *self, YyqFormulaValueOf value_of, gpointer user_data,
                     YyqFormulaValue *value)
{
  *value = (YyqFormulaValue){ 0 };
  compute (self->tree, &(Fields){ value_of, user_data }, value);
}

static void
collect_fields (const YyqFormulaNode *node, GPtrArray *fields)
{
  if (node->field != NULL &&
      !g_ptr_array_find_with_equal_func (fields, node->field, g_str_equal, NULL))
    g_ptr_array_add (fields, g_strdup (node->field));
  for (guint i = 0; i < node->operands->len; i++)
    collect_fields (node->operands->pdata[i], fields);
}

char **
yyq_formula_list_fields (const YyqFormula *self)
{
  GPtrArray *fields = g_ptr_array_new ();

  collect_fields (self->tree, fields);
  g_ptr_array_add (fields, NULL);
  return (char **) g_ptr_array_free (fields, FALSE);
}

/* Circles */

typedef struct {
  GHashTable *formulas;
  GHashTable *done; /* fields that no circle goes through */
  GPtrArray *way;   /* from the field where the search began to the one where it is */
} Search;

/* TRUE: the way ends in a field that it went through before. */
static gboolean
follow (Search *self, const char *field)
{
  const YyqFormula *formula = g_hash_table_lookup (self->formulas, field);
  const gboolean again = g_ptr_array_find_with_equal_func (self->way, field, g_str_equal, NULL);
  g_auto (GStrv) next = NULL;

  if (formula == NULL || g_hash_table_contains (self->done, field))
    return FALSE;
  g_ptr_array_add (self->way, g_strdup (field));
  if (again)
    return TRUE;
  next = yyq_formula_list_fields (formula);
  for (char **at = next; *at != NULL; at++)
    if (follow (self, *at))
      return TRUE;
  g_ptr_array_set_size (self->way, (int) self->way->len - 1);
  g_hash_table_add (self->done, g_strdup (field));
  return FALSE;
}

char **
yyq_formula_find_circle (GHashTable *formulas)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func (g_free);
  Search search = { formulas, done, way };
  GHashTableIter i;
  const char *field;
  guint first;

  g_hash_table_iter_init (&i, formulas);
  while (g_hash_table_iter_next (&i, (gpointer *) &field, NULL)) {
    GPtrArray *circle;

    if (!follow (&search, field))
      continue;
    /* What leads into the circle does not belong to it. */
    g_ptr_array_find_with_equal_func (way, way->pdata[way->len - 1], g_str_equal, &first);
    circle = g_ptr_array_new ();
    for (guint at = first; at + 1 < way->len; at++)
      g_ptr_array_add (circle, g_strdup (way->pdata[at]));
    g_ptr_array_add (circle, NULL);
    return (char **) g_ptr_array_free (circle, FALSE);
  }
  return NULL;
}
