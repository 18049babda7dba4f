/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-lines.h"
#include "yyq-page-rows.h"
#include "yyq-suggestion-label.h"
#include "yyq-suggestions.h"

G_BEGIN_DECLS

/* Between the files of yyq-suggestions.h. */

/* A page that has more was made to take long; people's pages have a tenth of it. */
#define YYQ_FINDER_MAX_ROWS 500
#define YYQ_FINDER_MAX_FOUND 1000
#define YYQ_FINDER_MAX_CELLS 1000
#define YYQ_FINDER_MAX_SIGNING 60

/* Where a party's part of the document begins, or where it signs. */
typedef struct {
  YyqFieldParty party;
  gboolean signing;
  guint page;
  double x, baseline;
} YyqPartyMark;

typedef struct {
  const YyqPageFacts *facts;
  GPtrArray *rows;
  const YyqPageLines *lines;
  GPtrArray *found; /* of YyqSuggestion */
  GArray *marks;    /* of YyqPartyMark: those of the last rows that have some */
  double right;     /* pt: how far text goes */
  guint n_cells;    /* that were looked into */
  guint n_signing;  /* lines to sign on that were found */

  /* The row that is looked at. */
  guint index;
  const YyqPageRow *row;
  gboolean *taken; /* for each of its items */
} YyqFinder;

/* Items from @first up to but without @end, as text. (transfer full) */
char *yyq_finder_read (const YyqFinder *self, guint first, guint end);

/* What is written before item @index, back to the next blank, gap, wall or box; after item @index,
 * forward to the next. (transfer full) */
char *yyq_finder_read_left (const YyqFinder *self, guint index);
char *yyq_finder_read_right (const YyqFinder *self, guint index);
/* All before item @index that belongs to its sentence, the row before included. (transfer full) */
char *yyq_finder_read_sentence (const YyqFinder *self, guint index);

/* In whose part of the document something at @x of the row stands, and whether one signs there. */
YyqFieldParty yyq_finder_get_party (const YyqFinder *self, double x, gboolean *signing);

/* (transfer none): a new one, in the list. Takes nothing; @name (nullable) else @quote is the name.
 */
YyqSuggestion *yyq_finder_add (YyqFinder *self, YyqPageBox box, const YyqSuggestionLabel *label,
                               YyqSuggestionWhy why, const char *quote);
void yyq_suggestion_add_part (YyqSuggestion *suggestion, YyqPageBox box, const char *text);

/* Written, not free: none of those that stand for something. */
gboolean yyq_finder_is_text (const YyqFinder *self, guint index);

/* Reads the row's labels: whose part begins, which is over; and adds lines to sign on. */
void yyq_finder_look_for_signing (YyqFinder *self);
/* Makes what signs smaller where it would stand on something else. */
void yyq_finder_settle_signing (YyqFinder *self);
/* Gaps before 年, 月 and 日. */
void yyq_finder_look_for_dates (YyqFinder *self);
/* Boxes of all rows of the page. */
void yyq_finder_look_for_boxes (YyqFinder *self);
/* What is left: blanks, brackets, cells, labels. */
void yyq_finder_look_for_blanks (YyqFinder *self);

G_END_DECLS
