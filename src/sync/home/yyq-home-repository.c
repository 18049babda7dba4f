/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-repository.h"

#include "yyq-home-api.h"
#include "yyq-home-chapter.h"
#include "yyq-home-figures.h"
#include "yyq-home-private.h"
#include "yyq-home-stats.h"
#include "yyq-offline.h"

typedef enum {
  TODO,
  OVERVIEW,
  N_KINDS,
} Kind;

static const char *const kinds[N_KINDS] = { "todo", "overview" };

struct _YyqHomeRepository {
  GObject parent_instance;

  YyqApiClient *client;             /* (owned) */
  YyqReplyCache *replies;           /* (owned) */
  YyqHomeFigures *figures[N_KINDS]; /* (owned) (nullable) */
  guint n_reading;                  /* kinds whose kept figures are not read yet */
  GPtrArray *waiting;               /* (owned) (nullable): tasks of the refresh under way */
  guint n_asking;                   /* answers of the platform that are still to come */
  GError *failure;                  /* (owned) (nullable): of the refresh under way */
  GError *error;                    /* (owned) (nullable): of the last refresh */
};

G_DEFINE_FINAL_TYPE (YyqHomeRepository, yyq_home_repository, G_TYPE_OBJECT)

typedef enum {
  PROP_TODO = 1,
  PROP_OVERVIEW,
  PROP_LOADING,
  PROP_ERROR,
  PROP_STALE,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

/* What comes back of the cache, with the kind it was asked for. */
typedef struct {
  YyqHomeRepository *repository; /* (owned) */
  Kind kind;
} Reading;

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_reply_cache_put_finish (YYQ_REPLY_CACHE (source), result, &error))
    yyq_offline_report ("Figures are not kept", error);
}

