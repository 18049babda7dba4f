/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-slice.h"

#include "yyq-audit.h"
#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-job-lease.h"
#include "yyq-job-store.h"
#include "yyq-message-store.h"
#include "yyq-service-error.h"
#include "yyq-storage.h"

typedef struct {
  YyqJobWork *work;
  YyqStorage *storage;
  gint64 end_us;  /* of its turn */
  gint64 next_ms; /* when an item waits for its next try; 0: now */
  gboolean ended;
} Slice;

static gboolean
goes_on (const Slice *self)
{
  return !self->work->cancelled && !yyq_job_work_is_stopped (self->work) &&
         g_get_monotonic_time () < self->end_us;
}

/* Nobody has begun with it yet. */
static gboolean
open_job (Slice *self, GError **error)
{
  YyqJobWork *work = self->work;

  if (work->state != YYQ_JOB_STATE_QUEUED)
    return TRUE;
  if (!yyq_job_work_begin (work, error) ||
      !yyq_job_store_set_running (self->storage, work->id, error) ||
      !yyq_storage_commit (self->storage, error))
    return FALSE;
  work->state = YYQ_JOB_STATE_RUNNING;
  return TRUE;
}

/* The next items that there are; when there are no more it is planned. */
static gboolean
plan (Slice *self, GError **error)
{
  YyqJobWork *work = self->work;
  g_autofree char *after = g_strdup (work->last_target);
  gint64 before = work->last_seq;

  if (!yyq_job_work_begin (work, error) ||
      (work->kind->plan != NULL && !work->kind->plan (work, after, error)))
    return FALSE;
  work->planned = work->last_seq == before;
  work->tries = 0;
  return yyq_job_store_set_total (self->storage, work->id, work->last_seq, work->planned, error) &&
         yyq_storage_commit (self->storage, error);
}

static gboolean
settle (Slice *self, YyqJobOutcome *outcome, GError **error)
{
  YyqJobWork *work = self->work;

  outcome->lease_until = yyq_clock_now () + work->terms->lease_ms;
  if (!yyq_job_work_begin (work, error) ||
      !yyq_job_store_settle (self->storage, work->id, outcome, error) ||
      !yyq_storage_commit (self->storage, error))
    return FALSE;
  work->tries = 0;
  return TRUE;
}

/* Will the next try end otherwise, though nothing was changed? */
static gboolean
may_pass_later (const GError *error)
{
  if (error->domain == YYQ_WIRE_ERROR)
    return FALSE;
  if (error->domain != YYQ_SERVICE_ERROR)
    return !g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS) &&
           !g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND);
  return error->code == YYQ_SERVICE_ERROR_INTERNAL || error->code == YYQ_SERVICE_ERROR_BUSY ||
         error->code == YYQ_SERVICE_ERROR_RATE_LIMITED || error->code == YYQ_SERVICE_ERROR_LEASED ||
         error->code == YYQ_SERVICE_ERROR_REVOCATION_UNKNOWN ||
         error->code == YYQ_SERVICE_ERROR_TIMESTAMP_UNAVAILABLE;
}

/* @why: of the step; the message of an error that is not ours is for the log alone. */
static gboolean
settle_failure (Slice *self, YyqJobItem *item, const GError *why, GError **error)
{
  const YyqJobTerms *terms = self->work->terms;
  gboolean ours = why->domain == YYQ_SERVICE_ERROR || why->domain == YYQ_WIRE_ERROR;
  YyqJobOutcome outcome = {
    .seq = yyq_job_item_get_seq (item),
    .state = YYQ_JOB_ITEM_STATE_FAILED,
    .problem = yyq_service_error_get_code (why),
    .detail = ours ? why->message : NULL,
    .failures = yyq_job_item_get_failures (item) + 1,
  };

  if (!ours)
    g_message ("job %s, item %" G_GINT64_FORMAT ": %s", self->work->id, outcome.seq, why->message);
  if (may_pass_later (why) && outcome.failures < terms->most_tries) {
    outcome.state = YYQ_JOB_ITEM_STATE_WAITING;
    outcome.next_try_at = yyq_clock_now () + yyq_job_terms_wait (terms, outcome.failures);
  }
  return settle (self, &outcome, error);
}

