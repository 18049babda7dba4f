/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The terms that a labour contract must have (Labour Contract Law art. 17, and what other laws want
 * to stand in it), looked for in its text. A keyword alone lies: 职业病 stands in many contracts
 * only where they say who may not be dismissed. So a term is there when a title of its own has text
 * below it, or when one sentence says what it is about; it is mentioned when its word stands
 * anywhere; and otherwise it was not found. Whoever is told so decides. Any thread.
 */

typedef enum {
  YYQ_CLAUSE_EMPLOYER_NAME,
  YYQ_CLAUSE_EMPLOYER_ADDRESS,
  YYQ_CLAUSE_EMPLOYER_REPRESENTATIVE,
  YYQ_CLAUSE_WORKER_NAME,
  YYQ_CLAUSE_WORKER_ADDRESS,
  YYQ_CLAUSE_WORKER_DOCUMENT,
  YYQ_CLAUSE_TERM,
  YYQ_CLAUSE_WORK,
  YYQ_CLAUSE_WORKPLACE,
  YYQ_CLAUSE_HOURS,
  YYQ_CLAUSE_REST,
  YYQ_CLAUSE_PAY,
  YYQ_CLAUSE_SOCIAL_INSURANCE,
  YYQ_CLAUSE_PROTECTION,
  YYQ_CLAUSE_HAZARDS, /* also Law on Occupational Diseases art. 33 */
  YYQ_CLAUSE_WOMEN,   /* Law on the Protection of Women art. 44 */
  YYQ_CLAUSE_INJURY,  /* Work Safety Law art. 52 */
  YYQ_N_CLAUSES,
} YyqClause;

typedef enum {
  YYQ_CLAUSE_MISSING,   /* 未找到 */
  YYQ_CLAUSE_MENTIONED, /* 疑似（仅提及） */
  YYQ_CLAUSE_PRESENT,   /* 有 */
} YyqClauseState;

typedef struct {
  YyqClauseState state;
  guint paragraph; /* 0-based: where it stands, or is mentioned; meaningless when it is missing */
} YyqClauseFinding;

/* @paragraphs: of the whole document, in their order (NULL-terminated), as its text layer has them.
 * Fills @findings. */
void yyq_clauses_find (const char *const *paragraphs, YyqClauseFinding findings[YYQ_N_CLAUSES]);

/* Static, translated: "name of the employer". */
const char *yyq_clause_get_title (YyqClause clause);

/* Static, untranslated: the article that asks for it, "劳动合同法第十七条第一款第（一）项". */
const char *yyq_clause_get_article (YyqClause clause);

G_END_DECLS
