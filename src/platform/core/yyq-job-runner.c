/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-runner.h"

#include "yyq-clock.h"
#include "yyq-job-service.h"
#include "yyq-job-slice.h"
#include "yyq-job-store.h"
#include "yyq-scheduler.h"

struct _YyqJobRunner {
  GObject parent_instance;

  YyqPlatform *platform;   /* not owned: it owns us */
  YyqScheduler *scheduler; /* (owned): the thread */
  GPtrArray *kinds;        /* (element-type YyqJobKind): fixed once the thread runs */
  YyqJobTerms terms;
  gint stopping; /* atomic */
};

G_DEFINE_FINAL_TYPE (YyqJobRunner, yyq_job_runner, G_TYPE_OBJECT)

static const YyqJobTerms usual = {
  .lease_ms = 30 * 1000,
  .slice_ms = 2 * 1000,
  .first_wait_ms = 5 * 1000,
  .longest_wait_ms = 10 * 60 * 1000,
  .most_tries = 5,
  .idle_ms = 10 * 1000,
};

static void
finalize (GObject *object)
{
  YyqJobRunner *self = YYQ_JOB_RUNNER (object);

  yyq_job_runner_stop (self);
  g_clear_object (&self->scheduler);
  g_ptr_array_unref (self->kinds);
  G_OBJECT_CLASS (yyq_job_runner_parent_class)->finalize (object);
}

static void
yyq_job_runner_class_init (YyqJobRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_job_runner_init (YyqJobRunner *self)
{
  self->kinds = g_ptr_array_new ();
}

/* One turn of one job. */
static gboolean
work (YyqPlatform *platform, gpointer data, gint64 *next_ms, GError **error)
{
  YyqJobRunner *self = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqJobWork) taken = NULL;
  gint64 idle = yyq_clock_now () + self->terms.idle_ms;

  if (g_atomic_int_get (&self->stopping))
    return TRUE;
  taken = yyq_job_store_claim (platform, self->kinds, &self->terms, next_ms, &local);
  if (taken != NULL) {
    *next_ms = yyq_clock_now ();
    if (!yyq_job_slice_run (taken, &self->stopping, &local))
      g_message ("job %s (%s) is tried again: %s", taken->id, taken->kind->name, local->message);
    return TRUE;
  }
  /* Others have jobs, too, and may die. */
  *next_ms = *next_ms == 0 ? idle : MIN (*next_ms, idle);
  if (local != NULL)
    g_warning ("jobs: %s", local->message);
  return TRUE;
}

static gboolean
start_daily (YyqPlatform *platform, gpointer data, gint64 *next_ms, GError **error)
{
  return yyq_job_service_start_daily (platform, next_ms, error);
}

static gboolean
drop_stale (YyqPlatform *platform, gpointer data, gint64 *next_ms, GError **error)
{
  return yyq_job_service_drop_stale (platform, next_ms, error);
}

YyqJobRunner *
yyq_job_runner_new (YyqPlatform *platform, const YyqJobTerms *terms)
{
  YyqJobRunner *self = g_object_new (YYQ_TYPE_JOB_RUNNER, NULL);

  self->platform = platform;
  self->terms = terms != NULL ? *terms : usual;
  self->scheduler = yyq_scheduler_new (platform);
  yyq_scheduler_add (self->scheduler, "daily jobs", start_daily, NULL, NULL);
  yyq_scheduler_add (self->scheduler, "results of jobs", drop_stale, NULL, NULL);
  yyq_scheduler_add (self->scheduler, "jobs", work, self, NULL);
  return self;
}

YyqJobRunner *
yyq_job_runner_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_JOB_RUNNER);
}

void
yyq_job_runner_add_kind (YyqJobRunner *self, const YyqJobKind *kind)
{
  g_return_if_fail (yyq_job_runner_find_kind (self, kind->name) == NULL);

  g_ptr_array_add (self->kinds, (gpointer) kind);
}

const YyqJobKind *
yyq_job_runner_find_kind (YyqJobRunner *self, const char *name)
{
  for (guint i = 0; i < self->kinds->len; i++) {
    const YyqJobKind *kind = g_ptr_array_index (self->kinds, i);

    if (g_str_equal (kind->name, name))
      return kind;
  }
  return NULL;
}

GPtrArray *
yyq_job_runner_get_kinds (YyqJobRunner *self)
{
  return self->kinds;
}

void
yyq_job_runner_start (YyqJobRunner *self)
{
  g_atomic_int_set (&self->stopping, FALSE);
  yyq_scheduler_start (self->scheduler);
}

void
yyq_job_runner_stop (YyqJobRunner *self)
{
  g_atomic_int_set (&self->stopping, TRUE);
  if (self->scheduler != NULL)
    yyq_scheduler_stop (self->scheduler);
}

void
yyq_job_runner_wake_when_written (YyqJobRunner *self)
{
  yyq_scheduler_wake_when_written (self->scheduler);
}
