/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-probe.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct {
  YyqBenchShown shown;  /* (nullable) */
  GSourceOnceFunc then; /* (nullable) */
  gpointer data;
  gulong painted_id;
} Probe;

void
yyq_bench_probe_say (const char *word, double value)
{
  const char *descriptor = g_getenv ("YYQ_BENCH_FD");
  g_autofree char *line = g_strdup_printf ("%s %.3f\n", word, value);

  if (descriptor == NULL)
    g_print ("%s", line);
  else if (write (atoi (descriptor), line, strlen (line)) < 0)
    g_error ("Nobody listens");
}

static void
painted_cb (GdkFrameClock *clock, Probe *probe)
{
  if (probe->shown != NULL && !probe->shown (probe->data))
    return;
  g_signal_handler_disconnect (clock, probe->painted_id);
  yyq_bench_probe_say ("shown", 0);
  if (probe->then != NULL)
    g_idle_add_once (probe->then, probe->data);
}

static void
realized_cb (GtkWidget *window, Probe *probe)
{
  probe->painted_id = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                                        G_CALLBACK (painted_cb), probe);
}

void
yyq_bench_probe_watch (GtkWindow *window, YyqBenchShown shown, GSourceOnceFunc then, gpointer data)
{
  /* Lives as long as the process. */
  Probe *probe = g_new0 (Probe, 1);

  probe->shown = shown;
  probe->then = then;
  probe->data = data;
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), probe);
}
