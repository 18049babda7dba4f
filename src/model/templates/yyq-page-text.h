/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * The text of a page in reading order, in one piece and folded: one writing for what looks alike,
 * as yyq_contract_text_fold() has it, and gaps only between words that are not Chinese. A line's
 * end is a gap like any other, so that a word which is broken there is found.
 */
typedef struct {
  const YyqPageFacts *facts;
  GString *text;     /* (owned) */
  GArray *positions; /* (owned) of guint: for each byte of text the index of its character */
} YyqPageText;

YyqPageText *yyq_page_text_new (const YyqPageFacts *facts);
void yyq_page_text_free (YyqPageText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPageText, yyq_page_text_free)

/* (transfer full): words folded in the same way, to be looked for. */
char *yyq_page_text_fold (const char *words);

/*
 * (transfer full) (element-type YyqPageBox): where the bytes from @start to @end stand, a box for
 * each line they are on, in reading order.
 */
GArray *yyq_page_text_find_boxes (const YyqPageText *self, gsize start, gsize end);

G_END_DECLS
