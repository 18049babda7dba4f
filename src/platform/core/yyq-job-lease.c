/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-lease.h"

#include "yyq-clock.h"
#include "yyq-job-store.h"

/* Renewed so often in its time, so that one that fails does no harm. */
#define RENEWALS 4

struct _YyqJobLease {
  YyqJobWork *work;
  GThread *thread;

  GMutex lock; /* for what follows */
  GCond cond;
  gboolean over;
};

static void
renew (YyqJobWork *work)
{
  YyqStorage *storage = yyq_platform_get_storage (work->platform);
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;
  gboolean cancelled = FALSE;

  if (!yyq_job_store_renew (storage, work->id, work->holder,
                            yyq_clock_now () + work->terms->lease_ms, &held, &cancelled, &error))
    g_message ("job %s: its lease could not be renewed: %s", work->id, error->message);
  else if (!held || cancelled)
    g_atomic_int_set (&work->stopped, TRUE);
  yyq_storage_release (storage);
}

/* FALSE when it is over. */
static gboolean
wait (YyqJobLease *self)
{
  gint64 end = g_get_monotonic_time () + self->work->terms->lease_ms * 1000 / RENEWALS;
  gboolean over;

  g_mutex_lock (&self->lock);
  while (!self->over && g_cond_wait_until (&self->cond, &self->lock, end))
    continue;
  over = self->over;
  g_mutex_unlock (&self->lock);
  return !over;
}

static gpointer
run (gpointer data)
{
  YyqJobLease *self = data;

  while (wait (self))
    renew (self->work);
  return NULL;
}

YyqJobLease *
yyq_job_lease_new (YyqJobWork *work)
{
  YyqJobLease *self = g_new0 (YyqJobLease, 1);

  self->work = work;
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("yyq-job-lease", run, self);
  return self;
}

void
yyq_job_lease_free (YyqJobLease *self)
{
  g_mutex_lock (&self->lock);
  self->over = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}
