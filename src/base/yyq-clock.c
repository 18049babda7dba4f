/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"

static gint64 frozen_ms;

gint64
yyq_clock_now (void)
{
  gint64 frozen = __atomic_load_n (&frozen_ms, __ATOMIC_RELAXED);

  return frozen != 0 ? frozen : g_get_real_time () / 1000;
}

void
yyq_clock_freeze (gint64 now_ms)
{
  __atomic_store_n (&frozen_ms, now_ms, __ATOMIC_RELAXED);
}

GDateTime *
yyq_clock_date_time (gint64 at_ms)
{
  g_autoptr (GTimeZone) china = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);

  return utc != NULL ? g_date_time_to_timezone (utc, china) : NULL;
}

GDateTime *
yyq_clock_midnight (int year, int month, int day)
{
  g_autoptr (GTimeZone) china = g_time_zone_new_offset (8 * 3600);

  return g_date_time_new (china, year, month, day, 0, 0, 0);
}

gint64
yyq_clock_to_ms (GDateTime *at)
{
  return g_date_time_to_unix (at) * 1000;
}

static char *
format (gint64 at_ms, const char *pattern)
{
  g_autoptr (GDateTime) there = yyq_clock_date_time (at_ms);

  return there != NULL ? g_date_time_format (there, pattern) : g_strdup ("");
}

char *
yyq_clock_format (gint64 at_ms)
{
  return format (at_ms, "%Y-%m-%d %H:%M");
}

char *
yyq_clock_format_seconds (gint64 at_ms)
{
  return format (at_ms, "%Y-%m-%d %H:%M:%S");
}

char *
yyq_clock_format_date (gint64 at_ms)
{
  return format (at_ms, "%Y-%m-%d");
}
