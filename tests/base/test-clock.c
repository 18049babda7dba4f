/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"

/* 2026-10-31 16:00 UTC is the first of November in China. */
#define NOVEMBER G_GINT64_CONSTANT (1793462400000)

static void
test_china (void)
{
  g_autoptr (GDateTime) at = yyq_clock_date_time (NOVEMBER);
  g_autoptr (GDateTime) midnight = yyq_clock_midnight (2026, 11, 1);
  g_autofree char *text = yyq_clock_format (NOVEMBER);

  g_assert_cmpint (g_date_time_get_month (at), ==, 11);
  g_assert_cmpint (yyq_clock_to_ms (midnight), ==, NOVEMBER);
  g_assert_cmpstr (text, ==, "2026-11-01 00:00");
}

static void
test_absurd (void)
{
  g_autofree char *text = yyq_clock_format (G_MAXINT64);

  g_assert_null (yyq_clock_date_time (G_MAXINT64));
  g_assert_cmpstr (text, ==, "");
}

static void
test_sentence (void)
{
  g_autofree char *day = yyq_clock_say_day (NOVEMBER);
  g_autofree char *at = yyq_clock_say (NOVEMBER);
  g_autofree char *absurd = yyq_clock_say (G_MAXINT64);

  g_assert_cmpstr (day, ==, "1 Nov 2026");
  g_assert_cmpstr (at, ==, "1 Nov 2026, 00:00");
  g_assert_cmpstr (absurd, ==, "");
}

static void
assert_short (gint64 now_ms, const char *expected)
{
  g_autofree char *day = NULL;

  yyq_clock_freeze (now_ms);
  day = yyq_clock_say_short_day (NOVEMBER);
  yyq_clock_freeze (0);
  g_assert_cmpstr (day, ==, expected);
}

static void
test_short_day (void)
{
  assert_short (NOVEMBER + 24 * 3600 * 1000, "1 Nov");
  assert_short (NOVEMBER + G_GINT64_CONSTANT (90) * 24 * 3600 * 1000, "1 Nov 2026");
}

static void
test_freeze (void)
{
  yyq_clock_freeze (NOVEMBER);
  g_assert_cmpint (yyq_clock_now (), ==, NOVEMBER);
  yyq_clock_freeze (0);
  g_assert_cmpint (yyq_clock_now (), !=, NOVEMBER);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "America/New_York", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/times are those of China wherever this computer is", test_china);
  g_test_add_func ("/base/clock/a time beyond all calendars has no text", test_absurd);
  g_test_add_func ("/base/clock/a sentence names the month", test_sentence);
  g_test_add_func ("/base/clock/a short day has its year when that is not this one",
                   test_short_day);
  g_test_add_func ("/base/clock/a frozen clock stands until it goes on", test_freeze);
  return g_test_run ();
}
