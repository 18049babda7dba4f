/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-service.h"

#include <stdio.h>

#include "yyq-audit.h"
#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-service-error.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))

static gboolean
refuse (GError **error, YyqServiceError code, const char *message)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

char *
yyq_job_service_start (YyqPlatform *platform, const YyqJobStart *start, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  const YyqJobRow row = { .id = id,
                          .tenant_id = start->tenant_id,
                          .account_id = start->account_id,
                          .kind = start->kind->name,
                          .params = start->params,
                          .total = (gint64) start->n_targets };
  gboolean added = FALSE;

  if (!yyq_job_store_insert (storage, &row, &added, error))
    return NULL;
  for (gsize i = 0; i < start->n_targets; i++)
    if (!yyq_job_store_add_item (storage, id, (gint64) i + 1, &start->targets[i], error))
      return NULL;
  if (!yyq_audit_write (platform,
                        &(YyqAuditEntry){ .unit_id = start->tenant_id,
                                          .actor = start->account_id,
                                          .remote = start->remote,
                                          .action = "job.start",
                                          .object = id },
                        error))
    return NULL;
  yyq_job_runner_wake_when_written (yyq_job_runner_of (platform));
  return g_steal_pointer (&id);
}

/* (transfer full): one that @who may see. */
static YyqJob *
load (YyqPlatform *platform, const YyqJobQuery *who, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  YyqJob *job = yyq_job_store_load (yyq_platform_get_storage (platform), who, id, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (job == NULL)
    refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such job");
  return job;
}

static gboolean
note (YyqPlatform *platform, const YyqJobQuery *who, const char *action, const char *id,
      const char *actor, const char *remote, GError **error)
{
  return yyq_audit_write (
    platform,
    &(YyqAuditEntry){
      .unit_id = who->tenant_id, .actor = actor, .remote = remote, .action = action, .object = id },
    error);
}

gboolean
yyq_job_service_cancel (YyqPlatform *platform, const YyqJobQuery *who, const char *id,
                        const char *actor, const char *remote, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqJob) job = load (platform, who, id, error);
  const YyqJobEnd end = { .cancelled = TRUE };
  gboolean held = FALSE;

  if (job == NULL)
    return FALSE;
  if (yyq_job_get_ended_at (job) != 0)
    return refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "the job has ended");
  if (yyq_job_get_cancelling (job))
    return TRUE;
  return yyq_job_store_cancel (storage, id, &held, error) &&
         (held || yyq_job_store_end (storage, id, &end, error)) &&
         note (platform, who, "job.cancel", id, actor, remote, error);
}

gboolean
yyq_job_service_retry (YyqPlatform *platform, const YyqJobQuery *who, const char *id,
                       const char *actor, const char *remote, GError **error)
{
  g_autoptr (YyqJob) job = load (platform, who, id, error);

  if (job == NULL)
    return FALSE;
  if (yyq_job_get_state (job) != YYQ_JOB_STATE_FAILED)
    return refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "nothing of the job has failed");
  if (!yyq_job_store_retry (yyq_platform_get_storage (platform), id, error) ||
      !note (platform, who, "job.retry", id, actor, remote, error))
    return FALSE;
  yyq_job_runner_wake_when_written (yyq_job_runner_of (platform));
  return TRUE;
}

/* ms: today's time of a kind that runs daily. */
static gint64
time_of_today (const YyqJobKind *kind, gint64 now)
{
  g_autoptr (GDateTime) at = yyq_clock_date_time (now);
  g_autoptr (GDateTime) midnight = yyq_clock_midnight (
    g_date_time_get_year (at), g_date_time_get_month (at), g_date_time_get_day_of_month (at));
  char *colon = NULL;
  const gint64 hour = g_ascii_strtoll (kind->daily, &colon, 10);

  g_assert (*colon == ':');
  return yyq_clock_to_ms (midnight) +
         (hour * 60 + g_ascii_strtoll (colon + 1, NULL, 10)) * MINUTE_MS;
}

/* The slot of a day exists once, so only one of those who try has added a job. */
static gboolean
start_slot (YyqPlatform *platform, const YyqJobKind *kind, gint64 at_ms, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  g_autofree char *day = yyq_clock_format_date (at_ms);
  g_autofree char *slot = g_strconcat (kind->name, " ", day, NULL);
  const YyqJobRow row = { .id = id, .kind = kind->name, .slot = slot };
  gboolean added = FALSE;

  if (!yyq_job_store_has_slot (storage, slot, &added, error))
    return FALSE;
  if (added)
    return TRUE;
  if (yyq_storage_begin (storage, error) && yyq_job_store_insert (storage, &row, &added, error) &&
      (!added || yyq_audit_write (platform, &(YyqAuditEntry){ .action = "job.start", .object = id },
                                  error)) &&
      yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

gboolean
yyq_job_service_start_daily (YyqPlatform *platform, gint64 *next_ms, GError **error)
{
  GPtrArray *kinds = yyq_job_runner_get_kinds (yyq_job_runner_of (platform));
  gint64 now = yyq_clock_now ();

  *next_ms = 0;
  for (guint i = 0; i < kinds->len; i++) {
    const YyqJobKind *kind = g_ptr_array_index (kinds, i);
    gint64 at = kind->daily != NULL ? time_of_today (kind, now) : 0;

    if (kind->daily == NULL)
      continue;
    if (at <= now) {
      if (!start_slot (platform, kind, at, error))
        return FALSE;
      at += DAY_MS;
    }
    *next_ms = *next_ms == 0 ? at : MIN (*next_ms, at);
  }
  return TRUE;
}

/* Unless it has got another one meanwhile. */
static gboolean
drop (YyqPlatform *platform, const char *id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_auto (YyqJobResult) result = { 0 };

  if (yyq_storage_begin (storage, error) &&
      yyq_job_store_get_result (storage, id, &result, error) &&
      (result.blob == NULL || result.until > yyq_clock_now () ||
       (yyq_blob_store_remove (yyq_blob_store_of (platform), result.blob, error) &&
        yyq_job_store_drop_result (storage, id, error))) &&
      yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

gboolean
yyq_job_service_drop_stale (YyqPlatform *platform, gint64 *next_ms, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gboolean more = TRUE;

  while (more) {
    g_autoptr (GError) local = NULL;
    g_autofree char *id = yyq_job_store_find_stale (storage, next_ms, &local);

    more = id != NULL && drop (platform, id, &local);
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  return TRUE;
}
