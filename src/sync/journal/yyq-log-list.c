/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-list.h"

#include "yyq-log-api.h"
#include "yyq-session-private.h"

struct _YyqLogList {
  YyqPagedList parent_instance;

  YyqLogQuery *query;
};

G_DEFINE_FINAL_TYPE (YyqLogList, yyq_log_list, YYQ_TYPE_PAGED_LIST)

static YyqApiClient *
client_of (YyqLogList *self)
{
  return yyq_paged_list_get_client (YYQ_PAGED_LIST (self));
}

static void
yyq_log_list_ask (YyqPagedList *list, YyqApiClient *client, const char *after,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_log_api_search_async (client, YYQ_LOG_LIST (list)->query, after, cancellable, callback,
                            user_data);
}

gboolean
yyq_log_list_set_query (YyqLogList *self, YyqLogQuery *query)
{
  g_return_val_if_fail (YYQ_IS_LOG_LIST (self), FALSE);

  if (yyq_record_equal (self->query, query, NULL))
    return FALSE;
  g_set_object (&self->query, query);
  yyq_paged_list_restart (YYQ_PAGED_LIST (self));
  return TRUE;
}

/* What a call of the client gives, an object, is what ours gives. */
static void
object_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GObject *object = yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error);

  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_log_list_load_choices_async (YyqLogList *self, const char *what, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_log_api_list_choices_async (client_of (self), what, cancellable, object_cb,
                                  g_task_new (self, cancellable, callback, user_data));
}

GListModel *
yyq_log_list_load_choices_finish (YyqLogList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_log_list_export_async (YyqLogList *self, const char *format, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_log_api_export_async (client_of (self), self->query, format, cancellable, object_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

void
yyq_log_list_verify_async (YyqLogList *self, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_log_api_verify_async (client_of (self), cancellable, object_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

YyqJob *
yyq_log_list_start_finish (YyqLogList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
yyq_log_list_finalize (GObject *object)
{
  g_clear_object (&YYQ_LOG_LIST (object)->query);
  G_OBJECT_CLASS (yyq_log_list_parent_class)->finalize (object);
}

static void
yyq_log_list_class_init (YyqLogListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_log_list_finalize;
  YYQ_PAGED_LIST_CLASS (klass)->item_type = yyq_log_entry_get_type;
  YYQ_PAGED_LIST_CLASS (klass)->ask = yyq_log_list_ask;
}

static void
yyq_log_list_init (YyqLogList *self)
{
  self->query = yyq_log_query_new ();
}

YyqLogList *
yyq_log_list_new (YyqSession *session)
{
  YyqLogList *self = g_object_new (YYQ_TYPE_LOG_LIST, NULL);

  yyq_paged_list_set_client (YYQ_PAGED_LIST (self), yyq_session_get_client (session));
  return self;
}
