/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poll.h>
#include <string.h>

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-service-error.h"
#include "yyq-tenant.h"
#include "yyq-test-jobs.h"

/* Rows of docs/manual-coverage.md: 88. */

/* Jobs and whoever works on them, in one process. */

typedef YyqTestJobs Fixture;

static Fixture *current; /* steps have no other way to it */

static void
set_up (Fixture *self, gconstpointer data)
{
  current = self;
  yyq_test_jobs_set_up (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_test_jobs_tear_down (self);
}

/* In this process: says that it has begun, and goes on when it may. */
static gboolean
step_slow (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_async_queue_push (current->begun, work);
  g_async_queue_pop (current->let_go);
  return yyq_test_jobs_count_effect (work, item, error);
}

static const YyqJobKind slow = { .name = "slow",
                                 .permission = "p",
                                 .title = "Slow",
                                 .step = step_slow };

/* (transfer full) (nullable): what another process would get. */
static YyqJobWork *
claim (Fixture *self, const YyqJobKind *kind, gint64 *next_ms)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  YyqJobWork *work;

  g_ptr_array_add (kinds, (gpointer) kind);
  work = yyq_job_store_claim (self->platform, kinds, &yyq_test_jobs_terms, next_ms, &error);
  g_assert_no_error (error);
  return work;
}

static void
test_lease_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (self, &slow, 1);
  gint64 until;

  yyq_job_runner_add_kind (self->runner, &slow);
  yyq_job_runner_start (self->runner);
  g_async_queue_pop (self->begun);
  until = g_get_monotonic_time () + 2 * yyq_test_jobs_terms.lease_ms * 1000;
  while (g_get_monotonic_time () < until) {
    gint64 next_ms;

    g_assert_null (claim (self, &slow, &next_ms));
    poll (NULL, 0, 5);
  }
  g_async_queue_push (self->let_go, self);
  yyq_test_jobs_wait_for_end (self, &slow, id, YYQ_JOB_STATE_DONE);
}

static void
test_lease_over (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (self, &slow, 1);
  gint64 now = yyq_clock_now ();
  gint64 next_ms = 0;
  g_autoptr (YyqJobWork) dead = claim (self, &slow, &next_ms);
  g_autoptr (YyqJobWork) heir = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJobItem) item = yyq_test_jobs_load_item (self, id, 1);

  g_assert_nonnull (dead);
  g_assert_null (claim (self, &slow, &next_ms));
  g_assert_cmpint (next_ms, >=, now + yyq_test_jobs_terms.lease_ms);
  g_assert_cmpint (next_ms, <=, yyq_clock_now () + yyq_test_jobs_terms.lease_ms);
  yyq_clock_freeze (next_ms);
  heir = claim (self, &slow, &next_ms);
  yyq_clock_freeze (0);
  g_assert_nonnull (heir);
  /* He was not dead, only slow: what he does now has no effect. */
  g_assert_false (yyq_test_jobs_count_effect (dead, item, &error));
  g_assert_true (dead->lost);
  g_assert_false (yyq_storage_in_transaction (self->storage));
  yyq_test_jobs_assert_count (self, 0, "SELECT COUNT(*) FROM login_guess");
  g_clear_error (&error);
  g_assert_true (yyq_job_work_begin (heir, &error));
  g_assert_no_error (error);
  yyq_storage_rollback (self->storage);
}

/* Fails so often as it is told, and writes something each time. */
static gboolean
step_failing (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_async_queue_push (current->begun, g_memdup2 (&(gint64){ g_get_monotonic_time () }, 8));
  if (!yyq_test_jobs_count_effect (work, item, error))
    return FALSE;
  if (g_str_equal (yyq_job_item_get_target (item), "3")) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_FORBIDDEN, "never");
    return FALSE;
  }
  if (g_atomic_int_add (&current->failures, -1) <= 0)
    return TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_TIMESTAMP_UNAVAILABLE, "later");
  return FALSE;
}

static const YyqJobKind failing = { .name = "failing",
                                    .permission = "p",
                                    .title = "Failing",
                                    .step = step_failing };

static char *
run_failing (Fixture *self, guint n, gint failures, YyqJobState wanted)
{
  char *id = yyq_test_jobs_start (self, &failing, n);

  self->failures = failures;
  yyq_job_runner_add_kind (self->runner, &failing);
  yyq_job_runner_start (self->runner);
  yyq_test_jobs_wait_for_end (self, &failing, id, wanted);
  yyq_job_runner_stop (self->runner);
  return id;
}

