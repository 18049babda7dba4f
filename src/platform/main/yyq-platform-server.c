/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform-server.h"

#include "yyq-event-hub.h"
#include "yyq-job-runner.h"
#include "yyq-router-hooks.h"
#include "yyq-routes.h"
#include "yyq-scgi-transport.h"
#include "yyq-scheduler.h"
#include "yyq-soup-transport.h"

/* Requests that run at a time. Most of them wait: for the one writer, or for one of two places to
 * hash a password. */
#define N_THREADS 16

struct _YyqPlatformServer {
  GObject parent_instance;

  YyqPlatform *platform;   /* (owned) */
  YyqRouter *router;       /* (owned) */
  YyqSoupTransport *soup;  /* (owned) (nullable) */
  YyqScgiTransport *scgi;  /* (owned) (nullable) */
  YyqScgiTransport *admin; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqPlatformServer, yyq_platform_server, G_TYPE_OBJECT)

static void
dispose (GObject *object)
{
  yyq_platform_server_stop (YYQ_PLATFORM_SERVER (object));
  G_OBJECT_CLASS (yyq_platform_server_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  YyqPlatformServer *self = YYQ_PLATFORM_SERVER (object);

  g_clear_pointer (&self->router, yyq_router_free);
  g_clear_object (&self->platform);
  G_OBJECT_CLASS (yyq_platform_server_parent_class)->finalize (object);
}

static void
yyq_platform_server_class_init (YyqPlatformServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_platform_server_init (YyqPlatformServer *self)
{
}

YyqPlatformServer *
yyq_platform_server_new (YyqPlatform *platform)
{
  YyqPlatformServer *self = g_object_new (YYQ_TYPE_PLATFORM_SERVER, NULL);

  self->platform = g_object_ref (platform);
  self->router = yyq_router_new (platform, &yyq_platform_router_hooks);
  yyq_routes_add_all (self->router);
  return self;
}

YyqPlatform *
yyq_platform_server_get_platform (YyqPlatformServer *self)
{
  return self->platform;
}

YyqRouter *
yyq_platform_server_get_router (YyqPlatformServer *self)
{
  return self->router;
}

/* Without a name of its own in the configuration, the origin that a UKey signs is where we listen.
 */
static void
set_origin (YyqPlatformServer *self)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);

  if (!g_str_equal (config->origin, YYQ_PLATFORM_ORIGIN_UNSET))
    return;
  g_free (config->origin);
  config->origin = g_strdup (yyq_soup_transport_get_base_url (self->soup));
}

static void
start_hub (YyqPlatformServer *self)
{
  YyqEventHub *hub = yyq_event_hub_of (self->platform);

  if (hub != NULL)
    yyq_event_hub_start (hub);
}

gboolean
yyq_platform_server_listen (YyqPlatformServer *self, guint16 port, GError **error)
{
  g_return_val_if_fail (self->soup == NULL, FALSE);
  start_hub (self);
  self->soup = yyq_soup_transport_new (self->router, N_THREADS);
  if (!yyq_soup_transport_listen (self->soup, "127.0.0.1", port, error)) {
    g_clear_object (&self->soup);
    return FALSE;
  }
  set_origin (self);
  return TRUE;
}

gboolean
yyq_platform_server_listen_scgi (YyqPlatformServer *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->scgi == NULL, FALSE);
  start_hub (self);
  self->scgi = yyq_scgi_transport_new (self->router, FALSE, N_THREADS);
  return yyq_scgi_transport_listen (self->scgi, path, 0660, error);
}

gboolean
yyq_platform_server_listen_admin (YyqPlatformServer *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->admin == NULL, FALSE);
  self->admin = yyq_scgi_transport_new (self->router, TRUE, 1);
  return yyq_scgi_transport_listen (self->admin, path, 0600, error);
}

const char *
yyq_platform_server_get_base_url (YyqPlatformServer *self)
{
  return self->soup != NULL ? yyq_soup_transport_get_base_url (self->soup) : NULL;
}

void
yyq_platform_server_stop (YyqPlatformServer *self)
{
  YyqScheduler *scheduler = self->platform != NULL ? yyq_scheduler_of (self->platform) : NULL;
  YyqJobRunner *jobs = self->platform != NULL ? yyq_job_runner_of (self->platform) : NULL;
  YyqEventHub *hub = self->platform != NULL ? yyq_event_hub_of (self->platform) : NULL;

  if (self->soup != NULL)
    yyq_soup_transport_stop (self->soup);
  if (self->scgi != NULL)
    yyq_scgi_transport_stop (self->scgi);
  if (self->admin != NULL)
    yyq_scgi_transport_stop (self->admin);
  if (scheduler != NULL)
    yyq_scheduler_stop (scheduler);
  if (jobs != NULL)
    yyq_job_runner_stop (jobs);
  if (hub != NULL)
    yyq_event_hub_stop (hub);
  g_clear_object (&self->soup);
  g_clear_object (&self->scgi);
  g_clear_object (&self->admin);
}
