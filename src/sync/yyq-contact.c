/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contact.h"

#include "yyq-clock.h"
#include "yyq-wall-timer.h"

struct _YyqContact {
  YyqApiClient *client; /* (owned) */
  YyqContactOver over;
  gpointer data;
  YyqWallTimer *timer; /* (owned) */
  YyqServerInfo *info; /* (owned) (nullable): while it is watched */
  gint64 at;           /* ms */
};

static void
wait (YyqContact *self)
{
  yyq_wall_timer_set (
    self->timer, self->info != NULL ? yyq_server_info_get_offline_end (self->info, self->at) : 0);
}

/* Or the clock was set. */
static void
timer_cb (gpointer data)
{
  YyqContact *self = data;

  if (self->info == NULL)
    return;
  if (yyq_server_info_is_offline_over (self->info, self->at))
    self->over (self->data);
  else
    wait (self);
}

static void
exchanged_cb (YyqApiClient *client, const GError *error, gpointer user_data)
{
  if (error == NULL)
    yyq_contact_set_at (user_data, yyq_clock_now ());
}

void
yyq_contact_set_at (YyqContact *self, gint64 at_ms)
{
  self->at = at_ms;
  if (self->info != NULL)
    wait (self);
}

void
yyq_contact_watch (YyqContact *self, YyqServerInfo *info)
{
  if (g_set_object (&self->info, info))
    wait (self);
}

YyqContact *
yyq_contact_new (YyqApiClient *client, YyqContactOver over, gpointer data)
{
  YyqContact *self = g_new0 (YyqContact, 1);

  self->client = g_object_ref (client);
  self->over = over;
  self->data = data;
  self->timer = yyq_wall_timer_new (timer_cb, self);
  g_signal_connect (client, "exchanged", G_CALLBACK (exchanged_cb), self);
  return self;
}

void
yyq_contact_free (YyqContact *self)
{
  g_signal_handlers_disconnect_by_data (self->client, self);
  g_object_unref (self->client);
  g_clear_object (&self->info);
  yyq_wall_timer_free (self->timer);
  g_free (self);
}
