/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-store.h"

#include "yyq-clock.h"
#include "yyq-id.h"

/* Somebody else is at this moment taking what is due. */
#define NEXT_LOOK_MS 500

static gboolean
finish (YyqRows *rows, GError *local, GError **error)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return rows != NULL && local == NULL;
}

gboolean
yyq_job_store_insert (YyqStorage *storage, const YyqJobRow *row, gboolean *added, GError **error)
{
  gint64 now = yyq_clock_now ();

  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO job (id, tenant_id, account_id, kind, params, slot, state, planned, total, "
        "due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10) "
        "ON CONFLICT (slot) DO NOTHING",
        "ssssssiiii", row->id, row->tenant_id, row->account_id, row->kind, row->params, row->slot,
        (gint64) (row->total > 0), row->total, now, now))
    return FALSE;
  *added = yyq_storage_get_changes (storage) == 1;
  return TRUE;
}

gboolean
yyq_job_store_has_slot (YyqStorage *storage, const char *slot, gboolean *there, GError **error)
{
  gint64 n = 0;

  if (!yyq_storage_query_int (storage, &n, error, "SELECT COUNT(*) FROM job WHERE slot = $1", "s",
                              slot))
    return FALSE;
  *there = n > 0;
  return TRUE;
}

gboolean
yyq_job_store_add_item (YyqStorage *storage, const char *job_id, gint64 seq,
                        const YyqJobTarget *target, GError **error)
{
  return yyq_storage_execute (storage, error,
                              "INSERT INTO job_item (job_id, seq, target, what, label, state) "
                              "VALUES ($1, $2, $3, $4, $5, 'waiting')",
                              "sisss", job_id, seq, target->target, target->what, target->label);
}

const char **
yyq_job_kinds_get_names (GPtrArray *kinds)
{
  const char **names = g_new0 (const char *, kinds->len + 1);

  for (guint i = 0; i < kinds->len; i++)
    names[i] = ((const YyqJobKind *) g_ptr_array_index (kinds, i))->name;
  return names;
}

#define DUE                                                                                    \
  "SELECT id, due_at FROM job WHERE due_at <= $1 AND kind IN (SELECT value FROM {list $2} k) " \
  "ORDER BY due_at, id LIMIT 1"

/* Without a lock: when is the first one due? */
static gboolean
find_due (YyqStorage *storage, GPtrArray *kinds, gint64 *due_ms, GError **error)
{
  GError *local = NULL;
  g_autofree const char **names = yyq_job_kinds_get_names (kinds);
  g_autoptr (YyqRows) rows = yyq_storage_query (storage, error, DUE, "ia", G_MAXINT64, names);

  *due_ms = 0;
  if (rows != NULL && yyq_rows_next (rows, &local))
    *due_ms = yyq_rows_get_int (rows, 1);
  return finish (rows, local, error);
}

static gboolean
take (YyqStorage *storage, GPtrArray *kinds, gint64 lease_ms, const char *holder, char **id,
      GError **error)
{
  gint64 now = yyq_clock_now ();
  GError *local = NULL;
  g_autofree const char **names = yyq_job_kinds_get_names (kinds);
  YyqRows *rows = yyq_storage_query (storage, error, DUE YYQ_SQL_LOCK_FREE, "ia", now, names);

  if (rows != NULL && yyq_rows_next (rows, &local))
    *id = g_strdup (yyq_rows_get_text (rows, 0));
  if (!finish (rows, local, error)) {
    g_clear_pointer (&rows, yyq_rows_free);
    return FALSE;
  }
  yyq_rows_free (rows);
  return *id == NULL ||
         yyq_storage_execute (
           storage, error,
           "UPDATE job SET holder = $1, due_at = $2, tries = tries + 1 WHERE id = $3", "sis",
           holder, now + lease_ms, *id);
}

static const YyqJobKind *
find_kind (GPtrArray *kinds, const char *name)
{
  for (guint i = 0; i < kinds->len; i++) {
    const YyqJobKind *kind = g_ptr_array_index (kinds, i);

    if (g_str_equal (kind->name, name))
      return kind;
  }
  return NULL;
}

static gboolean
read_work (YyqJobWork *work, YyqStorage *storage, GPtrArray *kinds, GError **error)
{
  GError *local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error,
    "SELECT j.kind, j.tenant_id, j.account_id, j.params, j.state, j.planned, j.tries, j.cancel_at, "
    "i.seq, i.target FROM job j LEFT JOIN job_item i ON i.job_id = j.id AND i.seq = "
    "(SELECT MAX(seq) FROM job_item WHERE job_id = j.id) WHERE j.id = $1",
    "s", work->id);

  if (rows != NULL && yyq_rows_next (rows, &local)) {
    work->kind = find_kind (kinds, yyq_rows_get_text (rows, 0));
    work->tenant_id = g_strdup (yyq_rows_get_text (rows, 1));
    work->account_id = g_strdup (yyq_rows_get_text (rows, 2));
    work->params = g_strdup (yyq_rows_get_text (rows, 3));
    yyq_job_state_from_string (yyq_rows_get_text (rows, 4), &work->state);
    work->planned = yyq_rows_get_int (rows, 5) != 0;
    work->tries = yyq_rows_get_int (rows, 6);
    work->cancelled = !yyq_rows_is_null (rows, 7);
    work->last_seq = yyq_rows_get_int (rows, 8);
    work->last_target = g_strdup (yyq_rows_is_null (rows, 9) ? "" : yyq_rows_get_text (rows, 9));
  }
  return finish (rows, local, error) && work->kind != NULL;
}

