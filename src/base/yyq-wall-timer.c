/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wall-timer.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "yyq-clock.h"

struct _YyqWallTimer {
  YyqWallTimerFunc callback;
  gpointer data;
  GSource *source;
  int fd;
};

/* Also what wakes it when the clock was set is to be read; the moment that was set stays. */
static gboolean
ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  YyqWallTimer *self = user_data;
  guint64 n_expired;

  if (read (fd, &n_expired, sizeof n_expired) < 0 && errno == EAGAIN)
    return G_SOURCE_CONTINUE;
  self->callback (self->data);
  return G_SOURCE_CONTINUE;
}

YyqWallTimer *
yyq_wall_timer_new (YyqWallTimerFunc callback, gpointer data)
{
  YyqWallTimer *self = g_new0 (YyqWallTimer, 1);

  self->callback = callback;
  self->data = data;
  self->fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->fd < 0)
    g_error ("No timer: %s", g_strerror (errno));
  self->source = g_unix_fd_source_new (self->fd, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (ready_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

void
yyq_wall_timer_free (YyqWallTimer *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->fd);
  g_free (self);
}

/* Nobody is woken when a test moves the clock that it has stopped: it is looked at now and then. */
#define FROZEN_LOOK_MS 250

/* The clock that tests stop goes on from there. */
static gint64
to_real_us (gint64 at_ms)
{
  gint64 wait_ms = at_ms - yyq_clock_now ();

  if (yyq_clock_is_frozen ())
    wait_ms = MIN (wait_ms, FROZEN_LOOK_MS);
  return g_get_real_time () + wait_ms * 1000;
}

void
yyq_wall_timer_set (YyqWallTimer *self, gint64 at_ms)
{
  const gint64 at = at_ms != 0 ? MAX (to_real_us (at_ms), 1) : 0;
  const struct itimerspec spec = { .it_value = { at / G_USEC_PER_SEC,
                                                 at % G_USEC_PER_SEC * 1000 } };

  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL) != 0)
    g_warning ("A timer cannot be set: %s", g_strerror (errno));
}
