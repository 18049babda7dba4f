/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-term.h"

#define FEN_OF_YUAN 100

/* FALSE: the month that is @months later has no day of this number, and @day is its last one. */
static gboolean
same_day_later (const GDate *start, guint months, GDate *day)
{
  *day = *start;
  g_date_add_months (day, months); /* stops at the last day of a shorter month */
  return g_date_get_day (day) == g_date_get_day (start);
}

void
yyq_term_get_end (const GDate *start, guint months, GDate *end)
{
  g_return_if_fail (g_date_valid (start));

  if (same_day_later (start, months, end))
    g_date_subtract_days (end, 1);
}

guint
yyq_term_count_months (const GDate *start, const GDate *end)
{
  int months;
  GDate last;

  g_return_val_if_fail (g_date_valid (start) && g_date_valid (end), 0);
  /* One too many at most. */
  months = ((int) g_date_get_year (end) - (int) g_date_get_year (start)) * 12 +
           (int) g_date_get_month (end) - (int) g_date_get_month (start) + 1;
  for (; months > 0; months--) {
    yyq_term_get_end (start, (guint) months, &last);
    if (g_date_compare (&last, end) <= 0)
      return (guint) months;
  }
  return 0;
}

guint
yyq_term_get_probation_limit (YyqTermKind kind, guint months, gboolean worked_before)
{
  if (worked_before || kind == YYQ_TERM_TASK || kind == YYQ_TERM_PART_TIME)
    return 0;
  if (kind == YYQ_TERM_OPEN_ENDED || months >= 36)
    return 6;
  if (months >= 12)
    return 2;
  return months >= 3 ? 1 : 0;
}

gint64
yyq_term_get_probation_pay_floor (gint64 pay_fen, gint64 minimum_fen)
{
  const gint64 share_fen = (pay_fen * 8 + 9) / 10;

  return (MAX (share_fen, minimum_fen) + FEN_OF_YUAN - 1) / FEN_OF_YUAN;
}
