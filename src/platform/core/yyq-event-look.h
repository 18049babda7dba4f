/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-event-hub.h"

G_BEGIN_DECLS

/* How yyq-event-hub.c looks at those who listen: whose session has ended, whom a change tells, and
 * whose roles are others. The hub's thread only. */
typedef struct {
  YyqPlatform *platform;
  const YyqEventHubHooks *hooks;
  gint64 roles_us;      /* how old what is known of roles may be */
  GMutex *lock;         /* held while what others count by is replaced */
  GHashTable *counters; /* tenant -> how far its feed had come at the last look */
} YyqEventLook;

void yyq_event_look_init (YyqEventLook *self);
void yyq_event_look_clear (YyqEventLook *self);

/* Nobody listens: of what follows nothing is missed. */
void yyq_event_look_forget (YyqEventLook *self);

/* @listeners (element-type YyqEventListener): all that there are; those that have ended are taken
 * out. What fails is made good by the next look. Blocks. */
gboolean yyq_event_look_at_all (YyqEventLook *self, GPtrArray *listeners, gint64 now_us,
                                GError **error);

G_END_DECLS
