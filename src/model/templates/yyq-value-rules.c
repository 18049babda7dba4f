/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-value-rules.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-minimum-wage.h"

#define DISPATCH_MONTHS_LEAST 24
#define PART_TIME_HOURS_MOST 24

static void
finding_clear (gpointer data)
{
  g_free (((YyqValueFinding *) data)->words);
}

/* Takes @words. */
static void
tell (GArray *findings, const char *rule, YyqValueLevel level, const char *article, const char *key,
      char *words)
{
  const YyqValueFinding finding = { rule, level, article, key, words };

  g_array_append_val (findings, finding);
}

/* (transfer full) */
static char *
say_day (const GDate *day)
{
  g_autoptr (GDateTime) midnight =
    yyq_clock_midnight (g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day));

  return yyq_clock_say_day (yyq_clock_to_ms (midnight));
}

/* (transfer full): 2,100 as 2100, and 20.60. */
static char *
say_yuan (gint64 fen)
{
  return fen % 100 == 0
           ? g_strdup_printf ("%" G_GINT64_FORMAT, fen / 100)
           : g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", fen / 100, (int) (fen % 100));
}

static gboolean
is_kind (const YyqValueFacts *facts, YyqTermKind kind)
{
  return facts->has_kind && facts->kind == kind;
}

/* FALSE: not known. By its days rather than by what somebody typed: a day too few is a month less.
 */
static gboolean
find_months (const YyqValueFacts *facts, guint *months)
{
  if (g_date_valid (&facts->start) && g_date_valid (&facts->end)) {
    *months = yyq_term_count_months (&facts->start, &facts->end);
    return TRUE;
  }
  *months = facts->months;
  return facts->months > 0;
}

/* (nullable): not known. Of the first day that is paid. */
static const YyqMinimumWage *
find_minimum (const YyqValueFacts *facts)
{
  const GDate *day = g_date_valid (&facts->start) ? &facts->start : &facts->employment_start;

  return g_date_valid (day) ? yyq_minimum_wage_find (facts->wage_region, facts->wage_area, day)
                            : NULL;
}

static void
judge_probation (GArray *findings, const YyqValueFacts *facts)
{
  guint months = 0;
  guint limit;
  char *words;

  if (!facts->has_kind || facts->probation_months == 0 || is_kind (facts, YYQ_TERM_PART_TIME) ||
      (is_kind (facts, YYQ_TERM_FIXED) && !facts->worked_before && !find_months (facts, &months)))
    return;
  limit = yyq_term_get_probation_limit (facts->kind, months, facts->worked_before);
  if (facts->probation_months <= limit)
    return;
  if (facts->worked_before)
    words = g_strdup (_ ("Probation is agreed once between the same parties."));
  else if (limit == 0)
    words = g_strdup (_ ("A contract of this term has no probation."));
  else
    words = g_strdup_printf (ngettext ("Probation lasts %u month at most with this term.",
                                       "Probation lasts %u months at most with this term.", limit),
                             limit);
  tell (findings, "W1", YYQ_VALUE_LEVEL_ERROR, "劳动合同法第十九条", "合同.试用期", words);
}

static void
judge_probation_pay (GArray *findings, const YyqValueFacts *facts)
{
  const YyqMinimumWage *minimum = find_minimum (facts);
  const gint64 minimum_fen = minimum != NULL ? minimum->monthly_fen : 0;
  g_autofree char *least = NULL;

  /* Exactly, as what is legal by a fen is legal; what is proposed instead is a whole amount. */
  if (facts->probation_fen == 0 ||
      (facts->probation_fen * 10 >= facts->monthly_fen * 8 && facts->probation_fen >= minimum_fen))
    return;
  least = say_yuan (yyq_term_get_probation_pay_floor (facts->monthly_fen, minimum_fen) * 100);
  tell (findings, "W2", YYQ_VALUE_LEVEL_ERROR, "劳动合同法第二十条、实施条例第十五条",
        "合同.试用期工资",
        g_strdup_printf (_ ("The pay of the probation is %s yuan a month at least."), least));
}

static void
judge_pay (GArray *findings, const YyqValueFacts *facts)
{
  const YyqMinimumWage *minimum = find_minimum (facts);
  const gboolean by_hour = is_kind (facts, YYQ_TERM_PART_TIME);
  const gint64 pay_fen = by_hour ? facts->hourly_fen : facts->monthly_fen;
  const gint64 least_fen =
    minimum == NULL ? 0 : (by_hour ? minimum->hourly_fen : minimum->monthly_fen);
  g_autofree char *least = say_yuan (least_fen);

  if (!facts->has_kind || pay_fen == 0 || pay_fen >= least_fen)
    return;
  tell (findings, "W3", YYQ_VALUE_LEVEL_ERROR, "劳动法第四十八条、劳动合同法实施条例第十四条",
        by_hour ? "合同.小时工资" : "合同.月工资",
        g_strdup_printf (by_hour
                           ? _ ("The minimum wage where the work is done is %s yuan an hour.")
                           : _ ("The minimum wage where the work is done is %s yuan a month."),
                         least));
}

