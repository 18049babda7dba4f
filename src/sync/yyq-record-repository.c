/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-repository.h"

#include "yyq-offline.h"
#include "yyq-record-load.h"
#include "yyq-record-source.h"
#include "yyq-record-watch.h"
#include "yyq-sync-private.h"

typedef struct {
  YyqRecordSource source; /* all of it owned */
  GPtrArray *lists;       /* (owned): of GWeakRef */
  YyqRecordWatch *watch;  /* (owned) */

  GArray *counts; /* (owned) (nullable): guint; all, then each filter */
  gboolean counting;
  gboolean count_again; /* the cache moved while it was counted */
} YyqRecordRepositoryPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (YyqRecordRepository, yyq_record_repository, G_TYPE_OBJECT)

typedef enum {
  PROP_SYNCED_AT = 1,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static YyqRecordRepositoryPrivate *
private_of (YyqRecordRepository *self)
{
  return yyq_record_repository_get_instance_private (self);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Lists */

typedef void (*ListFunc) (YyqRecordRepository *self, YyqRecordList *list, gpointer data);

static void
for_each_list (YyqRecordRepository *self, ListFunc func, gpointer data)
{
  GPtrArray *lists = private_of (self)->lists;

  for (guint i = lists->len; i > 0; i--) {
    g_autoptr (YyqRecordList) list = g_weak_ref_get (g_ptr_array_index (lists, i - 1));

    if (list == NULL)
      g_ptr_array_remove_index (lists, i - 1);
    else
      func (self, list, data);
  }
}

static void
tell_condition (YyqRecordRepository *self, YyqRecordList *list, gpointer data)
{
  YyqFeed *feed = private_of (self)->source.feed;
  const GError *error = yyq_feed_get_error (feed);

  yyq_record_list_set_condition (list, yyq_feed_get_refreshing (feed), error != NULL, error);
}

static void
tell_touched (YyqRecordRepository *self, YyqRecordList *list, gpointer touched)
{
  yyq_record_list_follow (list, touched);
}

YyqRecordList *
yyq_record_repository_list (YyqRecordRepository *self, const YyqRecordQuery *query, int most)
{
  YyqRecordRepositoryPrivate *private = private_of (self);
  YyqRecordList *list =
    yyq_record_list_new (private->source.cache, private->source.entity, query, most);
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_weak_ref_init (ref, list);
  g_ptr_array_add (private->lists, ref);
  tell_condition (self, list, NULL);
  return list;
}

/* Counts */

static void counted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
count_all (YyqRecordRepository *self)
{
  const YyqRecordSource *source = &private_of (self)->source;
  g_autoptr (YyqRecordQuery) all = yyq_record_query_new ();

  yyq_record_cache_count_async (source->cache, source->entity, all, NULL, counted_cb,
                                g_object_ref (self));
}

/* "changed" comes with the new counts, so that tabs and badges are drawn once. */
static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqRecordRepository) self = user_data;
  YyqRecordRepositoryPrivate *private = private_of (self);
  g_autoptr (GError) error = NULL;
  GArray *counts = yyq_record_cache_count_finish (YYQ_RECORD_CACHE (source), result, &error);

  private->counting = FALSE;
  if (counts != NULL) {
    g_clear_pointer (&private->counts, g_array_unref);
    private->counts = counts;
  } else {
    yyq_offline_report ("Records were not counted", error);
  }
  if (private->count_again) {
    private->count_again = FALSE;
    private->counting = TRUE;
    count_all (self);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
count (YyqRecordRepository *self)
{
  YyqRecordRepositoryPrivate *private = private_of (self);

  if (private->counting) {
    private->count_again = TRUE;
    return;
  }
  private->counting = TRUE;
  count_all (self);
}

gboolean
yyq_record_repository_get_count (YyqRecordRepository *self, guint index, guint *count)
{
  YyqRecordRepositoryPrivate *private = private_of (self);

  g_return_val_if_fail (YYQ_IS_RECORD_REPOSITORY (self), FALSE);

  *count = 0;
  if (private->counts == NULL)
    return FALSE;
  *count = g_array_index (private->counts, guint, index);
  /* Nothing in a cache that was never filled does not mean that there is nothing. */
  return g_array_index (private->counts, guint, 0) > 0 ||
         yyq_feed_get_synced_at (private->source.feed) != 0;
}

guint
yyq_record_repository_index_of (YyqRecordRepository *self, const char *filter)
{
  const YyqEntityFilter *filters;

  g_return_val_if_fail (YYQ_IS_RECORD_REPOSITORY (self), 0);

  filters = private_of (self)->source.entity->filters;
  for (guint i = 0; filter != NULL && filters != NULL && filters[i].name != NULL; i++)
    if (g_str_equal (filters[i].name, filter))
      return i + 1;
  g_warn_if_fail (filter == NULL);
  return 0;
}

static void
query_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GArray *counts = yyq_record_cache_count_finish (YYQ_RECORD_CACHE (source), result, &error);

  if (counts != NULL)
    g_task_return_pointer (task, counts, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_record_repository_count_async (YyqRecordRepository *self, const YyqRecordQuery *query,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const YyqRecordSource *source = &private_of (self)->source;

  g_return_if_fail (YYQ_IS_RECORD_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_record_repository_count_async);
  yyq_record_cache_count_async (source->cache, source->entity, query, cancellable, query_counted_cb,
                                task);
}

GArray *
yyq_record_repository_count_finish (YyqRecordRepository *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
values_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GStrv values = yyq_record_cache_list_values_finish (YYQ_RECORD_CACHE (source), result, &error);

  if (values != NULL)
    g_task_return_pointer (task, values, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

void
yyq_record_repository_list_values_async (YyqRecordRepository *self, const char *column,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const YyqRecordSource *source = &private_of (self)->source;

  g_return_if_fail (YYQ_IS_RECORD_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_record_repository_list_values_async);
  yyq_record_cache_list_values_async (source->cache, source->entity, column, cancellable,
                                      values_listed_cb, task);
}

GStrv
yyq_record_repository_list_values_finish (YyqRecordRepository *self, GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Feed */

static void
moved_cb (YyqFeed *feed, YyqRecordMove *move, GPtrArray *list, YyqRecordRepository *self)
{
  for_each_list (self, tell_touched, move->touched);
  yyq_record_watch_follow (private_of (self)->watch, move->entity, list);
  count (self);
}

static void
condition_cb (YyqRecordRepository *self)
{
  for_each_list (self, tell_condition, NULL);
}

static void
synced_at_cb (YyqRecordRepository *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SYNCED_AT]);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (yyq_feed_refresh_finish (YYQ_FEED (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_record_repository_refresh_async (YyqRecordRepository *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_RECORD_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_record_repository_refresh_async);
  yyq_feed_refresh_async (private_of (self)->source.feed, cancellable, refreshed_cb, task);
}

gboolean
yyq_record_repository_refresh_finish (YyqRecordRepository *self, GAsyncResult *result,
                                      GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One record */

void
yyq_record_repository_load_async (YyqRecordRepository *self, const char *id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (YYQ_IS_RECORD_REPOSITORY (self));

  yyq_record_load_async (self, &private_of (self)->source, id, cancellable, callback, user_data);
}

gpointer
yyq_record_repository_load_finish (YyqRecordRepository *self, GAsyncResult *result, GError **error)
{
  return yyq_record_load_finish (result, error);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer record = yyq_record_cache_load_finish (YYQ_RECORD_CACHE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, record, g_object_unref);
}

void
yyq_record_repository_recall_async (YyqRecordRepository *self, const char *id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const YyqRecordSource *source = &private_of (self)->source;

  g_return_if_fail (YYQ_IS_RECORD_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_record_repository_recall_async);
  yyq_record_cache_load_async (source->cache, source->entity, id, cancellable, recalled_cb, task);
}

gpointer
yyq_record_repository_recall_finish (YyqRecordRepository *self, GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_record_repository_keep (YyqRecordRepository *self, gpointer record)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  const YyqRecordSource *source = &private_of (self)->source;

  yyq_record_changes_put (changes, source->entity, record, NULL);
  yyq_feed_apply (source->feed, changes);
}

void
yyq_record_repository_watch (YyqRecordRepository *self, gpointer record)
{
  g_return_if_fail (YYQ_IS_RECORD_REPOSITORY (self));

  yyq_record_watch_add (private_of (self)->watch, record);
}

const YyqEntity *
yyq_record_repository_get_entity (YyqRecordRepository *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_REPOSITORY (self), NULL);

  return private_of (self)->source.entity;
}

gint64
yyq_record_repository_get_synced_at (YyqRecordRepository *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_REPOSITORY (self), 0);

  return yyq_feed_get_synced_at (private_of (self)->source.feed);
}

/* Object */

static void
yyq_record_repository_get_property (GObject *object, guint prop_id, GValue *value,
                                    GParamSpec *pspec)
{
  switch ((Property) prop_id) {
  case PROP_SYNCED_AT:
    g_value_set_int64 (value, yyq_record_repository_get_synced_at (YYQ_RECORD_REPOSITORY (object)));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_record_repository_finalize (GObject *object)
{
  YyqRecordRepositoryPrivate *private = private_of (YYQ_RECORD_REPOSITORY (object));

  g_ptr_array_unref (private->lists);
  yyq_record_watch_free (private->watch);
  g_clear_pointer (&private->counts, g_array_unref);
  g_clear_object (&private->source.client);
  g_clear_object (&private->source.cache);
  g_clear_object (&private->source.feed);
  G_OBJECT_CLASS (yyq_record_repository_parent_class)->finalize (object);
}

static void
yyq_record_repository_class_init (YyqRecordRepositoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yyq_record_repository_get_property;
  object_class->finalize = yyq_record_repository_finalize;

  props[PROP_SYNCED_AT] =
    g_param_spec_int64 ("synced-at", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_record_repository_init (YyqRecordRepository *self)
{
  private_of (self)->lists = g_ptr_array_new_with_free_func (weak_ref_free);
  private_of (self)->watch = yyq_record_watch_new ();
}

void
yyq_record_repository_set_source (YyqRecordRepository *self, const YyqRecordSource *source)
{
  YyqRecordSource *own = &private_of (self)->source;
  g_autofree char *moved = g_strconcat ("moved::", source->entity->name, NULL);

  own->client = g_object_ref (source->client);
  own->cache = g_object_ref (source->cache);
  own->feed = g_object_ref (source->feed);
  own->entity = source->entity;
  g_signal_connect_object (own->feed, moved, G_CALLBACK (moved_cb), self, 0);
  g_signal_connect_object (own->feed, "notify::refreshing", G_CALLBACK (condition_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (own->feed, "notify::synced-at", G_CALLBACK (synced_at_cb), self,
                           G_CONNECT_SWAPPED);
  count (self);
}

YyqRecordRepository *
yyq_record_repository_new (const YyqRecordSource *source)
{
  YyqRecordRepository *self = g_object_new (YYQ_TYPE_RECORD_REPOSITORY, NULL);

  yyq_record_repository_set_source (self, source);
  return self;
}