static void
test_backoff (Fixture *self, gconstpointer data)
{
  g_autofree char *id = run_failing (self, 1, 2, YYQ_JOB_STATE_DONE);
  g_autoptr (YyqJobItem) item = yyq_test_jobs_load_item (self, id, 1);
  gint64 *tries[3];

  g_assert_cmpint (g_async_queue_length (self->begun), ==, 3);
  for (guint i = 0; i < 3; i++)
    tries[i] = g_async_queue_pop (self->begun);
  g_assert_cmpint (*tries[1] - *tries[0], >=, yyq_test_jobs_terms.first_wait_ms * 1000 / 2);
  g_assert_cmpint (*tries[2] - *tries[1], >=, yyq_test_jobs_terms.first_wait_ms * 1000);
  for (guint i = 0; i < 3; i++)
    g_free (tries[i]);
  g_assert_cmpint (yyq_job_item_get_failures (item), ==, 2);
  g_assert_null (yyq_job_item_get_problem (item));
  yyq_test_jobs_assert_count (self, 1, "SELECT failures FROM login_guess");
}

static void
test_wait (void)
{
  const YyqJobTerms slow_terms = { .first_wait_ms = 1000, .longest_wait_ms = 10000 };
  static const gint64 most[] = { 1000, 2000, 4000, 8000, 10000, 10000 };
  gboolean differs = FALSE;
  gint64 first = yyq_job_terms_wait (&slow_terms, 5);

  for (guint i = 0; i < 200; i++) {
    for (guint j = 0; j < G_N_ELEMENTS (most); j++) {
      gint64 wait = yyq_job_terms_wait (&slow_terms, j + 1);

      g_assert_cmpint (wait, >=, most[j] / 2);
      g_assert_cmpint (wait, <=, most[j]);
    }
    differs = differs || yyq_job_terms_wait (&slow_terms, 5) != first;
  }
  g_assert_true (differs);
}

static void
test_most_tries (Fixture *self, gconstpointer data)
{
  g_autofree char *id = run_failing (self, 3, 1000, YYQ_JOB_STATE_FAILED);
  g_autoptr (YyqJobItem) first = yyq_test_jobs_load_item (self, id, 1);
  g_autoptr (YyqJobItem) third = yyq_test_jobs_load_item (self, id, 3);
  g_autoptr (YyqJob) job = yyq_test_jobs_load (self, &failing, id);

  g_assert_cmpint (yyq_job_item_get_failures (first), ==, yyq_test_jobs_terms.most_tries);
  g_assert_cmpstr (yyq_job_item_get_problem (first), ==, "timestamp-unavailable");
  /* What is refused for good is not asked again. */
  g_assert_cmpint (yyq_job_item_get_failures (third), ==, 1);
  g_assert_cmpstr (yyq_job_item_get_problem (third), ==, "forbidden");
  g_assert_cmpstr (yyq_job_item_get_detail (third), ==, "never");
  g_assert_cmpint (yyq_job_get_failed (job), ==, 3);
  yyq_test_jobs_assert_count (self, 0, "SELECT COUNT(*) FROM login_guess");
  g_assert_cmpint (g_async_queue_length (self->begun), ==, 2 * yyq_test_jobs_terms.most_tries + 1);
  while (g_async_queue_length (self->begun) > 0)
    g_free (g_async_queue_pop (self->begun));
}

static void
change (Fixture *self, const YyqJobKind *kind, const char *id, gboolean retry)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  const YyqJobQuery who = { .tenant_id = YYQ_TEST_JOBS_TENANT, .kinds = kinds };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (kinds, (gpointer) kind);
  yyq_tenant_begin (self->platform, YYQ_TEST_JOBS_TENANT, &error);
  g_assert_no_error (error);
  if (retry)
    yyq_job_service_retry (self->platform, &who, id, NULL, NULL, &error);
  else
    yyq_job_service_cancel (self->platform, &who, id, NULL, NULL, &error);
  g_assert_no_error (error);
  yyq_storage_commit (self->storage, &error);
  g_assert_no_error (error);
}

