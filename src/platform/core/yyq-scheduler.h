/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * What the platform does of its own accord: works that take their turns on one thread, whenever one
 * is due. What was added first is done first. All functions are for any thread unless they say
 * more.
 */
#define YYQ_TYPE_SCHEDULER (yyq_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (YyqScheduler, yyq_scheduler, YYQ, SCHEDULER, GObject)

/*
 * Does what is due. @next_ms (out): when there is something to do again, ms; 0 when nothing waits.
 * May block, on the network too. FALSE is told in the log, and the work has its turn again.
 */
typedef gboolean (*YyqScheduledWork) (YyqPlatform *platform, gpointer data, gint64 *next_ms,
                                      GError **error);

/* The platform owns it as a service. */
YyqScheduler *yyq_scheduler_new (YyqPlatform *platform);

/* (transfer none) (nullable). */
YyqScheduler *yyq_scheduler_of (YyqPlatform *platform);

/* Before it is started. @name: static, for the log. @destroy (nullable): frees @data with us. */
void yyq_scheduler_add (YyqScheduler *self, const char *name, YyqScheduledWork work, gpointer data,
                        GDestroyNotify destroy);

/* start: everything has its turn now, and whenever it is woken or something is due. stop joins it.
 */
void yyq_scheduler_start (YyqScheduler *self);
void yyq_scheduler_wake (YyqScheduler *self);
/* In a transaction: woken when it is committed, and so finds what it wrote. */
void yyq_scheduler_wake_when_written (YyqScheduler *self);
void yyq_scheduler_stop (YyqScheduler *self);

G_END_DECLS