/* What the step wrote, and that it has been done, are committed together. */
static gboolean
do_item (Slice *self, YyqJobItem *item, GError **error)
{
  YyqJobWork *work = self->work;
  g_autoptr (GError) local = NULL;
  YyqJobOutcome outcome = { .seq = yyq_job_item_get_seq (item),
                            .failures = yyq_job_item_get_failures (item) };

  yyq_job_work_forget (work);
  if (work->kind->step (work, item, &local)) {
    outcome.problem = work->problem;
    outcome.detail = work->detail;
    outcome.state = work->problem != NULL ? YYQ_JOB_ITEM_STATE_FAILED : YYQ_JOB_ITEM_STATE_DONE;
    if (settle (self, &outcome, &local))
      return TRUE;
  }
  yyq_storage_rollback (self->storage);
  if (!work->lost)
    return settle_failure (self, item, local, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* It was taken again and again, and nothing came of it: whoever worked on this has died of it. */
static gboolean
give_up_item (Slice *self, gboolean *there_was, GError **error)
{
  gint64 next_ms;
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqJobItem) item =
    yyq_job_store_next_item (self->storage, self->work->id, yyq_clock_now (), &next_ms, &local);
  YyqJobOutcome outcome = { .state = YYQ_JOB_ITEM_STATE_FAILED, .problem = "internal" };

  *there_was = item != NULL;
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (item == NULL)
    return TRUE;
  outcome.seq = yyq_job_item_get_seq (item);
  outcome.failures = yyq_job_item_get_failures (item) + 1;
  return settle (self, &outcome, error);
}

/* The file that people fetch, on the disk but in no row yet. */
static gboolean
make_result (Slice *self, YyqJobFile *file, YyqNewBlob **blob, GError **error)
{
  YyqJobWork *work = self->work;

  if (work->kind->report == NULL)
    return TRUE;
  if (!work->kind->report (work, file, error))
    return FALSE;
  if (file->bytes == NULL)
    return TRUE;
  *blob = yyq_blob_store_write_own (yyq_blob_store_of (work->platform), file->bytes, error);
  return *blob != NULL;
}

/* In the transaction: the file of this time in place of that of the last. */
static gboolean
keep_result (Slice *self, YyqNewBlob *blob, GError **error)
{
  YyqBlobStore *blobs = yyq_blob_store_of (self->work->platform);
  g_auto (YyqJobResult) before = { 0 };

  return yyq_job_store_get_result (self->storage, self->work->id, &before, error) &&
         (before.blob == NULL || yyq_blob_store_remove (blobs, before.blob, error)) &&
         yyq_blob_store_add (blobs, blob, error);
}

/* Who has cancelled it knows; what the platform does of its own accord is nobody's. */
static gboolean
tell (Slice *self, const YyqJobEnd *end, GError **error)
{
  YyqJobWork *work = self->work;
  gboolean failed = FALSE;

  if (end->cancelled || work->account_id == NULL || work->tenant_id == NULL)
    return TRUE;
  return yyq_job_store_has_failed (self->storage, work->id, &failed, error) &&
         yyq_message_store_tell (work->platform, work->tenant_id, work->account_id,
                                 &(YyqNews){ .kind = failed ? "job.failed" : "job.done",
                                             .object = work->id,
                                             .subject = work->kind->title },
                                 error);
}

static gboolean
end_job (Slice *self, const char *problem, GError **error)
{
  YyqJobWork *work = self->work;
  g_auto (YyqJobFile) file = { 0 };
  g_autoptr (YyqNewBlob) blob = NULL;
  YyqJobEnd end = { .problem = problem, .cancelled = work->cancelled };

  if (!end.cancelled && problem == NULL && !make_result (self, &file, &blob, error))
    return FALSE;
  if (!yyq_job_work_begin (work, error) || (blob != NULL && !keep_result (self, blob, error)))
    return FALSE;
  if (blob != NULL) {
    end.blob = yyq_new_blob_get_sha256 (blob);
    end.length = yyq_new_blob_get_length (blob);
    end.name = file.name;
    end.type = file.type;
    end.until = yyq_clock_now () + YYQ_JOB_RESULT_MS;
  }
  self->ended =
    yyq_job_store_end (self->storage, work->id, &end, error) && tell (self, &end, error) &&
    yyq_audit_write (
      work->platform,
      &(YyqAuditEntry){ .unit_id = work->tenant_id, .action = "job.end", .object = work->id },
      error) &&
    yyq_storage_commit (self->storage, error);
  return self->ended;
}

static gboolean
do_items (Slice *self, gboolean *left, GError **error)
{
  g_autoptr (GError) local = NULL;

  *left = TRUE;
  while (*left && goes_on (self)) {
    g_autoptr (YyqJobItem) item = yyq_job_store_next_item (
      self->storage, self->work->id, yyq_clock_now (), &self->next_ms, &local);

    if (item != NULL ? !do_item (self, item, error) : local != NULL) {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (item == NULL && self->next_ms > 0)
      return TRUE;
    *left = item != NULL;
  }
  return TRUE;
}

static gboolean
work_on (Slice *self, GError **error)
{
  YyqJobWork *work = self->work;
  gboolean left = TRUE;

  if (!open_job (self, error))
    return FALSE;
  if (work->tries > work->terms->most_tries) {
    gboolean there_was = FALSE;

    if (work->planned && !give_up_item (self, &there_was, error))
      return FALSE;
    if (!there_was)
      return end_job (self, "internal", error);
  }
  while (!work->planned && goes_on (self))
    if (!plan (self, error))
      return FALSE;
  if (work->planned && !do_items (self, &left, error))
    return FALSE;
  return (left && !work->cancelled) || end_job (self, NULL, error);
}

/* @why (nullable): it is not taken again at once then. */
static gboolean
release (Slice *self, const GError *why, GError **error)
{
  YyqJobWork *work = self->work;
  gint64 due = MAX (self->next_ms, yyq_clock_now ());

  if (why != NULL)
    due += yyq_job_terms_wait (work->terms, work->tries);
  return yyq_job_work_begin (work, error) &&
         yyq_job_store_release (self->storage, work->id, due, why != NULL ? work->tries : 0,
                                error) &&
         yyq_storage_commit (self->storage, error);
}

gboolean
yyq_job_slice_run (YyqJobWork *work, const gint *stopping, GError **error)
{
  Slice self = { .work = work,
                 .storage = yyq_platform_get_storage (work->platform),
                 .end_us = g_get_monotonic_time () + work->terms->slice_ms * 1000 };
  g_autoptr (YyqJobLease) lease = yyq_job_lease_new (work);
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) unreleased = NULL;

  work->stopping = stopping;
  work_on (&self, &local);
  yyq_storage_rollback (self.storage);
  if (!self.ended && !work->lost)
    release (&self, local, &unreleased);
  yyq_storage_rollback (self.storage);
  /* Then it has become somebody else's. */
  if (work->lost || (local == NULL && unreleased == NULL))
    return TRUE;
  g_propagate_error (error,
                     local != NULL ? g_steal_pointer (&local) : g_steal_pointer (&unreleased));
  return FALSE;
}
