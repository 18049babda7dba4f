/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 年 月 日 that wait for their numbers: a gap, a blank or a space before each. */
#include "config.h"

#include <string.h>

#include "yyq-suggestions-private.h"

/* In sizes of a character. */
#define SPACE 0.4 /* between 年 and 月, where nothing is drawn */
#define YEAR_MOST 4.0
#define YEAR_WIDTH 2.6 /* where 年 begins a row */
#define ABOVE 1.0
#define BELOW 0.25

static gboolean
is_free (const YyqPageRow *row, guint index)
{
  const gunichar what = yyq_page_row_item (row, index)->what;

  return what == YYQ_ROW_BLANK || what == YYQ_ROW_GAP;
}

static YyqPageBox
slot (const YyqPageRow *row, double x0, double x1)
{
  return (YyqPageBox){ x0, row->baseline - ABOVE * row->em, x1, row->baseline + BELOW * row->em };
}

/* What is free behind item @at, up to @mark; FALSE when something else stands there, or nothing
 * would find room. */
static gboolean
take_slot (const YyqPageRow *row, guint *at, gunichar mark, YyqPageBox *box)
{
  const double x0 = yyq_page_row_item (row, *at)->box.x1;
  guint i = *at + 1;
  double x1;

  while (i < row->items->len && is_free (row, i))
    i++;
  if (i == row->items->len || yyq_page_row_item (row, i)->what != mark)
    return FALSE;
  x1 = yyq_page_row_item (row, i)->box.x0;
  *box = slot (row, x0, x1);
  *at = i;
  return x1 - x0 >= SPACE * row->em;
}

/* Before the year. @first: the first item of it. FALSE when the year is written already. */
static gboolean
take_year (const YyqPageRow *row, guint year, guint *first, YyqPageBox *box)
{
  const double x1 = yyq_page_row_item (row, year)->box.x0;
  double x0 = x1;

  *first = year;
  while (*first > 0 && is_free (row, *first - 1)) {
    (*first)--;
    x0 = yyq_page_row_item (row, *first)->box.x0;
    if (yyq_page_row_item (row, *first)->what == YYQ_ROW_GAP)
      x0 = MAX (x0, x1 - YEAR_MOST * row->em);
  }
  if (*first == year && (year == 0 || yyq_page_row_item (row, year - 1)->what == YYQ_ROW_WALL))
    x0 = MAX (0, x1 - YEAR_WIDTH * row->em);
  *box = slot (row, x0, x1);
  return x1 > x0;
}

static void
add_date (YyqFinder *self, guint first, guint last, const YyqPageBox slots[3])
{
  g_autofree char *left = yyq_finder_read_left (self, first);
  g_autofree char *right = yyq_finder_read_right (self, last);
  g_autofree char *sentence = yyq_finder_read_sentence (self, first);
  YyqSuggestionWords words = { left, right, sentence, YYQ_FIELD_PARTY_NONE, FALSE };
  YyqSuggestion *one;
  YyqSuggestionLabel label;

  words.party = yyq_finder_get_party (self, slots[0].x0, &words.signing);
  label = yyq_suggestion_label_find_date (&words);
  if (!label.known && *left == '\0')
    label.name = "日期";
  one = yyq_finder_add (self, slots[0], &label, YYQ_SUGGESTION_WHY_DATE,
                        *left != '\0' ? left : "年月日");
  for (guint i = 0; i < 3; i++)
    yyq_suggestion_add_part (one, slots[i], "");
  for (guint i = first; i <= last; i++)
    self->taken[i] = TRUE;
}

void
yyq_finder_look_for_dates (YyqFinder *self)
{
  const YyqPageRow *row = self->row;

  for (guint i = 0; i < row->items->len; i++) {
    YyqPageBox slots[3];
    guint first, at = i;

    if (yyq_page_row_item (row, i)->what == 0x5e74 /* 年 */ && !self->taken[i] &&
        take_slot (row, &at, 0x6708 /* 月 */, &slots[1]) &&
        take_slot (row, &at, 0x65e5 /* 日 */, &slots[2]) && take_year (row, i, &first, &slots[0])) {
      add_date (self, first, at, slots);
      i = at;
    }
  }
}
