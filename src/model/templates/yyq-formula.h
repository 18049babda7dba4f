/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What fills a control from others: a typed tree over fields, numbers and a fixed set of functions
 * (yyq-formula-functions.h), without loops, names of its own or anything that runs long. It is
 * written, kept and sent as text: "终止日(合同.起始日, 合同.期限)". Immutable; any thread.
 */

typedef enum {
  YYQ_FORMULA_BLANK, /* not filled in, or no such field */
  YYQ_FORMULA_NUMBER,
  YYQ_FORMULA_DAY,
  YYQ_FORMULA_TEXT,
} YyqFormulaType;

/* Of a number. */
#define YYQ_FORMULA_ONE G_GINT64_CONSTANT (10000)

typedef struct {
  YyqFormulaType type;
  gint64 number; /* in ten-thousandths; money is in yuan */
  GDate day;
  char *text; /* (owned) (nullable) */
} YyqFormulaValue;

void yyq_formula_value_clear (YyqFormulaValue *value);

/* (transfer full): as a contract prints it: 8,500, 5,600.50, 2029年11月30日; a blank is empty. */
char *yyq_formula_value_print (const YyqFormulaValue *value);

typedef struct _YyqFormula YyqFormula;

/* What fields there are; BLANK: none of this name. */
typedef YyqFormulaType (*YyqFormulaTypeOf) (const char *field, gpointer user_data);

/* Fills @value, which is BLANK when it comes. */
typedef void (*YyqFormulaValueOf) (const char *field, YyqFormulaValue *value, gpointer user_data);

#define YYQ_FORMULA_ERROR (yyq_formula_error_quark ())
GQuark yyq_formula_error_quark (void);

typedef enum {
  YYQ_FORMULA_ERROR_SYNTAX,
  YYQ_FORMULA_ERROR_UNKNOWN, /* a field or a function */
  YYQ_FORMULA_ERROR_TYPE,
  YYQ_FORMULA_ERROR_SIZE,
} YyqFormulaErrorCode;

/*
 * (transfer full) (nullable): NULL and @error, in words for who is typing it, when it is none; then
 * @at (nullable) is the character that the words are about, from 0 on.
 */
YyqFormula *yyq_formula_new (const char *text, YyqFormulaTypeOf type_of, gpointer user_data,
                             guint *at, GError **error);
void yyq_formula_free (YyqFormula *self);

YyqFormulaType yyq_formula_get_result (const YyqFormula *self);

/* (transfer full): the fields that it reads, each once. */
char **yyq_formula_list_fields (const YyqFormula *self);

/* Fills @value: BLANK where a field is blank, or where there is no result: a division by 0, a
 * number too large, a term of a negative number of months. */
void yyq_formula_compute (const YyqFormula *self, YyqFormulaValueOf value_of, gpointer user_data,
                          YyqFormulaValue *value);

/*
 * (transfer full) (nullable): the names of fields that wait for one another in a circle, in its
 * order; NULL: none do. @formulas: field (char *) to YyqFormula.
 */
char **yyq_formula_find_circle (GHashTable *formulas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqFormula, yyq_formula_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqFormulaValue, yyq_formula_value_clear)

G_END_DECLS