/* Of the caller's transaction. */
static YyqJobWork *
claim (YyqPlatform *platform, GPtrArray *kinds, const YyqJobTerms *terms, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqJobWork) work = g_new0 (YyqJobWork, 1);

  work->platform = platform;
  work->terms = terms;
  work->holder = yyq_random_hex (16);
  if (take (storage, kinds, terms->lease_ms, work->holder, &work->id, error) && work->id != NULL &&
      read_work (work, storage, kinds, error))
    return g_steal_pointer (&work);
  return NULL;
}

YyqJobWork *
yyq_job_store_claim (YyqPlatform *platform, GPtrArray *kinds, const YyqJobTerms *terms,
                     gint64 *next_ms, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqJobWork) work = NULL;
  g_autoptr (GError) local = NULL;
  gint64 now = yyq_clock_now ();

  *next_ms = 0;
  if (kinds->len == 0 || !find_due (storage, kinds, next_ms, error) || *next_ms == 0 ||
      *next_ms > now || !yyq_storage_begin (storage, error))
    return NULL;
  work = claim (platform, kinds, terms, &local);
  if (local == NULL && yyq_storage_commit (storage, &local)) {
    *next_ms = now + NEXT_LOOK_MS;
    return g_steal_pointer (&work);
  }
  yyq_storage_rollback (storage);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* One row with cancel_at, if it is held. */
static gboolean
read_hold (YyqRows *rows, gboolean *held, gboolean *cancelled, GError **error)
{
  GError *local = NULL;

  *held = rows != NULL && yyq_rows_next (rows, &local);
  *cancelled = *held && !yyq_rows_is_null (rows, 0);
  return finish (rows, local, error);
}

gboolean
yyq_job_store_hold (YyqStorage *storage, const char *id, const char *holder, gboolean *held,
                    gboolean *cancelled, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "SELECT cancel_at FROM job WHERE id = $1 AND holder = $2" YYQ_SQL_LOCK, "ss",
    id, holder);

  return read_hold (rows, held, cancelled, error);
}

gboolean
yyq_job_store_renew (YyqStorage *storage, const char *id, const char *holder, gint64 until_ms,
                     gboolean *held, gboolean *cancelled, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "UPDATE job SET due_at = $1 WHERE id = $2 AND holder = $3 RETURNING cancel_at",
    "iss", until_ms, id, holder);

  return read_hold (rows, held, cancelled, error);
}

gboolean
yyq_job_store_set_running (YyqStorage *storage, const char *id, GError **error)
{
  return yyq_storage_execute (storage, error,
                              "UPDATE job SET state = 'running', started_at = $1, "
                              "version = version + 1 WHERE id = $2",
                              "is", yyq_clock_now (), id);
}

gboolean
yyq_job_store_set_total (YyqStorage *storage, const char *id, gint64 total, gboolean planned,
                         GError **error)
{
  return yyq_storage_execute (storage, error,
                              "UPDATE job SET total = $1, planned = $2, tries = 0, "
                              "version = version + 1 WHERE id = $3",
                              "iis", total, (gint64) planned, id);
}

gboolean
yyq_job_store_release (YyqStorage *storage, const char *id, gint64 due_ms, gint64 tries,
                       GError **error)
{
  return yyq_storage_execute (storage, error,
                              "UPDATE job SET holder = NULL, due_at = $1, tries = $2 WHERE id = $3",
                              "iis", due_ms, tries, id);
}

gboolean
yyq_job_store_settle (YyqStorage *storage, const char *id, const YyqJobOutcome *outcome,
                      GError **error)
{
  gboolean ended = outcome->state != YYQ_JOB_ITEM_STATE_WAITING;
  gint64 now = yyq_clock_now ();

  if (!yyq_storage_execute (
        storage, error,
        ended ? "UPDATE job_item SET state = $1, problem = $2, detail = $3, failures = $4, "
                "ended_at = $5 WHERE job_id = $6 AND seq = $7 AND state = 'waiting'"
              : "UPDATE job_item SET state = $1, problem = $2, detail = $3, failures = $4, "
                "next_try_at = $5 WHERE job_id = $6 AND seq = $7 AND state = 'waiting'",
        "sssiisi", yyq_job_item_state_to_string (outcome->state), outcome->problem, outcome->detail,
        outcome->failures, ended ? now : outcome->next_try_at, id, outcome->seq))
    return FALSE;
  /* It is noted already: a commit whose answer was lost had come through. */
  if (yyq_storage_get_changes (storage) == 0)
    return TRUE;
  return yyq_storage_execute (
    storage, error,
    "UPDATE job SET done = done + $1, failed = failed + $2, due_at = $3, tries = 0, "
    "version = version + 1 WHERE id = $4",
    "iiis", (gint64) (outcome->state == YYQ_JOB_ITEM_STATE_DONE),
    (gint64) (outcome->state == YYQ_JOB_ITEM_STATE_FAILED), outcome->lease_until, id);
}

