/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-formula.h"

G_BEGIN_DECLS

/* More than any function that has a number of its own. */
#define YYQ_FORMULA_ARGUMENTS_MOST 16

/* What a formula may call; what they mean stands in docs/templates.md. */
typedef struct {
  const char *name;       /* as it is written: 终止日 */
  const char *other_name; /* the same in English: END */
  YyqFormulaType result;
  YyqFormulaType first; /* what it takes first, */
  YyqFormulaType rest;  /* and then */
  guint least;
  guint most;
  /* None of @arguments is blank, and their types are right; @result is BLANK. */
  void (*compute) (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result);
} YyqFormulaFunction;

/* (nullable) */
const YyqFormulaFunction *yyq_formula_find_function (const char *name);

G_END_DECLS
