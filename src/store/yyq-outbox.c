/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox.h"

struct _YyqOutbox {
  GObject parent_instance;

  YyqDatabase *database; /* (owned) */
  YyqCipher *cipher;     /* (owned) */
  char *directory;       /* (owned) (nullable): of large bodies */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyqOutbox, yyq_outbox, G_TYPE_OBJECT)

/* @key (nullable) */
static YyqOutboxJob *
job_new (YyqOutbox *self, const char *key)
{
  YyqOutboxJob *job = g_new0 (YyqOutboxJob, 1);

  job->cipher = yyq_cipher_ref (self->cipher);
  job->directory = g_strdup (self->directory);
  if (key != NULL) {
    job->entry = g_new0 (YyqOutboxEntry, 1);
    job->entry->idempotency_key = g_strdup (key);
  }
  return job;
}

/* A file is removed after the row that named it, and never when the row could not be. */
static void
sweep (YyqOutbox *self)
{
  YyqDatabaseRequest request = { yyq_outbox_sweep_in_worker, NULL, yyq_outbox_job_free, NULL,
                                 TRUE };

  if (self->directory == NULL)
    return;
  request.data = job_new (self, NULL);
  yyq_database_submit (self->database, self, &request, NULL, NULL, NULL);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  yyq_database_submit_finish (result, &error);
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_signal_emit (source, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

/* Takes @job. */
static void
change (YyqOutbox *self, YyqDatabaseJob run, YyqOutboxJob *job, GCancellable *cancellable,
        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  YyqDatabaseRequest request = { run, job, yyq_outbox_job_free, NULL, TRUE };

  g_task_set_source_tag (task, change);
  /* What was committed is reported, whatever was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  yyq_database_submit (self->database, self, &request, cancellable, changed_cb, task);
}

gboolean
yyq_outbox_change_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_outbox_add_async (YyqOutbox *self, const YyqOutboxEntry *entry, gboolean replaces_parked,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YyqOutboxJob *job = job_new (self, NULL);

  job->entry = yyq_outbox_entry_copy (entry);
  job->replaces_parked = replaces_parked;
  change (self, yyq_outbox_add_in_worker, job, cancellable, callback, user_data);
  if (replaces_parked)
    sweep (self);
}

void
yyq_outbox_list_async (YyqOutbox *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  YyqDatabaseRequest request = { yyq_outbox_list_in_worker, job_new (self, NULL),
                                 yyq_outbox_job_free, (GDestroyNotify) g_ptr_array_unref, FALSE };

  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

GPtrArray *
yyq_outbox_list_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_outbox_load_async (YyqOutbox *self, const char *idempotency_key, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  YyqDatabaseRequest request = { yyq_outbox_load_in_worker, job_new (self, idempotency_key),
                                 yyq_outbox_job_free, (GDestroyNotify) yyq_outbox_entry_free,
                                 FALSE };

  yyq_database_submit (self->database, self, &request, cancellable, callback, user_data);
}

YyqOutboxEntry *
yyq_outbox_load_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_outbox_find_due_async (YyqOutbox *self, gint64 now, const char *const *busy, guint limit,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  YyqOutboxJob *job = job_new (self, NULL);
  YyqDatabaseRequest request = { yyq_outbox_find_due_in_worker, job, yyq_outbox_job_free,
                                 yyq_outbox_due_free, FALSE };

  job->now = now;
  job->limit = limit;
  job->objects = g_strdupv ((GStrv) busy);
  yyq_database_submit (self->database, self, &request, NULL, callback, user_data);
}

YyqOutboxDue *
yyq_outbox_find_due_finish (YyqOutbox *self, GAsyncResult *result, GError **error)
{
  return yyq_database_submit_finish (result, error);
}

void
yyq_outbox_remove_async (YyqOutbox *self, const char *idempotency_key, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  change (self, yyq_outbox_remove_in_worker, job_new (self, idempotency_key), cancellable, callback,
          user_data);
  sweep (self);
}

void
yyq_outbox_discard_async (YyqOutbox *self, const char *idempotency_key,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  change (self, yyq_outbox_discard_in_worker, job_new (self, idempotency_key), NULL, callback,
          user_data);
  sweep (self);
}

void
yyq_outbox_fail_async (YyqOutbox *self, const char *idempotency_key, YyqOutboxState state,
                       gint64 next_at, const char *reason, const char *last_error,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  YyqOutboxJob *job = job_new (self, idempotency_key);

  job->entry->state = state;
  job->entry->next_at = next_at;
  job->entry->reason = g_strdup (reason);
  job->entry->last_error = g_strdup (last_error);
  change (self, yyq_outbox_fail_in_worker, job, NULL, callback, user_data);
}

void
yyq_outbox_retry_async (YyqOutbox *self, const char *idempotency_key, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  change (self, yyq_outbox_retry_in_worker, job_new (self, idempotency_key), NULL, callback,
          user_data);
}

void
yyq_outbox_park_objects_async (YyqOutbox *self, const char *const *object_ids, const char *reason,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  YyqOutboxJob *job = job_new (self, NULL);

  job->entry = g_new0 (YyqOutboxEntry, 1);
  job->entry->reason = g_strdup (reason);
  job->objects = g_strdupv ((GStrv) object_ids);
  change (self, yyq_outbox_park_in_worker, job, NULL, callback, user_data);
}

static void
yyq_outbox_finalize (GObject *object)
{
  YyqOutbox *self = YYQ_OUTBOX (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->cipher, yyq_cipher_unref);
  g_free (self->directory);
  G_OBJECT_CLASS (yyq_outbox_parent_class)->finalize (object);
}

static void
yyq_outbox_class_init (YyqOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_outbox_finalize;
  signals[CHANGED] = g_signal_new ("changed", YYQ_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
yyq_outbox_init (YyqOutbox *self)
{
}

YyqOutbox *
yyq_outbox_new (YyqDatabase *database, YyqCipher *cipher, const char *directory)
{
  YyqOutbox *self = g_object_new (YYQ_TYPE_OUTBOX, NULL);

  self->database = g_object_ref (database);
  self->cipher = yyq_cipher_ref (cipher);
  self->directory = g_strdup (directory);
  sweep (self);
  return self;
}