static void
judge_start (GArray *findings, const YyqValueFacts *facts)
{
  if (facts->worked_before || !g_date_valid (&facts->start) ||
      !g_date_valid (&facts->employment_start) ||
      g_date_compare (&facts->start, &facts->employment_start) == 0)
    return;
  tell (findings, "W4", YYQ_VALUE_LEVEL_CONFIRM, "劳动合同法第七条、第十条", "合同.起始日",
        g_strdup (_ ("The term does not begin on the day on which the work begins.")));
}

static void
judge_signing (GArray *findings, const YyqValueFacts *facts)
{
  g_autofree char *day = NULL;
  GDate last;

  /* Part-time work may be agreed by word of mouth (art. 69). */
  if (facts->worked_before || is_kind (facts, YYQ_TERM_PART_TIME) ||
      !g_date_valid (&facts->employment_start) || !g_date_valid (&facts->signing_day))
    return;
  yyq_term_get_end (&facts->employment_start, 1, &last);
  if (g_date_compare (&facts->signing_day, &last) <= 0)
    return;
  day = say_day (&last);
  tell (findings, "W5", YYQ_VALUE_LEVEL_CONFIRM, "劳动合同法第十条、第八十二条", "用工.起始日",
        g_strdup_printf (
          _ ("The contract had to be signed by %s; until it is, double pay is owed."), day));
}

static void
judge_retirement (GArray *findings, const YyqValueFacts *facts)
{
  g_autofree char *day = NULL;
  guint year;
  guint month;
  GDate last;

  if (!facts->has_retirement || !g_date_valid (&facts->birth) || !g_date_valid (&facts->end))
    return;
  yyq_retirement_get_month (facts->retirement, g_date_get_year (&facts->birth),
                            (guint) g_date_get_month (&facts->birth), &year, &month);
  g_date_clear (&last, 1);
  g_date_set_dmy (&last, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year),
                  (GDateMonth) month, (GDateYear) year);
  if (g_date_compare (&facts->end, &last) <= 0)
    return;
  day = say_day (&last);
  tell (findings, "W6", YYQ_VALUE_LEVEL_CONFIRM, "劳动合同法实施条例第二十一条", "合同.终止日",
        g_strdup_printf (
          _ ("The term goes on after %s, by when the worker reaches the age of retirement."), day));
}

static void
judge_dispatch (GArray *findings, const YyqValueFacts *facts)
{
  guint months;

  if (!facts->is_dispatched || !facts->has_kind)
    return;
  if (facts->kind == YYQ_TERM_PART_TIME)
    tell (findings, "W7", YYQ_VALUE_LEVEL_ERROR, "劳动合同法实施条例第三十条", "用工.用工形式",
          g_strdup (_ ("A dispatched worker cannot work part time.")));
  else if (facts->kind == YYQ_TERM_TASK ||
           (facts->kind == YYQ_TERM_FIXED && find_months (facts, &months) &&
            months < DISPATCH_MONTHS_LEAST))
    tell (findings, "W7", YYQ_VALUE_LEVEL_ERROR, "劳动合同法第五十八条", "合同.期限",
          g_strdup (_ ("A dispatched worker has a fixed term of two years at least.")));
}

static void
judge_part_time (GArray *findings, const YyqValueFacts *facts)
{
  if (!is_kind (facts, YYQ_TERM_PART_TIME))
    return;
  if (facts->hours_a_week > PART_TIME_HOURS_MOST)
    tell (findings, "W8", YYQ_VALUE_LEVEL_ERROR, "劳动合同法第六十八条", "用工.每周工时",
          g_strdup (_ ("Part-time work is 24 hours a week at most.")));
  if (facts->probation_months > 0)
    tell (findings, "W8", YYQ_VALUE_LEVEL_ERROR, "劳动合同法第七十条", "合同.试用期",
          g_strdup (_ ("Part-time work has no probation.")));
}

GArray *
yyq_value_rules_judge (const YyqValueFacts *facts)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (YyqValueFinding));

  g_array_set_clear_func (findings, finding_clear);
  judge_probation (findings, facts);
  judge_probation_pay (findings, facts);
  judge_pay (findings, facts);
  judge_start (findings, facts);
  judge_signing (findings, facts);
  judge_retirement (findings, facts);
  judge_dispatch (findings, facts);
  judge_part_time (findings, facts);
  return findings;
}
