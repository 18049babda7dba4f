/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-list.h"

#include "yyq-job-api.h"
#include "yyq-session-private.h"

#define SOONEST_S 1
#define LATEST_S 15

struct _YyqJobList {
  GObject parent_instance;

  YyqApiClient *client; /* (owned) */
  GPtrArray *jobs;      /* (element-type YyqJob) */
  YyqJobBox box;
  GError *error; /* (owned) (nullable): of the last refresh */
  guint n_asking;
  guint question; /* counts boxes: an answer to an earlier one is not taken */
  gboolean answered;

  gboolean watched;
  guint timer; /* 0: none */
  guint wait_s;
};

static void model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqJobList, yyq_job_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

typedef enum {
  PROP_LOADING = 1,
  PROP_REFRESHING,
  PROP_STALE,
  PROP_ERROR,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return YYQ_TYPE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return YYQ_JOB_LIST (model)->jobs->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  YyqJobList *self = YYQ_JOB_LIST (model);

  return position < self->jobs->len ? g_object_ref (g_ptr_array_index (self->jobs, position))
                                    : NULL;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
notify_all (YyqJobList *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

/* Watching */

static gboolean
moves (YyqJobList *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (yyq_job_get_ended_at (g_ptr_array_index (self->jobs, i)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
timer_cb (gpointer user_data)
{
  YyqJobList *self = user_data;

  self->timer = 0;
  yyq_job_list_refresh_async (self, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
schedule (YyqJobList *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->watched && self->n_asking == 0 && moves (self))
    self->timer = g_timeout_add_seconds (self->wait_s, timer_cb, self);
}

void
yyq_job_list_set_watched (YyqJobList *self, gboolean watched)
{
  g_return_if_fail (YYQ_IS_JOB_LIST (self));

  self->watched = watched;
  self->wait_s = SOONEST_S;
  schedule (self);
}

/* What the platform says */

static gboolean
same (YyqJob *a, YyqJob *b)
{
  return g_str_equal (yyq_job_get_id (a), yyq_job_get_id (b)) &&
         yyq_job_get_version (a) == yyq_job_get_version (b);
}

/* Rows that did not change stay; the list is the same one as long as no job came or went. */
static gboolean
take (YyqJobList *self, GListModel *answer)
{
  const guint n = g_list_model_get_n_items (answer);
  const guint before = self->jobs->len;
  guint first = 0;
  guint last = 0;

  while (first < MIN (n, before)) {
    g_autoptr (YyqJob) job = g_list_model_get_item (answer, first);

    if (!same (job, g_ptr_array_index (self->jobs, first)))
      break;
    first++;
  }
  while (last < MIN (n, before) - first) {
    g_autoptr (YyqJob) job = g_list_model_get_item (answer, n - last - 1);

    if (!same (job, g_ptr_array_index (self->jobs, before - last - 1)))
      break;
    last++;
  }
  if (first + last == n && n == before)
    return FALSE;
  if (before > first + last)
    g_ptr_array_remove_range (self->jobs, first, before - first - last);
  for (guint i = first; i < n - last; i++)
    g_ptr_array_insert (self->jobs, (int) i, g_list_model_get_item (answer, i));
  g_list_model_items_changed (G_LIST_MODEL (self), first, before - first - last, n - first - last);
  return TRUE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqJobList *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GListModel) answer = yyq_job_api_list_finish (YYQ_API_CLIENT (source), result, &error);

  self->n_asking--;
  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->question &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    self->answered = TRUE;
    g_clear_error (&self->error);
    self->error = error != NULL ? g_error_copy (error) : NULL;
    if (answer != NULL && take (self, answer))
      self->wait_s = SOONEST_S;
    else
      self->wait_s = MIN (self->wait_s * 2, LATEST_S);
  }
  notify_all (self);
  schedule (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
yyq_job_list_refresh_async (YyqJobList *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_JOB_LIST (self));

  g_task_set_source_tag (task, yyq_job_list_refresh_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->question), NULL);
  self->n_asking++;
  schedule (self);
  notify_all (self);
  yyq_job_api_list_async (self->client, self->box, cancellable, listed_cb, task);
}

gboolean
yyq_job_list_refresh_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
yyq_job_list_set_box (YyqJobList *self, YyqJobBox box)
{
  const guint n = self->jobs->len;

  g_return_val_if_fail (YYQ_IS_JOB_LIST (self), FALSE);

  if (self->box == box)
    return FALSE;
  self->box = box;
  self->question++;
  self->answered = FALSE;
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->jobs, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  yyq_job_list_refresh_async (self, NULL, NULL, NULL);
  return TRUE;
}

YyqJob *
yyq_job_list_find (YyqJobList *self, const char *id)
{
  g_return_val_if_fail (YYQ_IS_JOB_LIST (self), NULL);

  for (guint i = 0; i < self->jobs->len; i++) {
    YyqJob *job = g_ptr_array_index (self->jobs, i);

    if (g_str_equal (yyq_job_get_id (job), id))
      return job;
  }
  return NULL;
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
  yyq_job_list_refresh_async (self, NULL, NULL, NULL);
  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_job_list_cancel_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_change_async (self->client, id, "cancel", cancellable, changed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

void
yyq_job_list_retry_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_change_async (self->client, id, "retry", cancellable, changed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

void
yyq_job_list_verify_evidence_async (YyqJobList *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_job_api_verify_evidence_async (self->client, cancellable, changed_cb,
                                     g_task_new (self, cancellable, callback, user_data));
}

YyqJob *
yyq_job_list_change_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GListModel *items = yyq_job_api_list_items_finish (YYQ_API_CLIENT (source), result, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_job_list_load_items_async (YyqJobList *self, const char *id, gint64 after,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  yyq_job_api_list_items_async (self->client, id, after, cancellable, items_cb,
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
  yyq_job_api_get_result_async (self->client, id, cancellable, result_cb,
                                g_task_new (self, cancellable, callback, user_data));
}

GBytes *
yyq_job_list_load_result_finish (YyqJobList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Object */

static void
yyq_job_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyqJobList *self = YYQ_JOB_LIST (object);

  switch ((Property) prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, !self->answered);
    break;
  case PROP_REFRESHING:
    g_value_set_boolean (value, self->n_asking > 0);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, self->error != NULL);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_job_list_finalize (GObject *object)
{
  YyqJobList *self = YYQ_JOB_LIST (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_error (&self->error);
  g_clear_object (&self->client);
  g_ptr_array_unref (self->jobs);
  G_OBJECT_CLASS (yyq_job_list_parent_class)->finalize (object);
}

static void
yyq_job_list_class_init (YyqJobListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_job_list_get_property;
  object_class->finalize = yyq_job_list_finalize;
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yyq_job_list_init (YyqJobList *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->wait_s = SOONEST_S;
}

YyqJobList *
yyq_job_list_new (YyqSession *session)
{
  YyqJobList *self = g_object_new (YYQ_TYPE_JOB_LIST, NULL);

  self->client = g_object_ref (yyq_session_get_client (session));
  return self;
}
