/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-field-words.h"
#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * Where a page asks to be filled in: blanks and underlined gaps, boxes to tick, gaps for a date,
 * empty cells, lines to sign on. What is filled in already is left alone, and so is what a form
 * field stands on. docs/templates.md tells what is looked for.
 */
typedef enum {
  YYQ_SUGGESTION_WHY_BLANK,     /* underscores */
  YYQ_SUGGESTION_WHY_UNDERLINE, /* a gap above a drawn line */
  YYQ_SUGGESTION_WHY_BRACKETS,  /* a gap in parentheses or 【】 */
  YYQ_SUGGESTION_WHY_LABEL,     /* a label with nothing behind it */
  YYQ_SUGGESTION_WHY_CELL,      /* an empty cell beside one with a label */
  YYQ_SUGGESTION_WHY_DATE,      /* gaps before 年, 月 and 日 */
  YYQ_SUGGESTION_WHY_BOX,       /* one box */
  YYQ_SUGGESTION_WHY_BOXES,     /* boxes of which to choose */
  YYQ_SUGGESTION_WHY_SIGNING,   /* a line to sign on */
} YyqSuggestionWhy;

/* A piece of the place: a gap of a date, or a box with what it stands for. */
typedef struct {
  YyqPageBox box;
  char *text; /* (owned): of a box; of a gap "" */
} YyqSuggestionPart;

typedef struct {
  guint page;
  double baseline;  /* of the row that it is on, or begins on */
  YyqPageBox box;   /* all of it. Of a seal the middle counts: its real size is the control's */
  const char *kind; /* static: a word of yyq-field-words.h */
  const char *key;  /* static (nullable): a business key */
  char *name;       /* what to call it; in Chinese, as the document is */
  YyqFieldParty party;
  YyqSuggestionWhy why;
  char *quote;   /* the words that it is by; may be empty */
  GArray *parts; /* (owned) (nullable) of YyqSuggestionPart: year, month, day; the boxes */
} YyqSuggestion;

#define YYQ_SUGGESTIONS_MAX 5000 /* of a document */

/*
 * (transfer full) (element-type YyqSuggestion): of @pages (element-type YyqPageFacts), which come
 * in their order, by page and from the top; the same for the same pages. The places of no two of
 * them overlap, where the place of boxes is the boxes. Any thread.
 */
GPtrArray *yyq_suggestions_find (GPtrArray *pages);

void yyq_suggestion_free (YyqSuggestion *suggestion);

/* (transfer full): why it is one, in a translated sentence. */
char *yyq_suggestion_say_why (const YyqSuggestion *suggestion);

G_END_DECLS
