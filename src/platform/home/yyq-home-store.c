/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-store.h"

#include "yyq-contract-store.h"

/* Contracts that the caller may view: $1 is his units. */
#define OF_UNITS "enterprise_id IN (SELECT value FROM {list $1} u)"

gboolean
yyq_home_store_overview (YyqPlatform *platform, const YyqAccess *access, YyqHomeOverview *overview,
                         GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT coalesce(sum(CASE WHEN state = 'draft' THEN 0 ELSE 1 END), 0), "
    "coalesce(sum(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0), "
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
yyq_home_store_oldest (YyqPlatform *platform, const YyqAccess *access, gint64 *oldest_at,
                       GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);

  *oldest_at = 0;
  return yyq_storage_query_int (
    yyq_platform_get_storage (platform), oldest_at, error,
    "SELECT coalesce(min(initiated_at), 0) FROM contract WHERE " OF_UNITS
    " AND state = 'signing' AND my_turn = 1",
    "a", units);
}

gboolean
yyq_home_store_count (YyqPlatform *platform, const YyqAccess *access, YyqHomeBucket *bucket,
                      GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);
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
