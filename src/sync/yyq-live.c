/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-live.h"

#include "yyq-error.h"
#include "yyq-events-api.h"

/* A stream that ends sooner was none: the next one is not tried as if all were well. */
#define PROVEN_US (10 * G_USEC_PER_SEC)

const YyqLiveTimes yyq_live_times = { .poll = 60 * 1000,
                                      .ready = 15 * 1000,
                                      .first = 4000,
                                      .last = 60 * 1000,
                                      .later = 600 * 1000 };

struct _YyqLive {
  GObject parent_instance;

  YyqApiClient *client; /* (owned) */
  const YyqLiveTimes *times;
  GCancellable *attempt; /* (owned) (nullable): of the stream */
  guint timer;           /* until the next attempt, or until this one must have begun */
  guint poll;
  guint failures; /* in a row */
  gint64 live_at; /* monotonic µs: since when */
  gboolean live;
  gboolean late; /* the attempt was given up: nothing came in time */
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (YyqLive, yyq_live, G_TYPE_OBJECT)

enum {
  PROP_LIVE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum {
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
poll_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
set_live (YyqLive *self, gboolean live)
{
  g_clear_handle_id (&self->poll, g_source_remove);
  if (!live && !self->stopped)
    self->poll = g_timeout_add (self->times->poll, poll_cb, self);
  if (self->live == live)
    return;
  self->live = live;
  self->live_at = g_get_monotonic_time ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LIVE]);
}

static void
heard_cb (const char *event, gpointer user_data)
{
  YyqLive *self = user_data;

  if (g_str_equal (event, YYQ_EVENTS_READY)) {
    g_clear_handle_id (&self->timer, g_source_remove);
    set_live (self, TRUE);
  } else if (!g_str_equal (event, YYQ_EVENTS_CHANGED)) {
    return;
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
connect_cb (gpointer user_data)
{
  YyqLive *self = user_data;

  self->timer = 0;
  yyq_live_connect (self);
  return G_SOURCE_REMOVE;
}

/* Some time in the last three quarters of @longest_ms: after a restart of the platform the clients
 * come back one by one. */
static void
try_within (YyqLive *self, guint longest_ms)
{
  const gint32 quarter = (gint32) longest_ms / 4;

  self->timer =
    g_timeout_add ((guint) (quarter + g_random_int_range (0, 3 * quarter + 1)), connect_cb, self);
}

/* It answered, and not with a stream: it will hardly do so in a minute. */
static gboolean
has_none (YyqLive *self, const GError *error)
{
  return self->late || g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_FORBIDDEN) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

static void
try_again (YyqLive *self, gboolean was_live, const GError *error)
{
  if (was_live && g_get_monotonic_time () - self->live_at >= PROVEN_US)
    self->failures = 0;
  if (!was_live && has_none (self, error)) {
    try_within (self, self->times->later);
    return;
  }
  try_within (self, MIN (self->times->first << MIN (self->failures, 10), self->times->last));
  self->failures++;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLive) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean was_live = self->live;
  const gint64 live_at = self->live_at;

  yyq_events_api_listen_finish (YYQ_API_CLIENT (source), result, &error);
  g_clear_object (&self->attempt);
  g_clear_handle_id (&self->timer, g_source_remove);
  /* Who has to log in gets another workspace, and with it another stream. */
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED))
    self->stopped = TRUE;
  set_live (self, FALSE);
  self->live_at = live_at;
  if (self->stopped)
    return;
  try_again (self, was_live, error);
  if (!was_live && error != NULL && !self->late)
    g_signal_emit (self, signals[FAILED], 0);
}

static gboolean
late_cb (gpointer user_data)
{
  YyqLive *self = user_data;

  self->timer = 0;
  self->late = TRUE;
  g_cancellable_cancel (self->attempt);
  return G_SOURCE_REMOVE;
}

void
yyq_live_connect (YyqLive *self)
{
  g_return_if_fail (YYQ_IS_LIVE (self));

  if (self->attempt != NULL || self->stopped)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->poll == 0)
    set_live (self, FALSE);
  self->attempt = g_cancellable_new ();
  self->late = FALSE;
  self->timer = g_timeout_add (self->times->ready, late_cb, self);
  yyq_events_api_listen_async (self->client, heard_cb, self, self->attempt, ended_cb,
                               g_object_ref (self));
}

void
yyq_live_stop (YyqLive *self)
{
  g_return_if_fail (YYQ_IS_LIVE (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->poll, g_source_remove);
  if (self->attempt != NULL)
    g_cancellable_cancel (self->attempt);
}

gboolean
yyq_live_get_live (YyqLive *self)
{
  g_return_val_if_fail (YYQ_IS_LIVE (self), FALSE);

  return self->live;
}

static void
yyq_live_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_LIVE:
    g_value_set_boolean (value, YYQ_LIVE (object)->live);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_live_dispose (GObject *object)
{
  YyqLive *self = YYQ_LIVE (object);

  yyq_live_stop (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (yyq_live_parent_class)->dispose (object);
}

static void
yyq_live_class_init (YyqLiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yyq_live_get_property;
  object_class->dispose = yyq_live_dispose;
  props[PROP_LIVE] = g_param_spec_boolean (
    "live", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] =
    g_signal_new ("changed", YYQ_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", YYQ_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_live_init (YyqLive *self)
{
}

YyqLive *
yyq_live_new (YyqApiClient *client, const YyqLiveTimes *times)
{
  YyqLive *self = g_object_new (YYQ_TYPE_LIVE, NULL);

  self->client = g_object_ref (client);
  self->times = times;
  return self;
}
