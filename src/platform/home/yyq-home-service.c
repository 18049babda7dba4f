/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-service.h"

#include "yyq-clock.h"
#include "yyq-service-error.h"

static GDateTime *
start_of_unit (YyqHomeUnit unit, gint64 at_ms)
{
  g_autoptr (GDateTime) local = yyq_clock_date_time (at_ms);
  g_autoptr (GDateTime) day = NULL;
  int year, month, day_of_month;

  if (local == NULL)
    return NULL;
  g_date_time_get_ymd (local, &year, &month, &day_of_month);
  day = yyq_clock_midnight (year, month, unit == YYQ_HOME_MONTH ? 1 : day_of_month);
  if (unit == YYQ_HOME_WEEK)
    return g_date_time_add_days (day, 1 - g_date_time_get_day_of_week (day));
  return g_steal_pointer (&day);
}

static GDateTime *
next_unit (YyqHomeUnit unit, GDateTime *start)
{
  if (unit == YYQ_HOME_MONTH)
    return g_date_time_add_months (start, 1);
  return g_date_time_add_days (start, unit == YYQ_HOME_WEEK ? 7 : 1);
}

GArray *
yyq_home_service_stats (YyqPlatform *platform, const YyqAccess *access, YyqHomeUnit unit,
                        gint64 from_ms, gint64 to_ms, GError **error)
{
  g_autoptr (GArray) buckets = g_array_new (FALSE, TRUE, sizeof (YyqHomeBucket));
  g_autoptr (GDateTime) start =
    from_ms < 0 || from_ms >= to_ms ? NULL : start_of_unit (unit, from_ms);

  while (start != NULL && g_date_time_to_unix (start) * 1000 < to_ms &&
         buckets->len <= YYQ_HOME_MAX_BUCKETS) {
    g_autoptr (GDateTime) next = next_unit (unit, start);
    YyqHomeBucket bucket = { g_date_time_to_unix (start) * 1000, g_date_time_to_unix (next) * 1000,
                             0, 0 };

    if (!yyq_home_store_count (platform, access, &bucket, error))
      return NULL;
    g_array_append_val (buckets, bucket);
    g_date_time_unref (start);
    start = g_steal_pointer (&next);
  }
  if (buckets->len > 0 && buckets->len <= YYQ_HOME_MAX_BUCKETS)
    return g_steal_pointer (&buckets);
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                       "/from: empty or too long a range");
  return NULL;
}
