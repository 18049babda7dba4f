/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-draft-threads.h"

struct _YyqDraftThreads {
  gatomicrefcount ref_count;
  char *directory;   /* (owned) (nullable) */
  YyqCipher *cipher; /* (owned) */
  GThreadPool *writer;
  GThreadPool *syncer;

  GMutex lock;
  GCond written;
  guint n_writes; /* given and not done */
};

typedef struct {
  YyqDraftJob run;
  gpointer data;
  gboolean counted;
} Job;

static void
job_func (gpointer data, gpointer user_data)
{
  /* It may be freed by what the job lets go of last, unless the job counts as well. */
  g_autoptr (YyqDraftThreads) self = yyq_draft_threads_ref (user_data);
  g_autofree Job *job = data;

  job->run (job->data);
  if (!job->counted)
    return;
  g_mutex_lock (&self->lock);
  self->n_writes--;
  g_cond_broadcast (&self->written);
  g_mutex_unlock (&self->lock);
}

YyqDraftThreads *
yyq_draft_threads_new (const char *directory, YyqCipher *cipher)
{
  YyqDraftThreads *self = g_new0 (YyqDraftThreads, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->written);
  self->directory = g_strdup (directory);
  self->cipher = yyq_cipher_ref (cipher);
  self->writer = g_thread_pool_new (job_func, self, 1, FALSE, NULL);
  self->syncer = g_thread_pool_new (job_func, self, 1, FALSE, NULL);
  return self;
}

YyqDraftThreads *
yyq_draft_threads_ref (YyqDraftThreads *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* Every job holds a reference, so nothing waits in the pools here. */
void
yyq_draft_threads_unref (YyqDraftThreads *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_thread_pool_free (self->writer, FALSE, FALSE);
  g_thread_pool_free (self->syncer, FALSE, FALSE);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->written);
  g_free (self->directory);
  yyq_cipher_unref (self->cipher);
  g_free (self);
}

const char *
yyq_draft_threads_get_directory (YyqDraftThreads *self)
{
  return self->directory;
}

YyqCipher *
yyq_draft_threads_get_cipher (YyqDraftThreads *self)
{
  return self->cipher;
}

static Job *
job_new (YyqDraftJob run, gpointer data, gboolean counted)
{
  Job *job = g_new (Job, 1);

  job->run = run;
  job->data = data;
  job->counted = counted;
  return job;
}

void
yyq_draft_threads_write (YyqDraftThreads *self, YyqDraftJob run, gpointer data)
{
  g_mutex_lock (&self->lock);
  self->n_writes++;
  g_mutex_unlock (&self->lock);
  g_thread_pool_push (self->writer, job_new (run, data, TRUE), NULL);
}

void
yyq_draft_threads_sync (YyqDraftThreads *self, YyqDraftJob run, gpointer data)
{
  g_thread_pool_push (self->syncer, job_new (run, data, FALSE), NULL);
}

typedef struct {
  GTask *task;   /* (owned) */
  GError *error; /* (owned) (nullable) */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_error (&answer->error);
  g_object_unref (answer->task);
  g_free (answer);
}

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;

  if (answer->error != NULL)
    g_task_return_error (answer->task, g_steal_pointer (&answer->error));
  else
    g_task_return_boolean (answer->task, TRUE);
  return G_SOURCE_REMOVE;
}

void
yyq_draft_threads_answer (GTask *task, GError *error)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Answer *answer = g_new (Answer, 1);

  answer->task = task;
  answer->error = error;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer_cb, answer, answer_free);
  g_source_attach (source, g_task_get_context (task));
}

void
yyq_draft_threads_drain (YyqDraftThreads *self)
{
  g_mutex_lock (&self->lock);
  while (self->n_writes > 0)
    g_cond_wait (&self->written, &self->lock);
  g_mutex_unlock (&self->lock);
}
