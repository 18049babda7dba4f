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

static char *
format (gint64 at_ms,
        const char *pattern)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) there = NULL;

  if (utc == NULL)
    return g_strdup ("");

  there = g_date_time_to_timezone (utc, zone != NULL ? zone : local);
  return g_date_time_format (there, pattern);
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