static void
take_figures (YyqHomeRepository *self, Kind kind, YyqHomeFigures *figures)
{
  g_clear_object (&self->figures[kind]);
  self->figures[kind] = figures;
  g_object_notify_by_pspec (G_OBJECT (self), props[kind == TODO ? PROP_TODO : PROP_OVERVIEW]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
keep_figures (YyqHomeRepository *self, Kind kind)
{
  g_autoptr (GBytes) content = yyq_home_figures_encode (self->figures[kind]);

  yyq_reply_cache_put_async (self->replies, YYQ_REPLY_HOME, kinds[kind], content, NULL, kept_cb,
                             NULL);
}

/* The platform may have been quicker than the cache. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (YyqHomeRepository) self = reading->repository;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content =
    yyq_reply_cache_load_finish (YYQ_REPLY_CACHE (source), result, &error);
  YyqHomeFigures *figures = content != NULL && self->figures[reading->kind] == NULL
                              ? yyq_home_figures_decode (content, &error)
                              : NULL;

  if (error != NULL)
    yyq_offline_report ("Kept figures cannot be read", error);
  self->n_reading--;
  if (figures != NULL)
    take_figures (self, reading->kind, figures);
  else
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
read_kept (YyqHomeRepository *self, Kind kind)
{
  Reading *reading = g_new (Reading, 1);

  reading->repository = g_object_ref (self);
  reading->kind = kind;
  self->n_reading++;
  yyq_reply_cache_load_async (self->replies, YYQ_REPLY_HOME, kinds[kind], NULL, read_cb, reading);
}

static void
end_refresh (YyqHomeRepository *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  g_clear_error (&self->error);
  self->error = g_steal_pointer (&self->failure);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STALE]);
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = g_ptr_array_index (waiting, i);

    if (g_task_return_error_if_cancelled (task))
      continue;
    if (self->error != NULL)
      g_task_return_error (task, g_error_copy (self->error));
    else
      g_task_return_boolean (task, TRUE);
  }
}

static void
answered (YyqHomeRepository *self, Kind kind, YyqHomeFigures *figures, GError *error)
{
  if (figures != NULL) {
    take_figures (self, kind, figures);
    keep_figures (self, kind);
  } else if (self->failure == NULL) {
    self->failure = error;
  } else {
    g_error_free (error);
  }
  if (--self->n_asking == 0)
    end_refresh (self);
}

static void
todo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHomeRepository) self = user_data;
  GError *error = NULL;
  g_autofree YyqHomeApiTodo *todo =
    yyq_home_api_get_todo_finish (YYQ_API_CLIENT (source), result, &error);

  answered (self, TODO, todo != NULL ? yyq_home_figures_new_todo (todo) : NULL, error);
}

static void
overview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHomeRepository) self = user_data;
  GError *error = NULL;
  g_autofree YyqHomeApiOverview *overview =
    yyq_home_api_get_overview_finish (YYQ_API_CLIENT (source), result, &error);

  answered (self, OVERVIEW, overview != NULL ? yyq_home_figures_new_overview (overview) : NULL,
            error);
}

void
yyq_home_repository_refresh_async (YyqHomeRepository *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gboolean under_way;

  g_return_if_fail (YYQ_IS_HOME_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_home_repository_refresh_async);
  under_way = self->waiting != NULL;
  if (!under_way)
    self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->waiting, task);
  if (under_way)
    return;
  self->n_asking = N_KINDS;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  yyq_home_api_get_todo_async (self->client, NULL, todo_cb, g_object_ref (self));
  yyq_home_api_get_overview_async (self->client, NULL, overview_cb, g_object_ref (self));
}

gboolean
yyq_home_repository_refresh_finish (YyqHomeRepository *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
stats_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GArray *stats = yyq_home_stats_load_finish (YYQ_API_CLIENT (source), result, &error);

  if (stats != NULL)
    g_task_return_pointer (task, stats, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_home_repository_load_stats_async (YyqHomeRepository *self, YyqHomeUnit unit, gint64 from_ms,
                                      gint64 to_ms, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_HOME_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_home_repository_load_stats_async);
  yyq_home_stats_load_async (self->client, self->replies, unit, from_ms, to_ms, cancellable,
                             stats_cb, task);
}

GArray *
yyq_home_repository_load_stats_finish (YyqHomeRepository *self, GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

YyqHomeFigures *
yyq_home_repository_get_todo (YyqHomeRepository *self)
{
  g_return_val_if_fail (YYQ_IS_HOME_REPOSITORY (self), NULL);

  return self->figures[TODO];
}

YyqHomeFigures *
yyq_home_repository_get_overview (YyqHomeRepository *self)
{
  g_return_val_if_fail (YYQ_IS_HOME_REPOSITORY (self), NULL);

  return self->figures[OVERVIEW];
}

/* Nothing to show, but something is still to come. */
gboolean
yyq_home_repository_get_loading (YyqHomeRepository *self)
{
  g_return_val_if_fail (YYQ_IS_HOME_REPOSITORY (self), FALSE);

  return self->figures[TODO] == NULL && self->figures[OVERVIEW] == NULL &&
         (self->n_reading > 0 || self->waiting != NULL);
}

gboolean
yyq_home_repository_get_stale (YyqHomeRepository *self)
{
  g_return_val_if_fail (YYQ_IS_HOME_REPOSITORY (self), FALSE);

  return self->error != NULL;
}

const GError *
yyq_home_repository_get_error (YyqHomeRepository *self)
{
  g_return_val_if_fail (YYQ_IS_HOME_REPOSITORY (self), NULL);

  return self->error;
}

static void
yyq_home_repository_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyqHomeRepository *self = YYQ_HOME_REPOSITORY (object);

  switch ((Property) prop_id) {
  case PROP_TODO:
    g_value_set_object (value, self->figures[TODO]);
    break;
  case PROP_OVERVIEW:
    g_value_set_object (value, self->figures[OVERVIEW]);
    break;
  case PROP_LOADING:
    g_value_set_boolean (value, yyq_home_repository_get_loading (self));
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, yyq_home_repository_get_stale (self));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_home_repository_finalize (GObject *object)
{
  YyqHomeRepository *self = YYQ_HOME_REPOSITORY (object);

  for (guint i = 0; i < N_KINDS; i++)
    g_clear_object (&self->figures[i]);
  g_clear_error (&self->failure);
  g_clear_error (&self->error);
  g_clear_object (&self->client);
  g_clear_object (&self->replies);
  G_OBJECT_CLASS (yyq_home_repository_parent_class)->finalize (object);
}

static void
yyq_home_repository_class_init (YyqHomeRepositoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_home_repository_get_property;
  object_class->finalize = yyq_home_repository_finalize;

  props[PROP_TODO] = g_param_spec_object ("todo", NULL, NULL, YYQ_TYPE_HOME_FIGURES, flags);
  props[PROP_OVERVIEW] = g_param_spec_object ("overview", NULL, NULL, YYQ_TYPE_HOME_FIGURES, flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yyq_home_repository_init (YyqHomeRepository *self)
{
}

YyqHomeRepository *
yyq_home_repository_of (YyqSession *session)
{
  return yyq_session_get_view (session, &yyq_home_chapter);
}

YyqHomeRepository *
yyq_home_repository_new (YyqApiClient *client, YyqReplyCache *replies)
{
  YyqHomeRepository *self = g_object_new (YYQ_TYPE_HOME_REPOSITORY, NULL);

  self->client = g_object_ref (client);
  self->replies = g_object_ref (replies);
  read_kept (self, TODO);
  read_kept (self, OVERVIEW);
  return self;
}
