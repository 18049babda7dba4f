/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Wording in a labour contract that the law does not allow, or that a clerk should mean: what is
 * forbidden stands in the way of a template, what is doubtful is confirmed and recorded. A sentence
 * that forbids the same thing is no finding: 甲方不得收取押金. Any thread.
 */

typedef enum {
  YYQ_WORDING_CONFIRM,
  YYQ_WORDING_FORBIDDEN,
} YyqWordingLevel;

typedef struct {
  const char *id; /* static: "R6" */
  YyqWordingLevel level;
  const char *article; /* static, untranslated: 劳动合同法第二十五条 */
  const char *message; /* static, translated: one sentence */
  guint paragraph;     /* 0-based */
} YyqWordingFinding;

/* (transfer full) (element-type YyqWordingFinding): in the order of the text, each rule once for
 * each paragraph; two rules may have one id, of which one forbids and the other asks. @paragraphs:
 * NULL-terminated. */
GArray *yyq_wording_find (const char *const *paragraphs);

G_END_DECLS
