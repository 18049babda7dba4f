/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-event-listener.h"

YyqEventListener *
yyq_event_listener_new (YyqAccess *access, YyqOpenReply *reply, gint64 now_us)
{
  YyqEventListener *self = g_new0 (YyqEventListener, 1);

  self->access = yyq_access_ref (access);
  self->reply = yyq_open_reply_ref (reply);
  self->said_at = now_us;
  self->access_at = now_us;
  return self;
}

void
yyq_event_listener_free (gpointer data)
{
  YyqEventListener *self = data;

  yyq_open_reply_end (self->reply);
  yyq_open_reply_unref (self->reply);
  yyq_access_unref (self->access);
  g_free (self);
}

static void
say (YyqEventListener *self, const char *text, gint64 now_us)
{
  self->said_at = now_us;
  yyq_open_reply_say (self->reply, text);
}

void
yyq_event_listener_say_ready (YyqEventListener *self, gint64 now_us)
{
  self->ready = TRUE;
  say (self, "event: ready\ndata: {}\n\n", now_us);
}

void
yyq_event_listener_say_changed (YyqEventListener *self, gint64 now_us)
{
  say (self, "event: changed\ndata: {}\n\n", now_us);
}

void
yyq_event_listener_beat (YyqEventListener *self, gint64 quiet_us, gint64 now_us)
{
  if (now_us - self->said_at >= quiet_us)
    say (self, ":\n\n", now_us);
}

gboolean
yyq_event_listener_take_access (YyqEventListener *self, YyqAccess *access, gint64 now_us)
{
  g_autofree char *before = yyq_access_digest (self->access);
  g_autofree char *now = yyq_access_digest (access);

  yyq_access_unref (self->access);
  self->access = access;
  self->access_at = now_us;
  return !g_str_equal (before, now);
}
