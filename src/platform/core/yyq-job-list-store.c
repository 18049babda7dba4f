/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-store.h"

#include "yyq-sql-build.h"

/* What reads jobs for people. */

#define COLUMNS                                                                           \
  "j.id, j.kind, j.state, j.total, j.done, j.failed, j.cancel_at, a.name, j.created_at, " \
  "j.started_at, j.ended_at, j.problem, j.result_name, j.result_length, j.result_until, j.version"

static const char *
title_of (GPtrArray *kinds, const char *name)
{
  for (guint i = 0; i < kinds->len; i++) {
    const YyqJobKind *kind = g_ptr_array_index (kinds, i);

    if (g_str_equal (kind->name, name))
      return kind->title;
  }
  return name;
}

static YyqJob *
job_of_row (YyqRows *rows, GPtrArray *kinds)
{
  YyqJobState state = YYQ_JOB_STATE_QUEUED;
  gboolean ended;

  yyq_job_state_from_string (yyq_rows_get_text (rows, 2), &state);
  ended = state != YYQ_JOB_STATE_QUEUED && state != YYQ_JOB_STATE_RUNNING;
  return g_object_new (
    YYQ_TYPE_JOB, "id", yyq_rows_get_text (rows, 0), "kind", yyq_rows_get_text (rows, 1), "title",
    title_of (kinds, yyq_rows_get_text (rows, 1)), "state", state, "total",
    yyq_rows_get_int (rows, 3), "done", yyq_rows_get_int (rows, 4), "failed",
    yyq_rows_get_int (rows, 5), "cancelling", !ended && !yyq_rows_is_null (rows, 6), "starter",
    yyq_rows_get_text (rows, 7), "created-at", yyq_rows_get_int (rows, 8), "started-at",
    yyq_rows_get_int (rows, 9), "ended-at", yyq_rows_get_int (rows, 10), "problem",
    yyq_rows_get_text (rows, 11),
    /* While it runs once more there is that of the last time, which nobody wants. */
    "result-name", ended ? yyq_rows_get_text (rows, 12) : NULL, "result-length",
    ended ? yyq_rows_get_int (rows, 13) : 0, "result-until",
    ended ? yyq_rows_get_int (rows, 14) : 0, "version", yyq_rows_get_int (rows, 15), NULL);
}

static GPtrArray *
collect (YyqRows *rows, GPtrArray *kinds, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (jobs, job_of_row (rows, kinds));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&jobs);
  return NULL;
}

/* What @query may see. */
static void
build_init (YyqSqlBuild *build, const YyqJobQuery *query)
{
  const char **names = yyq_job_kinds_get_names (query->kinds);

  yyq_sql_build_init (build, "SELECT " COLUMNS " FROM job j LEFT JOIN account a ON a.id = "
                             "j.account_id WHERE ");
  yyq_sql_build_append (build, "j.tenant_id = $%u",
                        yyq_sql_build_add_text (build, query->tenant_id));
  if (query->account_id != NULL)
    yyq_sql_build_append (build, " AND j.account_id = $%u",
                          yyq_sql_build_add_text (build, query->account_id));
  yyq_sql_build_append (build, " AND j.kind IN (SELECT value FROM {list $%u} k)",
                        yyq_sql_build_add_list (build, g_strdupv ((char **) names)));
  g_free (names);
}

static const char *
tab_condition (YyqJobTab tab)
{
  switch (tab) {
  case YYQ_JOB_TAB_RUNNING:
    return " AND j.state IN ('queued', 'running')";
  case YYQ_JOB_TAB_DONE:
    return " AND j.state IN ('done', 'cancelled')";
  case YYQ_JOB_TAB_FAILED:
    return " AND j.state = 'failed'";
  case YYQ_JOB_TAB_ALL:
  default:
    return "";
  }
}

static GPtrArray *
run (YyqStorage *storage, const YyqSqlBuild *build, GPtrArray *kinds, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_sql_build_query (build, storage, NULL, error);

  return collect (rows, kinds, error);
}

GPtrArray *
yyq_job_store_list (YyqStorage *storage, const YyqJobQuery *query, GError **error)
{
  g_auto (YyqSqlBuild) build = { 0 };

  build_init (&build, query);
  yyq_sql_build_append (&build, "%s", tab_condition (query->tab));
  if (query->after != NULL)
    yyq_sql_build_append (&build, " AND j.id < $%u", yyq_sql_build_add_text (&build, query->after));
  yyq_sql_build_append (&build, " ORDER BY j.id DESC LIMIT $%u",
                        yyq_sql_build_add_int (&build, query->limit));
  return run (storage, &build, query->kinds, error);
}

YyqJob *
yyq_job_store_load (YyqStorage *storage, const YyqJobQuery *query, const char *id, GError **error)
{
  g_auto (YyqSqlBuild) build = { 0 };
  g_autoptr (GPtrArray) found = NULL;

  build_init (&build, query);
  yyq_sql_build_append (&build, " AND j.id = $%u", yyq_sql_build_add_text (&build, id));
  found = run (storage, &build, query->kinds, error);
  return found != NULL && found->len == 1 ? g_ptr_array_steal_index (found, 0) : NULL;
}

#define ITEM_COLUMNS \
  "seq, target, what, label, state, failures, next_try_at, problem, detail, ended_at"

static YyqJobItem *
item_of_row (YyqRows *rows)
{
  YyqJobItemState state = YYQ_JOB_ITEM_STATE_WAITING;

  yyq_job_item_state_from_string (yyq_rows_get_text (rows, 4), &state);
  return g_object_new (YYQ_TYPE_JOB_ITEM, "seq", yyq_rows_get_int (rows, 0), "target",
                       yyq_rows_get_text (rows, 1), "what", yyq_rows_get_text (rows, 2), "label",
                       yyq_rows_get_text (rows, 3), "state", state, "failures",
                       yyq_rows_get_int (rows, 5), "next-try-at",
                       state == YYQ_JOB_ITEM_STATE_WAITING ? yyq_rows_get_int (rows, 6) : 0,
                       "problem", yyq_rows_get_text (rows, 7), "detail",
                       yyq_rows_get_text (rows, 8), "ended-at", yyq_rows_get_int (rows, 9), NULL);
}

YyqJobItem *
yyq_job_store_next_item (YyqStorage *storage, const char *id, gint64 now, gint64 *next_ms,
                         GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, error,
                       "SELECT " ITEM_COLUMNS " FROM job_item WHERE job_id = $1 AND "
                       "state = 'waiting' ORDER BY next_try_at, seq LIMIT 1",
                       "s", id);

  *next_ms = 0;
  if (rows != NULL && yyq_rows_next (rows, &local)) {
    if (yyq_rows_get_int (rows, 6) <= now)
      return item_of_row (rows);
    *next_ms = yyq_rows_get_int (rows, 6);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
yyq_job_store_list_items (YyqStorage *storage, const char *id, const YyqJobItemState *state,
                          gint64 seq, guint limit, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    state != NULL
      ? yyq_storage_query (storage, error,
                           "SELECT " ITEM_COLUMNS " FROM job_item WHERE job_id = $1 AND seq > $2 "
                           "AND state = $4 ORDER BY seq LIMIT $3",
                           "siis", id, seq, (gint64) limit, yyq_job_item_state_to_string (*state))
      : yyq_storage_query (storage, error,
                           "SELECT " ITEM_COLUMNS " FROM job_item WHERE job_id = $1 AND seq > $2 "
                           "ORDER BY seq LIMIT $3",
                           "sii", id, seq, (gint64) limit);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (items, item_of_row (rows));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&items);
  return NULL;
}
