/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"

#include <glib/gi18n.h>

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

gboolean
yyq_clock_is_frozen (void)
{
  return __atomic_load_n (&frozen_ms, __ATOMIC_RELAXED) != 0;
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

/* Not strftime()'s names: those are of the locale, and the program may speak another language. */
const char *
yyq_clock_say_month (int month)
{
  static const char *const months[] = {
    NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"),
    NC_ ("month", "May"), NC_ ("month", "Jun"), NC_ ("month", "Jul"), NC_ ("month", "Aug"),
    NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec")
  };

  g_return_val_if_fail (month >= 1 && month <= 12, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

static char *
say_day (GDateTime *day, gboolean short_form)
{
  const int of_month = g_date_time_get_day_of_month (day);
  const char *month = yyq_clock_say_month (g_date_time_get_month (day));

  if (short_form)
    /* Translators: day, name of the month */
    return g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "date", NC_ ("date", "%1$d %2$s")),
                            of_month, month);
  /* Translators: day, name of the month, year */
  return g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "date", NC_ ("date", "%1$d %2$s %3$d")),
                          of_month, month, g_date_time_get_year (day));
}

char *
yyq_clock_say_day (gint64 at_ms)
{
  g_autoptr (GDateTime) there = yyq_clock_date_time (at_ms);

  return there != NULL ? say_day (there, FALSE) : g_strdup ("");
}

char *
yyq_clock_say_short_day (gint64 at_ms)
{
  g_autoptr (GDateTime) there = yyq_clock_date_time (at_ms);
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());

  if (there == NULL)
    return g_strdup ("");
  return say_day (there, g_date_time_get_year (there) == g_date_time_get_year (now));
}

char *
yyq_clock_say (gint64 at_ms)
{
  g_autofree char *day = yyq_clock_say_day (at_ms);
  g_autofree char *time = format (at_ms, "%H:%M");

  /* Translators: a day, and a time of it */
  return *day == '\0'
           ? g_strdup ("")
           : g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "date", NC_ ("date", "%s, %s")), day,
                              time);
}
