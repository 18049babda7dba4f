/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Waits for a moment of the wall clock (yyq_clock_now()), as other timers wait for a time to pass:
 * a computer that slept over the moment is called as soon as it wakes, and so is who waits when
 * somebody sets the clock, whatever it says then. Who is called looks at the clock himself. In the
 * main context that is the thread's default when it is made; not for two threads.
 */
typedef struct _YyqWallTimer YyqWallTimer;

typedef void (*YyqWallTimerFunc) (gpointer data);

YyqWallTimer *yyq_wall_timer_new (YyqWallTimerFunc callback, gpointer data);

/* It is not called any more; may be called by the callback. */
void yyq_wall_timer_free (YyqWallTimer *self);

/* Instead of the moment that was set before. 0: none. */
void yyq_wall_timer_set (YyqWallTimer *self, gint64 at_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqWallTimer, yyq_wall_timer_free)

G_END_DECLS
