/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-retirement.h"

/* The first month whose people wait longer is the one in which they would retire in January 2025.
 */
#define FIRST_YEAR 2025

/* A month more for each @step months that one reaches the former age later, @most months at most.
 */
static const struct {
  guint age; /* years */
  guint step;
  guint most; /* months */
} RULES[] = {
  [YYQ_RETIREMENT_MAN] = { 60, 4, 36 },
  [YYQ_RETIREMENT_WOMAN_55] = { 55, 4, 36 },
  [YYQ_RETIREMENT_WOMAN_50] = { 50, 2, 60 },
};

void
yyq_retirement_get_month (YyqRetirementKind kind, guint birth_year, guint birth_month, guint *year,
                          guint *month)
{
  const guint age = RULES[kind].age;
  const guint step = RULES[kind].step;
  const int late = ((int) (birth_year + age) - FIRST_YEAR) * 12 + (int) birth_month;
  const guint delay = late > 0 ? MIN (((guint) late + step - 1) / step, RULES[kind].most) : 0;
  const guint months = (birth_year + age) * 12 + birth_month - 1 + delay;

  g_return_if_fail (birth_month >= 1 && birth_month <= 12);
  *year = months / 12;
  *month = months % 12 + 1;
}
