/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control.h"
#include "yyq-formula.h"

G_BEGIN_DECLS

/* Business keys that employees, units and contracts have (劳动者.姓名), and the types of fields
 * that formulas read. */
typedef struct {
  const char *key;
  YyqFormulaType type;
  const char *sample; /* what it may be, for showing what comes of it; days as 2026-12-01 */
} YyqControlKey;

/* Static, in their order. */
const YyqControlKey *yyq_control_keys (guint *n);

/* (nullable) */
const YyqControlKey *yyq_control_keys_find (const char *key);

/* What a control of this kind holds for a formula. */
YyqFormulaType yyq_control_kind_get_formula_type (YyqControlKind kind);

/* Fills @value, which is BLANK, with what a sample or default says; stays BLANK when it says no
 * such thing. */
void yyq_control_read_value (const char *text, YyqFormulaType type, YyqFormulaValue *value);

G_END_DECLS
