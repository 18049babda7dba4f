/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-formula-functions.h"

G_BEGIN_DECLS

/* The tree that a formula is; for the files of the formula alone. */

/* Nobody types more, and what is sent to us must not take long. */
#define YYQ_FORMULA_NODES_MOST 256
#define YYQ_FORMULA_DEPTH_MOST 32

typedef enum {
  YYQ_FORMULA_NODE_CONSTANT,
  YYQ_FORMULA_NODE_FIELD,
  YYQ_FORMULA_NODE_CALL,
  YYQ_FORMULA_NODE_NEGATE,
  YYQ_FORMULA_NODE_ADD,
  YYQ_FORMULA_NODE_SUBTRACT,
  YYQ_FORMULA_NODE_MULTIPLY,
  YYQ_FORMULA_NODE_DIVIDE,
} YyqFormulaNodeKind;

typedef struct {
  YyqFormulaNodeKind kind;
  YyqFormulaType type; /* of its result */
  YyqFormulaValue constant;
  char *field;                        /* (owned) (nullable) */
  const YyqFormulaFunction *function; /* (nullable) */
  GPtrArray *operands;                /* (owned): of YyqFormulaNode */
} YyqFormulaNode;

YyqFormulaNode *yyq_formula_node_new (YyqFormulaNodeKind kind, YyqFormulaType type);
void yyq_formula_node_free (YyqFormulaNode *self);

/* (transfer full) (nullable): as yyq_formula_new() says. */
YyqFormulaNode *yyq_formula_parse (const char *text, YyqFormulaTypeOf type_of, gpointer user_data,
                                   guint *at, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqFormulaNode, yyq_formula_node_free)

G_END_DECLS
