/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-feed.h"

#include "yyq-feed-round.h"
#include "yyq-offline.h"

struct _YyqFeed {
  GObject parent_instance;

  YyqApiClient *client;  /* (owned) */
  YyqRecordCache *cache; /* (owned) */
  GPtrArray *waiting;    /* (owned) (nullable): tasks of the refresh under way */
  gboolean again;        /* something changed since it began */
  GError *error;         /* (owned) (nullable): of the last refresh */
  gint64 synced_at;      /* ms, 0 = never */
  guint n_unreadable;
};

G_DEFINE_FINAL_TYPE (YyqFeed, yyq_feed, G_TYPE_OBJECT)

typedef enum {
  PROP_SYNCED_AT = 1,
  PROP_REFRESHING,
  PROP_ERROR,
  PROP_N_UNREADABLE,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

enum {
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
page_cb (GPtrArray *moves, GPtrArray *list, gpointer user_data)
{
  for (guint i = 0; i < moves->len; i++) {
    YyqRecordMove *move = g_ptr_array_index (moves, i);

    g_signal_emit (user_data, signals[MOVED], g_quark_from_string (move->entity->name), move, list);
  }
}

/* Refresh */

static void
end_refresh (YyqFeed *self, GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = g_ptr_array_index (waiting, i);

    if (g_task_return_error_if_cancelled (task))
      continue;
    if (error != NULL)
      g_task_return_error (task, g_error_copy (error));
    else
      g_task_return_boolean (task, TRUE);
  }
  if (self->again)
    yyq_feed_follow (self);
}

static void
cursor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqFeed) self = user_data;
  gint64 synced_at = 0;
  guint n_unreadable = 0;
  g_autofree char *cursor = yyq_record_cache_cursor_finish (YYQ_RECORD_CACHE (source), result,
                                                            &synced_at, &n_unreadable, NULL);

  if (cursor == NULL)
    return;
  if (self->synced_at != synced_at) {
    self->synced_at = synced_at;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SYNCED_AT]);
  }
  if (self->n_unreadable != n_unreadable) {
    self->n_unreadable = n_unreadable;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_UNREADABLE]);
  }
}

static void
read_standing (YyqFeed *self)
{
  yyq_record_cache_cursor_async (self->cache, NULL, cursor_cb, g_object_ref (self));
}

static void
round_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqFeed) self = user_data;
  GError *error = NULL;

  yyq_feed_round_finish (YYQ_API_CLIENT (source), result, &error);
  read_standing (self);
  end_refresh (self, error);
}

void
yyq_feed_refresh_async (YyqFeed *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gboolean under_way;

  g_return_if_fail (YYQ_IS_FEED (self));

  g_task_set_source_tag (task, yyq_feed_refresh_async);
  under_way = self->waiting != NULL;
  if (!under_way)
    self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->waiting, task);
  if (under_way)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
  yyq_feed_round_async (self->client, self->cache, page_cb, self, NULL, round_cb,
                        g_object_ref (self));
}

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The lists show what failed. */
  if (!yyq_feed_refresh_finish (YYQ_FEED (source), result, &error))
    g_debug ("What changed is not known: %s", error->message);
}

void
yyq_feed_follow (YyqFeed *self)
{
  g_return_if_fail (YYQ_IS_FEED (self));

  self->again = self->waiting != NULL;
  if (!self->again)
    yyq_feed_refresh_async (self, NULL, followed_cb, NULL);
}

gboolean
yyq_feed_refresh_finish (YyqFeed *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What was said elsewhere */

typedef struct {
  YyqFeed *feed;   /* (owned) */
  GPtrArray *list; /* (owned) */
} Applying;

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Applying *applying = user_data;
  g_autoptr (YyqFeed) self = applying->feed;
  g_autoptr (GPtrArray) list = applying->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves =
    yyq_record_cache_apply_finish (YYQ_RECORD_CACHE (source), result, &error);

  if (moves != NULL)
    page_cb (moves, list, self);
  else
    yyq_offline_report ("A record is not kept", error);
  read_standing (self);
}

void
yyq_feed_apply (YyqFeed *self, YyqRecordChanges *changes)
{
  Applying *applying = g_new (Applying, 1);

  g_return_if_fail (YYQ_IS_FEED (self));

  applying->feed = g_object_ref (self);
  applying->list = g_ptr_array_ref (changes->list);
  yyq_record_cache_apply_async (self->cache, changes, NULL, applied_cb, applying);
}

gint64
yyq_feed_get_synced_at (YyqFeed *self)
{
  g_return_val_if_fail (YYQ_IS_FEED (self), 0);

  return self->synced_at;
}

guint
yyq_feed_get_n_unreadable (YyqFeed *self)
{
  g_return_val_if_fail (YYQ_IS_FEED (self), 0);

  return self->n_unreadable;
}

gboolean
yyq_feed_get_refreshing (YyqFeed *self)
{
  g_return_val_if_fail (YYQ_IS_FEED (self), FALSE);

  return self->waiting != NULL;
}

const GError *
yyq_feed_get_error (YyqFeed *self)
{
  g_return_val_if_fail (YYQ_IS_FEED (self), NULL);

  return self->error;
}

static void
yyq_feed_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyqFeed *self = YYQ_FEED (object);

  switch ((Property) prop_id) {
  case PROP_SYNCED_AT:
    g_value_set_int64 (value, self->synced_at);
    break;
  case PROP_REFRESHING:
    g_value_set_boolean (value, self->waiting != NULL);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case PROP_N_UNREADABLE:
    g_value_set_uint (value, self->n_unreadable);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_feed_finalize (GObject *object)
{
  YyqFeed *self = YYQ_FEED (object);

  g_clear_error (&self->error);
  g_clear_object (&self->client);
  g_clear_object (&self->cache);
  G_OBJECT_CLASS (yyq_feed_parent_class)->finalize (object);
}

static void
yyq_feed_class_init (YyqFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_feed_get_property;
  object_class->finalize = yyq_feed_finalize;

  props[PROP_SYNCED_AT] = g_param_spec_int64 ("synced-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_N_UNREADABLE] = g_param_spec_uint ("n-unreadable", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[MOVED] =
    g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_PTR_ARRAY);
}

static void
yyq_feed_init (YyqFeed *self)
{
}

YyqFeed *
yyq_feed_new (YyqApiClient *client, YyqRecordCache *cache)
{
  YyqFeed *self = g_object_new (YYQ_TYPE_FEED, NULL);

  self->client = g_object_ref (client);
  self->cache = g_object_ref (cache);
  read_standing (self);
  return self;
}
