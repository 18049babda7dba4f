/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home.h"

#include "yyq-clock.h"
#include "yyq-contract-store.h"
#include "yyq-service-error.h"

/* Contracts that the caller may view: $1 is his units. */
#define OF_UNITS "enterprise_id IN (SELECT value FROM {list $1} u)"

gboolean
yyq_home_overview (YyqPlatform *platform, const YyqAccess *access, YyqHomeOverview *overview,
                   GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT count(*), coalesce(sum(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN state = 'signing' THEN 1 ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN state = 'completed' THEN completed_at - initiated_at ELSE 0 END), 0) "
    "FROM contract WHERE " OF_UNITS,
    "a", units);

  if (rows == NULL)
    return FALSE;
  if (!yyq_rows_next (rows, &local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  overview->total = yyq_rows_get_int (rows, 0);
  overview->completed = yyq_rows_get_int (rows, 1);
  overview->signing = yyq_rows_get_int (rows, 2);
  overview->mean_signing_ms =
    overview->completed == 0 ? 0 : yyq_rows_get_int (rows, 3) / overview->completed;
  return TRUE;
}

gboolean
yyq_home_oldest (YyqPlatform *platform, const YyqAccess *access, gint64 *oldest_at, GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);

  *oldest_at = 0;
  return yyq_storage_query_int (
    yyq_platform_get_storage (platform), oldest_at, error,
    "SELECT coalesce(min(initiated_at), 0) FROM contract WHERE " OF_UNITS
    " AND state = 'signing' AND my_turn = 1",
    "a", units);
}

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

static gboolean
count_bucket (YyqPlatform *platform, GStrv units, YyqHomeBucket *bucket, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_query_int (storage, &bucket->initiated, error,
                                "SELECT count(*) FROM contract WHERE " OF_UNITS " AND "
                                "initiated_at >= $2 AND initiated_at < $3 AND state <> 'draft'",
                                "aii", units, bucket->from_ms, bucket->to_ms) &&
         yyq_storage_query_int (storage, &bucket->completed, error,
                                "SELECT count(*) FROM contract WHERE " OF_UNITS " AND "
                                "completed_at >= $2 AND completed_at < $3 AND state = 'completed'",
                                "aii", units, bucket->from_ms, bucket->to_ms);
}

GArray *
yyq_home_stats (YyqPlatform *platform, const YyqAccess *access, YyqHomeUnit unit, gint64 from_ms,
                gint64 to_ms, GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);
  g_autoptr (GArray) buckets = g_array_new (FALSE, TRUE, sizeof (YyqHomeBucket));
  g_autoptr (GDateTime) start =
    from_ms < 0 || from_ms >= to_ms ? NULL : start_of_unit (unit, from_ms);

  while (start != NULL && g_date_time_to_unix (start) * 1000 < to_ms &&
         buckets->len <= YYQ_HOME_MAX_BUCKETS) {
    g_autoptr (GDateTime) next = next_unit (unit, start);
    YyqHomeBucket bucket = { g_date_time_to_unix (start) * 1000, g_date_time_to_unix (next) * 1000,
                             0, 0 };

    if (!count_bucket (platform, units, &bucket, error))
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
