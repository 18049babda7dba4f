/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scheduler.h"

#include "yyq-clock.h"

#define IDLE_US (60 * G_USEC_PER_SEC)

typedef struct {
  const char *name;
  YyqScheduledWork work;
  gpointer data;
  GDestroyNotify destroy;
} Entry;

struct _YyqScheduler {
  GObject parent_instance;

  YyqPlatform *platform; /* not owned: it owns us */
  GArray *entries;       /* (element-type Entry): fixed once the thread runs */

  GMutex lock; /* for what follows */
  GCond cond;
  GThread *thread;
  gboolean stopping;
  gboolean woken;
};

G_DEFINE_FINAL_TYPE (YyqScheduler, yyq_scheduler, G_TYPE_OBJECT)

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  if (entry->destroy != NULL)
    entry->destroy (entry->data);
}

static void
finalize (GObject *object)
{
  YyqScheduler *self = YYQ_SCHEDULER (object);

  yyq_scheduler_stop (self);
  g_array_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (yyq_scheduler_parent_class)->finalize (object);
}

static void
yyq_scheduler_class_init (YyqSchedulerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_scheduler_init (YyqScheduler *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
}

YyqScheduler *
yyq_scheduler_new (YyqPlatform *platform)
{
  YyqScheduler *self = g_object_new (YYQ_TYPE_SCHEDULER, NULL);

  self->platform = platform;
  return self;
}

YyqScheduler *
yyq_scheduler_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_SCHEDULER);
}

void
yyq_scheduler_add (YyqScheduler *self, const char *name, YyqScheduledWork work, gpointer data,
                   GDestroyNotify destroy)
{
  const Entry entry = { name, work, data, destroy };

  g_return_if_fail (self->thread == NULL);

  g_array_append_val (self->entries, entry);
}

/* With the lock held: until woken, stopped, or @next_ms is reached. */
static void
wait_for_work (YyqScheduler *self, gint64 next_ms)
{
  gint64 wait_us = IDLE_US;
  gint64 end;

  if (next_ms != 0)
    wait_us = CLAMP ((next_ms - yyq_clock_now ()) * 1000, 0, IDLE_US);
  end = g_get_monotonic_time () + wait_us;
  while (!self->stopping && !self->woken) {
    if (!g_cond_wait_until (&self->cond, &self->lock, end))
      break;
  }
  self->woken = FALSE;
}

static void
work (YyqScheduler *self, gint64 *next_ms)
{
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    g_autoptr (GError) error = NULL;
    gint64 due = 0;

    if (!entry->work (self->platform, entry->data, &due, &error))
      g_warning ("%s: %s", entry->name, error->message);
    else if (due != 0 && (*next_ms == 0 || due < *next_ms))
      *next_ms = due;
  }
}

static gpointer
run (gpointer data)
{
  YyqScheduler *self = data;

  g_mutex_lock (&self->lock);
  while (!self->stopping) {
    gint64 next_ms = 0;

    g_mutex_unlock (&self->lock);
    work (self, &next_ms);
    yyq_storage_release (yyq_platform_get_storage (self->platform));
    g_mutex_lock (&self->lock);
    if (!self->stopping)
      wait_for_work (self, next_ms);
  }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
yyq_scheduler_start (YyqScheduler *self)
{
  g_return_if_fail (self->thread == NULL);

  self->stopping = FALSE;
  self->thread = g_thread_new ("yyq-scheduler", run, self);
}

void
yyq_scheduler_wake (YyqScheduler *self)
{
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

static void
wake_cb (gpointer self, gpointer unused)
{
  yyq_scheduler_wake (self);
}

void
yyq_scheduler_wake_when_written (YyqScheduler *self)
{
  yyq_storage_on_commit (yyq_platform_get_storage (self->platform), wake_cb, g_object_ref (self),
                         g_object_unref);
}

void
yyq_scheduler_stop (YyqScheduler *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}