gboolean
yyq_job_store_end (YyqStorage *storage, const char *id, const YyqJobEnd *end, GError **error)
{
  const char *state = end->cancelled         ? "'cancelled'"
                      : end->problem != NULL ? "'failed'"
                                             : "CASE WHEN failed > 0 THEN 'failed' ELSE 'done' END";
  g_autofree char *sql = g_strdup_printf (
    "UPDATE job SET state = %s, ended_at = $1, due_at = NULL, holder = NULL, problem = $2, "
    "version = version + 1 WHERE id = $3",
    state);
  gint64 now = yyq_clock_now ();

  return yyq_storage_execute (storage, error,
                              "UPDATE job_item SET state = 'cancelled', ended_at = $1 "
                              "WHERE job_id = $2 AND state = 'waiting'",
                              "is", now, id) &&
         yyq_storage_execute (storage, error, sql, "iss", now, end->problem, id) &&
         (end->blob == NULL ||
          yyq_storage_execute (storage, error,
                               "UPDATE job SET result_blob = $1, result_name = $2, "
                               "result_type = $3, result_length = $4, result_until = $5 "
                               "WHERE id = $6",
                               "sssiis", end->blob, end->name, end->type, end->length, end->until,
                               id));
}

gboolean
yyq_job_store_has_failed (YyqStorage *storage, const char *id, gboolean *failed, GError **error)
{
  gint64 n = 0;

  if (!yyq_storage_query_int (
        storage, &n, error, "SELECT COUNT(*) FROM job WHERE id = $1 AND state = 'failed'", "s", id))
    return FALSE;
  *failed = n > 0;
  return TRUE;
}

gboolean
yyq_job_store_cancel (YyqStorage *storage, const char *id, gboolean *held, GError **error)
{
  GError *local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error,
    "UPDATE job SET cancel_at = $1, version = version + 1 WHERE id = $2 RETURNING holder", "is",
    yyq_clock_now (), id);

  *held = rows != NULL && yyq_rows_next (rows, &local) && !yyq_rows_is_null (rows, 0);
  return finish (rows, local, error);
}

gboolean
yyq_job_store_retry (YyqStorage *storage, const char *id, GError **error)
{
  return yyq_storage_execute (
           storage, error,
           "UPDATE job_item SET state = 'waiting', failures = 0, next_try_at = 0, problem = NULL, "
           "detail = NULL, ended_at = NULL WHERE job_id = $1 AND state = 'failed'",
           "s", id) &&
         yyq_storage_execute (
           storage, error,
           "UPDATE job SET state = 'queued', due_at = $1, tries = 0, failed = 0, problem = NULL, "
           "cancel_at = NULL, ended_at = NULL, version = version + 1 WHERE id = $2",
           "is", yyq_clock_now (), id);
}

void
yyq_job_result_clear (YyqJobResult *self)
{
  g_clear_pointer (&self->blob, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->type, g_free);
}

gboolean
yyq_job_store_get_result (YyqStorage *storage, const char *id, YyqJobResult *result, GError **error)
{
  GError *local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error,
    yyq_storage_in_transaction (storage)
      ? "SELECT result_blob, result_name, result_type, result_until FROM job WHERE id = "
        "$1" YYQ_SQL_LOCK
      : "SELECT result_blob, result_name, result_type, result_until FROM job WHERE id = $1",
    "s", id);

  if (rows != NULL && yyq_rows_next (rows, &local)) {
    result->blob = g_strdup (yyq_rows_get_text (rows, 0));
    result->name = g_strdup (yyq_rows_get_text (rows, 1));
    result->type = g_strdup (yyq_rows_get_text (rows, 2));
    result->until = yyq_rows_get_int (rows, 3);
  }
  return finish (rows, local, error);
}

char *
yyq_job_store_find_stale (YyqStorage *storage, gint64 *next_ms, GError **error)
{
  GError *local = NULL;
  g_autofree char *id = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, error,
                       "SELECT id, result_until FROM job WHERE result_until IS NOT NULL "
                       "ORDER BY result_until LIMIT 1",
                       "");

  *next_ms = 0;
  if (rows != NULL && yyq_rows_next (rows, &local)) {
    id = g_strdup (yyq_rows_get_text (rows, 0));
    *next_ms = yyq_rows_get_int (rows, 1);
  }
  if (!finish (rows, local, error) || *next_ms > yyq_clock_now ())
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
yyq_job_store_drop_result (YyqStorage *storage, const char *id, GError **error)
{
  return yyq_storage_execute (
    storage, error,
    "UPDATE job SET result_blob = NULL, result_name = NULL, result_type = NULL, "
    "result_length = NULL, result_until = NULL, version = version + 1 WHERE id = $1",
    "s", id);
}
