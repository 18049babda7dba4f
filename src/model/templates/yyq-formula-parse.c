/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-formula-node.h"

#include <glib/gi18n.h>

/*
 *   sum     = product { ("+" | "-") product }
 *   product = sign { ("*" | "/") sign }
 *   sign    = "-" sign | thing
 *   thing   = number [ "%" ] | '"' text '"' | "(" sum ")" | name [ "(" [ sum { "," sum } ] ")" ]
 *
 * A name before a parenthesis is a function, else a field. Full-width marks are as good.
 */

#define DIGITS_MOST 12
#define PLACES_MOST 4

typedef struct {
  gunichar *text; /* folded character by character, so that places stay */
  guint at;
  guint depth;
  guint n_nodes;
  guint wrong; /* the place that the error is about */
  YyqFormulaTypeOf type_of;
  gpointer user_data;
  GError *error; /* (nullable): the first one */
} Parser;

static YyqFormulaNode *parse_sum (Parser *self);

static gunichar
fold (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xfee0;
  switch (c) {
  case 0x00d7: /* × */
    return '*';
  case 0x00f7: /* ÷ */
    return '/';
  case 0x201c: /* “ */
  case 0x201d: /* ” */
    return '"';
  case 0x3000:
    return ' ';
  default:
    return c;
  }
}

/* (transfer full): NULL always, so that it can be returned. Takes @words. */
static YyqFormulaNode *
refuse (Parser *self, guint at, YyqFormulaErrorCode code, char *words)
{
  if (self->error == NULL) {
    self->error = g_error_new_literal (YYQ_FORMULA_ERROR, (int) code, words);
    self->wrong = at;
  }
  g_free (words);
  return NULL;
}

static gunichar
peek (Parser *self)
{
  while (g_unichar_isspace (self->text[self->at]))
    self->at++;
  return self->text[self->at];
}

