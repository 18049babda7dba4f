/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-reachability.h"

#include "yyq-auth-api.h"
#include "yyq-error.h"

#define FIRST_DELAY_MS 2000
#define MAX_DELAY_MS 60000

struct _YyqReachability {
  GObject parent_instance;

  YyqApiClient *client;
  GNetworkMonitor *monitor;
  GCancellable *cancellable;
  guint timer;
  guint failures; /* probes in a row */
  gboolean probing;
  gboolean online;
  gboolean troubled;
};

enum {
  PROP_ONLINE = 1,
  PROP_TROUBLED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint recovered_signal;

G_DEFINE_FINAL_TYPE (YyqReachability, yyq_reachability, G_TYPE_OBJECT)

static void
set_state (YyqReachability *self, gboolean online, gboolean troubled)
{
  gboolean was_well = self->online && !self->troubled;

  if (self->online != online) {
    self->online = online;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
  }
  if (self->troubled != troubled) {
    self->troubled = troubled;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLED]);
  }
  if (online && !troubled && !was_well)
    g_signal_emit (self, recovered_signal, 0);
}

static gboolean
timer_cb (gpointer user_data)
{
  YyqReachability *self = user_data;

  self->timer = 0;
  yyq_reachability_probe (self);
  return G_SOURCE_REMOVE;
}

/* With some chance in it: after an outage not everyone comes back in the same second. */
static void
schedule (YyqReachability *self)
{
  gint64 delay = MIN ((gint64) FIRST_DELAY_MS << MIN (self->failures, 10), MAX_DELAY_MS);

  if (self->timer != 0 || self->probing || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->timer = g_timeout_add (
    (guint) (delay / 2 + g_random_int_range (0, (gint32) (delay / 2) + 1)), timer_cb, self);
}

static void
exchanged_cb (YyqApiClient *client, const GError *error, gpointer user_data)
{
  YyqReachability *self = user_data;

  if (error == NULL) {
    self->failures = 0;
    g_clear_handle_id (&self->timer, g_source_remove);
    set_state (self, TRUE, FALSE);
  } else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER) ||
             g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY)) {
    set_state (self, TRUE, TRUE);
    schedule (self);
  } else {
    set_state (self, FALSE, FALSE);
    schedule (self);
  }
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqReachability) self = user_data;

  self->probing = FALSE;
  if (yyq_auth_api_probe_finish (YYQ_API_CLIENT (source), result, NULL))
    return;
  self->failures++;
  schedule (self);
}

void
yyq_reachability_probe (YyqReachability *self)
{
  if (self->probing || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->probing = TRUE;
  yyq_auth_api_probe_async (self->client, self->cancellable, probed_cb, g_object_ref (self));
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, gpointer user_data)
{
  YyqReachability *self = user_data;

  /* The monitor knows of routes, not of the platform: it only says when to ask. */
  if (yyq_api_client_get_base_url (self->client) != NULL && (available || self->online))
    yyq_reachability_probe (self);
}

gboolean
yyq_reachability_get_online (YyqReachability *self)
{
  return self->online;
}

gboolean
yyq_reachability_get_troubled (YyqReachability *self)
{
  return self->troubled;
}

void
yyq_reachability_stop (YyqReachability *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
yyq_reachability_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqReachability *self = YYQ_REACHABILITY (object);

  switch (id) {
  case PROP_ONLINE:
    g_value_set_boolean (value, self->online);
    break;
  case PROP_TROUBLED:
    g_value_set_boolean (value, self->troubled);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_reachability_dispose (GObject *object)
{
  YyqReachability *self = YYQ_REACHABILITY (object);

  yyq_reachability_stop (self);
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (yyq_reachability_parent_class)->dispose (object);
}

static void
yyq_reachability_finalize (GObject *object)
{
  g_object_unref (YYQ_REACHABILITY (object)->cancellable);
  G_OBJECT_CLASS (yyq_reachability_parent_class)->finalize (object);
}

static void
yyq_reachability_class_init (YyqReachabilityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_reachability_get_property;
  object_class->dispose = yyq_reachability_dispose;
  object_class->finalize = yyq_reachability_finalize;
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLED] = g_param_spec_boolean ("troubled", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  recovered_signal = g_signal_new ("recovered", YYQ_TYPE_REACHABILITY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_reachability_init (YyqReachability *self)
{
  self->cancellable = g_cancellable_new ();
  self->monitor = g_network_monitor_get_default ();
  g_signal_connect (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
}

YyqReachability *
yyq_reachability_new (YyqApiClient *client)
{
  YyqReachability *self = g_object_new (YYQ_TYPE_REACHABILITY, NULL);

  self->client = g_object_ref (client);
  g_signal_connect (client, "exchanged", G_CALLBACK (exchanged_cb), self);
  return self;
}
