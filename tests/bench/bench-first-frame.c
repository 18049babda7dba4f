/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * Time from fork to the first drawn frame, seen from outside: the second large damage of the root
 * window (the first is the background that comes with mapping). Arguments: the client, then the
 * minimal libadwaita window it is compared with. Runs below tests/e2e/with-display.sh.
 */

#include "yyq-bench.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#define N_RUNS 9
#define LARGE_AREA 20000 /* px² */
#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct {
  Display *display;
  int damage_event;
} Screen;

static gboolean
next_event (Screen *screen,
            XEvent *event,
            gint64 until)
{
  while (!XPending (screen->display)) {
    struct pollfd descriptor = { ConnectionNumber (screen->display), POLLIN, 0 };

    if (g_get_monotonic_time () > until)
      return FALSE;
    poll (&descriptor, 1, 20);
  }
  XNextEvent (screen->display, event);
  return TRUE;
}

static double
wait_for_frame (Screen *screen,
                gint64 start)
{
  guint n_large = 0;
  gboolean mapped = FALSE;
  XEvent event;

  while (next_event (screen, &event, start + PATIENCE_US)) {
    if (event.type == MapNotify)
      mapped = TRUE;
    if (event.type == screen->damage_event && mapped) {
      const XDamageNotifyEvent *damage = (const XDamageNotifyEvent *) &event;

      if ((long) damage->area.width * damage->area.height > LARGE_AREA && ++n_large == 2)
        return (double) (g_get_monotonic_time () - start) / 1000.0;
    }
  }
  g_error ("No frame came");
}

static double
measure (Screen *screen,
         char *const *argv)
{
  double times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++) {
    gint64 start = g_get_monotonic_time ();
    pid_t pid = 0;

    XSync (screen->display, True);
    start = g_get_monotonic_time ();
    pid = fork ();
    if (pid == 0) {
      execv (argv[0], argv);
      _exit (127);
    }
    times[i] = wait_for_frame (screen, start);
    kill (pid, SIGKILL);
    waitpid (pid, NULL, 0);
  }
  return yyq_bench_middle (times, N_RUNS);
}

int
main (int argc,
      char **argv)
{
  Screen screen = { XOpenDisplay (NULL), 0 };
  char *client[] = { argv[1], NULL };
  char *peer[] = { argv[2], NULL };
  double theirs = 0;
  int error_base = 0;

  g_assert_cmpint (argc, ==, 3);
  g_assert_nonnull (screen.display);
  g_assert_true (XDamageQueryExtension (screen.display, &screen.damage_event, &error_base));
  XSelectInput (screen.display, DefaultRootWindow (screen.display), SubstructureNotifyMask);
  XDamageCreate (screen.display, DefaultRootWindow (screen.display), XDamageReportRawRectangles);

  measure (&screen, peer); /* warms the caches for both */
  theirs = measure (&screen, peer);
  yyq_bench_compare ("first frame of the log-in page", measure (&screen, client), "minimal libadwaita window", theirs, 1.4);
  return yyq_bench_finish ();
}