static void
test_retry (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (YyqJob) job = NULL;
  g_autoptr (GError) error = NULL;

  id = run_failing (self, 2, (gint) yyq_test_jobs_terms.most_tries * 2 - 1, YYQ_JOB_STATE_FAILED);
  yyq_test_jobs_assert_count (self, 1, "SELECT COUNT(*) FROM job_item WHERE state = 'failed'");
  yyq_test_jobs_assert_count (self, 1, "SELECT COUNT(*) FROM login_guess");
  self->failures = 0;
  /* Somebody wanted to cancel it just when it had failed. */
  yyq_storage_execute (self->storage, &error, "UPDATE job SET cancel_at = 1", "");
  g_assert_no_error (error);
  change (self, &failing, id, TRUE);
  yyq_test_jobs_assert_count (self, 1, "SELECT COUNT(*) FROM job_item WHERE state = 'waiting'");
  yyq_job_runner_start (self->runner);
  yyq_test_jobs_wait_for_end (self, &failing, id, YYQ_JOB_STATE_DONE);
  job = yyq_test_jobs_load (self, &failing, id);
  g_assert_cmpint (yyq_job_get_done (job), ==, 2);
  g_assert_cmpint (yyq_job_get_failed (job), ==, 0);
  yyq_test_jobs_assert_count (self, 2, "SELECT COUNT(*) FROM login_guess WHERE failures = 1");
  yyq_job_runner_stop (self->runner);
  while (g_async_queue_length (self->begun) > 0)
    g_free (g_async_queue_pop (self->begun));
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (self, &slow, 3);
  g_autoptr (YyqJob) cancelling = NULL;

  yyq_job_runner_add_kind (self->runner, &slow);
  yyq_job_runner_start (self->runner);
  g_async_queue_pop (self->begun);
  change (self, &slow, id, FALSE);
  cancelling = yyq_test_jobs_load (self, &slow, id);
  g_assert_true (yyq_job_get_cancelling (cancelling));
  g_assert_cmpint (yyq_job_get_state (cancelling), ==, YYQ_JOB_STATE_RUNNING);
  g_async_queue_push (self->let_go, self);
  yyq_test_jobs_wait_for_end (self, &slow, id, YYQ_JOB_STATE_CANCELLED);
  /* The one that ran was finished, the others have not begun. */
  yyq_test_jobs_assert_count (self, 1, "SELECT COUNT(*) FROM job_item WHERE state = 'done'");
  yyq_test_jobs_assert_count (self, 2, "SELECT COUNT(*) FROM job_item WHERE state = 'cancelled'");
  yyq_test_jobs_assert_count (self, 1, "SELECT COUNT(*) FROM login_guess WHERE failures = 1");
  g_assert_cmpint (g_async_queue_length (self->begun), ==, 0);
}

static void
test_cancel_unheld (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (self, &slow, 3);
  gint64 next_ms = 0;

  change (self, &slow, id, FALSE);
  yyq_test_jobs_wait_for_end (self, &slow, id, YYQ_JOB_STATE_CANCELLED);
  g_assert_null (claim (self, &slow, &next_ms));
  g_assert_cmpint (next_ms, ==, 0);
}

/* A long step hears of it by itself. */
static gboolean
step_asking (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_async_queue_push (current->begun, work);
  while (!yyq_job_work_is_stopped (work))
    poll (NULL, 0, 5);
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_BUSY, "stopped");
  return FALSE;
}

static const YyqJobKind asking = { .name = "asking",
                                   .permission = "p",
                                   .title = "Asking",
                                   .step = step_asking };

static void
test_cancel_long (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (self, &asking, 1);

  yyq_job_runner_add_kind (self->runner, &asking);
  yyq_job_runner_start (self->runner);
  g_async_queue_pop (self->begun);
  change (self, &asking, id, FALSE);
  yyq_test_jobs_wait_for_end (self, &asking, id, YYQ_JOB_STATE_CANCELLED);
}

static gboolean
step_quick (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  return yyq_test_jobs_count_effect (work, item, error);
}

static gboolean
report_text (YyqJobWork *work, YyqJobFile *file, GError **error)
{
  g_autoptr (GPtrArray) items = yyq_job_work_list_items (work, 0, 10, error);

  if (items == NULL)
    return FALSE;
  if (g_atomic_int_add (&current->reports, 1) == 0) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_BUSY, "not yet");
    return FALSE;
  }
  file->name = g_strdup ("report.txt");
  file->type = "text/plain";
  file->bytes = g_bytes_new_take (g_strdup_printf ("%u items", items->len), 7);
  return TRUE;
}

static const YyqJobKind reporting = { .name = "reporting",
                                      .permission = "p",
                                      .title = "Reporting",
                                      .step = step_quick,
                                      .report = report_text };

