/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-list.h"

#include "yyq-job-api.h"

#define SOONEST_S 1
#define LATEST_S 15

struct _YyqJobList {
  YyqPagedList parent_instance;

  YyqJobTab tab;
  guint watching; /* how many look at it */
  guint timer;    /* 0: none */
  guint wait_s;
};

G_DEFINE_FINAL_TYPE (YyqJobList, yyq_job_list, YYQ_TYPE_PAGED_LIST)

/* Watching */

static gboolean
moves (YyqJobList *self)
{
  GPtrArray *jobs = yyq_paged_list_get_items (YYQ_PAGED_LIST (self));

  for (guint i = 0; i < jobs->len; i++)
    if (yyq_job_get_ended_at (g_ptr_array_index (jobs, i)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
timer_cb (gpointer user_data)
{
  YyqJobList *self = user_data;

  self->timer = 0;
  yyq_paged_list_refresh_async (YYQ_PAGED_LIST (self), NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
schedule (YyqJobList *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->watching > 0 && !yyq_paged_list_is_asking (YYQ_PAGED_LIST (self)) && moves (self))
    self->timer = g_timeout_add_seconds (self->wait_s, timer_cb, self);
}

void
yyq_job_list_watch (YyqJobList *self)
{
  g_return_if_fail (YYQ_IS_JOB_LIST (self));

  self->watching++;
  self->wait_s = SOONEST_S;
  schedule (self);
}

void
yyq_job_list_unwatch (YyqJobList *self)
{
  g_return_if_fail (YYQ_IS_JOB_LIST (self) && self->watching > 0);

  self->watching--;
  schedule (self);
}

/* What the platform says */

static void
yyq_job_list_answered (YyqPagedList *list, gboolean changed)
{
  YyqJobList *self = YYQ_JOB_LIST (list);

  self->wait_s = changed ? SOONEST_S : MIN (self->wait_s * 2, LATEST_S);
  schedule (self);
}

static void
yyq_job_list_ask (YyqPagedList *list, YyqApiClient *client, const char *after,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  schedule (YYQ_JOB_LIST (list));
  yyq_job_api_list_async (client, YYQ_JOB_LIST (list)->tab, after, cancellable, callback,
                          user_data);
}

gboolean
yyq_job_list_set_tab (YyqJobList *self, YyqJobTab tab)
{
  g_return_val_if_fail (YYQ_IS_JOB_LIST (self), FALSE);

  if (self->tab == tab)
    return FALSE;
  self->tab = tab;
  yyq_paged_list_restart (YYQ_PAGED_LIST (self));
  return TRUE;
}

YyqJob *
yyq_job_list_find (YyqJobList *self, const char *id)
{
  GPtrArray *jobs;

  g_return_val_if_fail (YYQ_IS_JOB_LIST (self), NULL);

  jobs = yyq_paged_list_get_items (YYQ_PAGED_LIST (self));
  for (guint i = 0; i < jobs->len; i++) {
    YyqJob *job = g_ptr_array_index (jobs, i);

    if (g_str_equal (yyq_job_get_id (job), id))
      return job;
  }
  return NULL;
}

void
yyq_job_list_load_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_get_async (yyq_paged_list_get_client (YYQ_PAGED_LIST (self)), id, cancellable,
                         yyq_api_client_pass_object,
                         g_task_new (self, cancellable, callback, user_data));
}

YyqJob *
yyq_job_list_load_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Changes */

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqJobList *self = g_task_get_source_object (task);
  GError *error = NULL;
  YyqJob *job = yyq_job_api_change_finish (YYQ_API_CLIENT (source), result, &error);

  self->wait_s = SOONEST_S;
  yyq_paged_list_refresh_async (YYQ_PAGED_LIST (self), NULL, NULL, NULL);
  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_job_list_cancel_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_change_async (yyq_paged_list_get_client (YYQ_PAGED_LIST (self)), id, "cancel",
                            cancellable, changed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

void
yyq_job_list_retry_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_change_async (yyq_paged_list_get_client (YYQ_PAGED_LIST (self)), id, "retry",
                            cancellable, changed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

void
yyq_job_list_verify_evidence_async (YyqJobList *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_verify_evidence_async (yyq_paged_list_get_client (YYQ_PAGED_LIST (self)), cancellable,
                                     changed_cb,
                                     g_task_new (self, cancellable, callback, user_data));
}

YyqJob *
yyq_job_list_change_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_job_list_load_items_async (YyqJobList *self, const char *id, gint64 after,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  yyq_job_api_list_items_async (yyq_paged_list_get_client (YYQ_PAGED_LIST (self)), id, after,
                                cancellable, yyq_api_client_pass_object,
                                g_task_new (self, cancellable, callback, user_data));
}

GListModel *
yyq_job_list_load_items_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = yyq_job_api_get_result_finish (YYQ_API_CLIENT (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_job_list_load_result_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_get_result_async (yyq_paged_list_get_client (YYQ_PAGED_LIST (self)), id, cancellable,
                                result_cb, g_task_new (self, cancellable, callback, user_data));
}

GBytes *
yyq_job_list_load_result_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Object */

static void
yyq_job_list_finalize (GObject *object)
{
  g_clear_handle_id (&YYQ_JOB_LIST (object)->timer, g_source_remove);
  G_OBJECT_CLASS (yyq_job_list_parent_class)->finalize (object);
}

static void
yyq_job_list_class_init (YyqJobListClass *klass)
{
  YyqPagedListClass *list_class = YYQ_PAGED_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_job_list_finalize;
  list_class->ask = yyq_job_list_ask;
  list_class->answered = yyq_job_list_answered;
}

static void
yyq_job_list_init (YyqJobList *self)
{
  self->wait_s = SOONEST_S;
}

YyqJobList *
yyq_job_list_new (YyqSession *session)
{
  YyqJobList *self = g_object_new (YYQ_TYPE_JOB_LIST, NULL);

  yyq_paged_list_set_up (YYQ_PAGED_LIST (self), session, NULL, YYQ_TYPE_JOB);
  return self;
}
