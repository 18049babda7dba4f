/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-retirement.h"
#include "yyq-term.h"

G_BEGIN_DECLS

/*
 * What the law says of the values of a contract that is to be made: what it forbids stands in the
 * way, what a clerk should mean is confirmed and recorded. What is not known judges nothing, so
 * that a form may ask while it is filled in. Any thread.
 */

/* Zeroed, nothing is known. */
typedef struct {
  gboolean has_kind;
  YyqTermKind kind;
  GDate start, end;       /* of the term; not valid: not known, or it has no end */
  guint months;           /* of a fixed term whose end is not known */
  guint probation_months; /* 0: none */
  gint64 monthly_fen;     /* the agreed pay; 0: not known, as of all amounts */
  gint64 hourly_fen;      /* of part-time work */
  gint64 probation_fen;   /* a month */
  GDate employment_start; /* 用工起始日 */
  GDate signing_day;      /* when both will have signed */
  gboolean worked_before; /* a contract between the same parties is known */
  GDate birth;
  gboolean has_retirement;
  YyqRetirementKind retirement;
  double hours_a_week;
  gboolean is_dispatched;  /* 劳务派遣 */
  const char *wage_region; /* (nullable): where the work is done, 410105, */
  guint wage_area;         /* and the class of its minimum wage; 0: not known */
} YyqValueFacts;

typedef enum {
  YYQ_VALUE_LEVEL_CONFIRM,
  YYQ_VALUE_LEVEL_ERROR,
} YyqValueLevel;

typedef struct {
  const char *rule; /* static: "W1" to "W8" */
  YyqValueLevel level;
  const char *article; /* static, untranslated: 劳动合同法第十九条 */
  const char *key;     /* static: the business key that it is about, 合同.试用期 */
  char *words;         /* translated: one sentence */
} YyqValueFinding;

/* (transfer full) (element-type YyqValueFinding): in the order of the rules. */
GArray *yyq_value_rules_judge (const YyqValueFacts *facts);

G_END_DECLS