static void
test_result (Fixture *self, gconstpointer data)
{
  YyqBlobStore *blobs = yyq_blob_store_of (self->platform);
  g_autofree char *id = yyq_test_jobs_start (self, &reporting, 3);
  g_auto (YyqJobResult) result = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) gone = NULL;
  g_autoptr (YyqJob) job = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next_ms = 0;

  yyq_job_runner_add_kind (self->runner, &reporting);
  yyq_job_runner_start (self->runner);
  yyq_test_jobs_wait_for_end (self, &reporting, id, YYQ_JOB_STATE_DONE);
  yyq_job_runner_stop (self->runner);
  g_assert_cmpint (self->reports, ==, 2);
  yyq_test_jobs_assert_count (self, 3, "SELECT COUNT(*) FROM login_guess WHERE failures = 1");
  yyq_job_store_get_result (self->storage, id, &result, &error);
  g_assert_no_error (error);
  bytes = yyq_blob_store_get (blobs, result.blob, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "3 items", 7);

  yyq_job_service_drop_stale (self->platform, &next_ms, &error);
  g_assert_no_error (error);
  g_assert_cmpint (next_ms, ==, result.until);
  yyq_clock_freeze (result.until + 1);
  yyq_job_service_drop_stale (self->platform, &next_ms, &error);
  yyq_clock_freeze (0);
  g_assert_no_error (error);
  g_assert_cmpint (next_ms, ==, 0);
  gone = yyq_blob_store_get (blobs, result.blob, &error);
  g_assert_null (gone);
  yyq_test_jobs_assert_count (self, 0, "SELECT COUNT(*) FROM document");
  job = yyq_test_jobs_load (self, &reporting, id);
  g_assert_null (yyq_job_get_result_name (job));
}

/* Finishes when it hears that it should. */
static gboolean
step_heeding (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_async_queue_push (current->begun, work);
  while (!yyq_job_work_is_stopped (work))
    poll (NULL, 0, 5);
  return yyq_test_jobs_count_effect (work, item, error);
}

static const YyqJobKind heeding = { .name = "heeding",
                                    .permission = "p",
                                    .title = "Heeding",
                                    .step = step_heeding };

/* As by SIGTERM. */
static void
test_stop (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (self, &heeding, 3);
  g_autoptr (YyqJobWork) heir = NULL;
  gint64 next_ms = 0;

  yyq_job_runner_add_kind (self->runner, &heeding);
  yyq_job_runner_start (self->runner);
  g_async_queue_pop (self->begun);
  yyq_job_runner_stop (self->runner);
  heir = claim (self, &heeding, &next_ms);
  g_assert_nonnull (heir);
  yyq_test_jobs_assert_count (self, 1, "SELECT COUNT(*) FROM login_guess WHERE failures = 1");
  yyq_test_jobs_assert_count (self, 2, "SELECT COUNT(*) FROM job_item WHERE state = 'waiting'");
}

static gboolean
step_daily (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  return TRUE;
}

static void
test_daily (Fixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) before = yyq_clock_midnight (2026, 11, 27);
  gint64 midnight = yyq_clock_to_ms (before);
  static const YyqJobKind late = {
    .name = "late", .permission = "p", .title = "Late", .daily = "03:30", .step = step_daily
  };
  gint64 at = midnight + (3 * 60 + 30) * 60 * 1000;
  g_autoptr (GError) error = NULL;
  gint64 next_ms = 0;

  yyq_job_runner_add_kind (self->runner, &late);
  yyq_clock_freeze (at - 1);
  g_assert_true (yyq_job_service_start_daily (self->platform, &next_ms, &error));
  g_assert_cmpint (next_ms, ==, at);
  yyq_test_jobs_assert_count (self, 0, "SELECT COUNT(*) FROM job");
  for (guint day = 0; day < 2; day++) {
    yyq_clock_freeze (at + day * 24 * 3600 * 1000);
    for (guint i = 0; i < 3; i++)
      g_assert_true (yyq_job_service_start_daily (self->platform, &next_ms, &error));
    g_assert_cmpint (next_ms, ==, at + (day + 1) * 24 * 3600 * 1000);
    yyq_test_jobs_assert_count (self, day + 1, "SELECT COUNT(*) FROM job WHERE tenant_id IS NULL");
  }
  yyq_clock_freeze (0);
}

#define ADD(name, test) g_test_add ("/jobs/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a process that lives keeps its job however long an item takes", test_lease_kept);
  ADD ("the job of a dead process is another's when its lease is over", test_lease_over);
  ADD ("what failed is tried again later, and its effect is there once", test_backoff);
  g_test_add_func ("/jobs/waits double up to a limit and are never quite the same", test_wait);
  ADD ("after so many tries an item has failed, and at once when it is refused", test_most_tries);
  ADD ("only what failed is done again", test_retry);
  ADD ("a job is cancelled between items", test_cancel);
  ADD ("a job that nobody works on is cancelled at once", test_cancel_unheld);
  ADD ("a long item can hear that it is no longer wanted", test_cancel_long);
  ADD ("the result can be fetched until its time is over", test_result);
  ADD ("what a stopped process leaves can be taken at once", test_stop);
  ADD ("a daily job is started once a day", test_daily);
  return g_test_run ();
}
