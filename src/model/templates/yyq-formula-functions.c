/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-formula-functions.h"

#include "yyq-capital-amount.h"
#include "yyq-retirement.h"
#include "yyq-term.h"

#define FEN (YYQ_FORMULA_ONE / 100)

/* Longer terms are mistakes, and GDate ends somewhere. */
#define MONTHS_MOST 1200

#define NUMBER YYQ_FORMULA_NUMBER
#define DAY YYQ_FORMULA_DAY
#define TEXT YYQ_FORMULA_TEXT

static void
give_number (YyqFormulaValue *result, gint64 number)
{
  result->type = YYQ_FORMULA_NUMBER;
  result->number = number;
}

static void
give_day (YyqFormulaValue *result, const GDate *day)
{
  result->type = YYQ_FORMULA_DAY;
  result->day = *day;
}

static void
give_text (YyqFormulaValue *result, char *text)
{
  result->type = text != NULL ? YYQ_FORMULA_TEXT : YYQ_FORMULA_BLANK;
  result->text = text;
}

/* FALSE: it is no number of months. */
static gboolean
read_months (const YyqFormulaValue *value, guint *months)
{
  *months = (guint) CLAMP (value->number / YYQ_FORMULA_ONE, 0, MONTHS_MOST + 1);
  return value->number >= 0 && value->number % YYQ_FORMULA_ONE == 0 && *months <= MONTHS_MOST;
}

static void
end (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  guint months;
  GDate last;

  if (!read_months (&arguments[1], &months))
    return;
  yyq_term_get_end (&arguments[0].day, months, &last);
  give_day (result, &last);
}

static void
next_day (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  GDate day = arguments[0].day;

  g_date_add_days (&day, 1);
  give_day (result, &day);
}

static void
months (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  give_number (result,
               yyq_term_count_months (&arguments[0].day, &arguments[1].day) * YYQ_FORMULA_ONE);
}

/* Of a fixed term that is the first one; other templates do not ask. */
static void
probation (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  guint term;

  if (read_months (&arguments[0], &term))
    give_number (result,
                 yyq_term_get_probation_limit (YYQ_TERM_FIXED, term, FALSE) * YYQ_FORMULA_ONE);
}

static void
probation_pay (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  const gint64 minimum = n > 1 ? arguments[1].number / FEN : 0;

  if (arguments[0].number >= 0 && arguments[0].number < YYQ_CAPITAL_AMOUNT_END * FEN)
    give_number (result, yyq_term_get_probation_pay_floor (arguments[0].number / FEN, minimum) *
                           YYQ_FORMULA_ONE);
}

/* Full years on a day: one is older on one's birthday. */
static void
age (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  const GDate *born = &arguments[0].day;
  const GDate *on = &arguments[1].day;
  int years = (int) g_date_get_year (on) - (int) g_date_get_year (born);
  const gboolean before = g_date_get_month (on) < g_date_get_month (born) ||
                          (g_date_get_month (on) == g_date_get_month (born) &&
                           g_date_get_day (on) < g_date_get_day (born));

  if (before)
    years--;
  if (years >= 0)
    give_number (result, years * YYQ_FORMULA_ONE);
}

static void
retirement (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  static const char *const kinds[] = { "男", "女55", "女50" };
  guint year;
  guint month;

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++) {
    if (g_strcmp0 (arguments[0].text, kinds[kind]) != 0)
      continue;
    yyq_retirement_get_month ((YyqRetirementKind) kind, g_date_get_year (&arguments[1].day),
                              (guint) g_date_get_month (&arguments[1].day), &year, &month);
    give_text (result, g_strdup_printf ("%u年%u月", year, month));
  }
}

static void
capital (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  if (arguments[0].number % FEN == 0)
    give_text (result, yyq_capital_amount_new (arguments[0].number / FEN));
}

static void
sum (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    if (__builtin_add_overflow (total, arguments[i].number, &total))
      return;
  give_number (result, total);
}

static void
least (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  gint64 found = arguments[0].number;

  for (guint i = 1; i < n; i++)
    found = MIN (found, arguments[i].number);
  give_number (result, found);
}

static void
most (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  gint64 found = arguments[0].number;

  for (guint i = 1; i < n; i++)
    found = MAX (found, arguments[i].number);
  give_number (result, found);
}

/* To whole ones, up. */
static void
round_up (const YyqFormulaValue *arguments, guint n, YyqFormulaValue *result)
{
  const gint64 rest = arguments[0].number % YYQ_FORMULA_ONE;

  if (arguments[0].number <= G_MAXINT64 - YYQ_FORMULA_ONE)
    give_number (result, arguments[0].number - rest + (rest > 0 ? YYQ_FORMULA_ONE : 0));
}

static const YyqFormulaFunction FUNCTIONS[] = {
  { "终止日", "END", DAY, DAY, NUMBER, 2, 2, end },
  { "次日", "NEXT_DAY", DAY, DAY, DAY, 1, 1, next_day },
  { "月数", "MONTHS", NUMBER, DAY, DAY, 2, 2, months },
  { "试用期上限", "PROBATION", NUMBER, NUMBER, NUMBER, 1, 1, probation },
  { "试用期工资", "PROBATION_PAY", NUMBER, NUMBER, NUMBER, 1, 2, probation_pay },
  { "年龄", "AGE", NUMBER, DAY, DAY, 2, 2, age },
  { "退休年月", "RETIREMENT", TEXT, TEXT, DAY, 2, 2, retirement },
  { "大写", "CAPITAL", TEXT, NUMBER, NUMBER, 1, 1, capital },
  { "求和", "SUM", NUMBER, NUMBER, NUMBER, 1, YYQ_FORMULA_ARGUMENTS_MOST, sum },
  { "最小", "MIN", NUMBER, NUMBER, NUMBER, 1, YYQ_FORMULA_ARGUMENTS_MOST, least },
  { "最大", "MAX", NUMBER, NUMBER, NUMBER, 1, YYQ_FORMULA_ARGUMENTS_MOST, most },
  { "进一", "ROUND_UP", NUMBER, NUMBER, NUMBER, 1, 1, round_up },
};

const YyqFormulaFunction *
yyq_formula_find_function (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FUNCTIONS); i++)
    if (g_str_equal (name, FUNCTIONS[i].name) ||
        g_ascii_strcasecmp (name, FUNCTIONS[i].other_name) == 0)
      return &FUNCTIONS[i];
  return NULL;
}