static gboolean
take (Parser *self, gunichar c)
{
  if (peek (self) != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static YyqFormulaNode *
refuse_here (Parser *self)
{
  const gunichar c = peek (self);
  char mark[7] = { 0 };

  if (c == 0)
    return refuse (self, self->at, YYQ_FORMULA_ERROR_SYNTAX,
                   g_strdup (_ ("Something is missing at the end.")));
  g_unichar_to_utf8 (c, mark);
  return refuse (self, self->at, YYQ_FORMULA_ERROR_SYNTAX,
                 g_strdup_printf (_ ("“%s” does not belong here."), mark));
}

/* (nullable) */
static YyqFormulaNode *
make (Parser *self, YyqFormulaNodeKind kind, YyqFormulaType type)
{
  if (++self->n_nodes > YYQ_FORMULA_NODES_MOST)
    return refuse (self, self->at, YYQ_FORMULA_ERROR_SIZE,
                   g_strdup (_ ("The formula is too long.")));
  return yyq_formula_node_new (kind, type);
}

static const char *
say_type (YyqFormulaType type)
{
  switch (type) {
  case YYQ_FORMULA_NUMBER:
    return C_ ("formula", "a number");
  case YYQ_FORMULA_DAY:
    return C_ ("formula", "a day");
  case YYQ_FORMULA_TEXT:
    return C_ ("formula", "a text");
  case YYQ_FORMULA_BLANK:
  default:
    return "";
  }
}

static YyqFormulaNode *
refuse_type (Parser *self, guint at, YyqFormulaType wanted, YyqFormulaType found)
{
  /* Translators: what is needed, and what stands there: “a day”, “a number” */
  return refuse (
    self, at, YYQ_FORMULA_ERROR_TYPE,
    g_strdup_printf (_ ("Here %s is needed, not %s."), say_type (wanted), say_type (found)));
}

static YyqFormulaNode *
parse_number (Parser *self)
{
  const guint begin = self->at;
  gint64 number = 0;
  gint64 place = YYQ_FORMULA_ONE;
  YyqFormulaNode *node;

  while (self->text[self->at] < 0x80 && g_ascii_isdigit ((char) self->text[self->at]) &&
         self->at - begin < DIGITS_MOST)
    number = number * 10 + (self->text[self->at++] - '0') * YYQ_FORMULA_ONE;
  if (self->text[self->at] == '.')
    for (self->at++;
         self->text[self->at] < 0x80 && g_ascii_isdigit ((char) self->text[self->at]) && place > 1;
         self->at++) {
      place /= 10;
      number += (self->text[self->at] - '0') * place;
    }
  if (self->text[self->at] < 0x80 && g_ascii_isdigit ((char) self->text[self->at]))
    return refuse (self, begin, YYQ_FORMULA_ERROR_SIZE,
                   g_strdup (_ ("This number has too many digits.")));
  if (take (self, '%'))
    number /= 100;
  node = make (self, YYQ_FORMULA_NODE_CONSTANT, YYQ_FORMULA_NUMBER);
  if (node != NULL)
    node->constant = (YyqFormulaValue){ .type = YYQ_FORMULA_NUMBER, .number = number };
  return node;
}

static YyqFormulaNode *
parse_text (Parser *self)
{
  const guint begin = ++self->at;
  YyqFormulaNode *node;

  while (self->text[self->at] != 0 && self->text[self->at] != '"')
    self->at++;
  if (self->text[self->at] == 0)
    return refuse_here (self);
  node = make (self, YYQ_FORMULA_NODE_CONSTANT, YYQ_FORMULA_TEXT);
  if (node != NULL) {
    node->constant.type = YYQ_FORMULA_TEXT;
    node->constant.text =
      g_ucs4_to_utf8 (self->text + begin, (glong) (self->at - begin), NULL, NULL, NULL);
  }
  self->at++;
  return node;
}

static gboolean
is_of_name (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_' || c == '.';
}

static YyqFormulaNode *
parse_field (Parser *self, const char *name, guint begin)
{
  const YyqFormulaType type = self->type_of (name, self->user_data);
  YyqFormulaNode *node;

  if (type == YYQ_FORMULA_BLANK)
    return refuse (self, begin, YYQ_FORMULA_ERROR_UNKNOWN,
                   g_strdup_printf (_ ("There is no field “%s”."), name));
  node = make (self, YYQ_FORMULA_NODE_FIELD, type);
  if (node != NULL)
    node->field = g_strdup (name);
  return node;
}

/* FALSE and an error: the argument is missing or of another type. */
static gboolean
add_argument (Parser *self, YyqFormulaNode *call)
{
  const YyqFormulaType wanted =
    call->operands->len == 0 ? call->function->first : call->function->rest;
  guint begin;
  YyqFormulaNode *argument;

  peek (self);
  begin = self->at;
  argument = parse_sum (self);
  if (argument == NULL)
    return FALSE;
  g_ptr_array_add (call->operands, argument);
  if (argument->type != wanted)
    refuse_type (self, begin, wanted, argument->type);
  return argument->type == wanted;
}

static YyqFormulaNode *
parse_call (Parser *self, const char *name, guint begin)
{
  const YyqFormulaFunction *function = yyq_formula_find_function (name);
  g_autoptr (YyqFormulaNode) call = NULL;

  if (function == NULL)
    return refuse (self, begin, YYQ_FORMULA_ERROR_UNKNOWN,
                   g_strdup_printf (_ ("There is no function “%s”."), name));
  call = make (self, YYQ_FORMULA_NODE_CALL, function->result);
  if (call == NULL)
    return NULL;
  call->function = function;
  do {
    if (call->operands->len == function->most)
      return refuse (self, begin, YYQ_FORMULA_ERROR_SYNTAX,
                     g_strdup_printf (_ ("“%s” was given too much."), name));
    if (!add_argument (self, call))
      return NULL;
  } while (take (self, ','));
  if (call->operands->len < function->least)
    return refuse (self, begin, YYQ_FORMULA_ERROR_SYNTAX,
                   g_strdup_printf (_ ("“%s” was given too little."), name));
  return take (self, ')') ? g_steal_pointer (&call) : refuse_here (self);
}

static YyqFormulaNode *
parse_name (Parser *self)
{
  const guint begin = self->at;
  g_autofree char *name = NULL;

  while (is_of_name (self->text[self->at]))
    self->at++;
  name = g_ucs4_to_utf8 (self->text + begin, (glong) (self->at - begin), NULL, NULL, NULL);
  return take (self, '(') ? parse_call (self, name, begin) : parse_field (self, name, begin);
}

static YyqFormulaNode *
parse_thing (Parser *self)
{
  const gunichar c = peek (self);
  g_autoptr (YyqFormulaNode) inner = NULL;

  if (c < 0x80 && g_ascii_isdigit ((char) c))
    return parse_number (self);
  if (c == '"')
    return parse_text (self);
  if (g_unichar_isalpha (c))
    return parse_name (self);
  if (!take (self, '('))
    return refuse_here (self);
  inner = parse_sum (self);
  if (inner == NULL)
    return NULL;
  return take (self, ')') ? g_steal_pointer (&inner) : refuse_here (self);
}

static YyqFormulaNode *
parse_sign (Parser *self)
{
  g_autoptr (YyqFormulaNode) operand = NULL;
  YyqFormulaNode *node;
  guint begin;

  if (self->depth >= YYQ_FORMULA_DEPTH_MOST)
    return refuse (self, self->at, YYQ_FORMULA_ERROR_SIZE,
                   g_strdup (_ ("The formula is too long.")));
  self->depth++;
  if (!take (self, '-')) {
    operand = parse_thing (self);
    self->depth--;
    return g_steal_pointer (&operand);
  }
  begin = self->at;
  operand = parse_sign (self);
  self->depth--;
  if (operand == NULL)
    return NULL;
  if (operand->type != YYQ_FORMULA_NUMBER)
    return refuse_type (self, begin, YYQ_FORMULA_NUMBER, operand->type);
  node = make (self, YYQ_FORMULA_NODE_NEGATE, YYQ_FORMULA_NUMBER);
  if (node != NULL)
    g_ptr_array_add (node->operands, g_steal_pointer (&operand));
  return node;
}

/* BLANK: the two do not go together. */
static YyqFormulaType
type_of_two (YyqFormulaNodeKind kind, YyqFormulaType a, YyqFormulaType b)
{
  if (a == YYQ_FORMULA_NUMBER && b == YYQ_FORMULA_NUMBER)
    return YYQ_FORMULA_NUMBER;
  if (a != YYQ_FORMULA_DAY)
    return YYQ_FORMULA_BLANK;
  if (b == YYQ_FORMULA_NUMBER &&
      (kind == YYQ_FORMULA_NODE_ADD || kind == YYQ_FORMULA_NODE_SUBTRACT))
    return YYQ_FORMULA_DAY;
  return b == YYQ_FORMULA_DAY && kind == YYQ_FORMULA_NODE_SUBTRACT ? YYQ_FORMULA_NUMBER
                                                                   : YYQ_FORMULA_BLANK;
}

/* Takes @a and @b (nullable); @begin: where @b stands. */
static YyqFormulaNode *
join (Parser *self, YyqFormulaNodeKind kind, YyqFormulaNode *a, YyqFormulaNode *b, guint begin)
{
  g_autoptr (YyqFormulaNode) left = a;
  g_autoptr (YyqFormulaNode) right = b;
  YyqFormulaType type;
  YyqFormulaNode *node;

  if (right == NULL)
    return NULL;
  type = type_of_two (kind, left->type, right->type);
  if (type == YYQ_FORMULA_BLANK)
    return refuse (self, begin, YYQ_FORMULA_ERROR_TYPE,
                   g_strdup_printf (_ ("%s and %s cannot be put together like this."),
                                    say_type (left->type), say_type (right->type)));
  node = make (self, kind, type);
  if (node == NULL)
    return NULL;
  g_ptr_array_add (node->operands, g_steal_pointer (&left));
  g_ptr_array_add (node->operands, g_steal_pointer (&right));
  return node;
}

static YyqFormulaNode *
parse_product (Parser *self)
{
  YyqFormulaNode *node = parse_sign (self);

  while (node != NULL) {
    const gunichar mark = peek (self);
    guint begin;

    if (mark != '*' && mark != '/')
      break;
    begin = ++self->at;
    node = join (self, mark == '*' ? YYQ_FORMULA_NODE_MULTIPLY : YYQ_FORMULA_NODE_DIVIDE, node,
                 parse_sign (self), begin);
  }
  return node;
}

static YyqFormulaNode *
parse_sum (Parser *self)
{
  YyqFormulaNode *node = parse_product (self);

  while (node != NULL) {
    const gunichar mark = peek (self);
    guint begin;

    if (mark != '+' && mark != '-')
      break;
    begin = ++self->at;
    node = join (self, mark == '+' ? YYQ_FORMULA_NODE_ADD : YYQ_FORMULA_NODE_SUBTRACT, node,
                 parse_product (self), begin);
  }
  return node;
}

YyqFormulaNode *
yyq_formula_parse (const char *text, YyqFormulaTypeOf type_of, gpointer user_data, guint *at,
                   GError **error)
{
  g_autofree gunichar *folded =
    g_utf8_validate (text, -1, NULL) ? g_utf8_to_ucs4 (text, -1, NULL, NULL, NULL) : NULL;
  Parser parser = { .text = folded, .type_of = type_of, .user_data = user_data };
  YyqFormulaNode *node;

  if (folded == NULL) {
    g_set_error_literal (error, YYQ_FORMULA_ERROR, YYQ_FORMULA_ERROR_SYNTAX,
                         _ ("This is no text."));
    return NULL;
  }
  for (gunichar *c = folded; *c != 0; c++)
    *c = fold (*c);
  node = parse_sum (&parser);
  if (node != NULL && peek (&parser) != 0) {
    refuse_here (&parser);
    g_clear_pointer (&node, yyq_formula_node_free);
  }
  if (node == NULL) {
    if (at != NULL)
      *at = parser.wrong;
    g_propagate_error (error, parser.error);
  }
  return node;
}
