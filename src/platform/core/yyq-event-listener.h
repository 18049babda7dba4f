/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-open-reply.h"

G_BEGIN_DECLS

/* One of those whom yyq-event-hub.c tells. Times are monotonic, in µs. */
typedef struct {
  YyqAccess *access;   /* (owned): what it may see, as far as is known */
  YyqOpenReply *reply; /* (owned) */
  gint64 said_at;      /* the last word to it */
  gint64 access_at;    /* when @access was so */
  gboolean ready;      /* it was told that nothing is missed */
} YyqEventListener;

YyqEventListener *yyq_event_listener_new (YyqAccess *access, YyqOpenReply *reply, gint64 now_us);

/* Ends the reply, too. */
void yyq_event_listener_free (gpointer self);

void yyq_event_listener_say_ready (YyqEventListener *self, gint64 now_us);
void yyq_event_listener_say_changed (YyqEventListener *self, gint64 now_us);

/* Says that we are there when nothing was said for @quiet_us. */
void yyq_event_listener_beat (YyqEventListener *self, gint64 quiet_us, gint64 now_us);

/* @access (transfer full): TRUE when it may see other things by it. */
gboolean yyq_event_listener_take_access (YyqEventListener *self, YyqAccess *access, gint64 now_us);

G_END_DECLS
