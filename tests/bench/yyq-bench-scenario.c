/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-scenario.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <time.h>

#include "yyq-bench-probe.h"
#include "yyq-bench.h"
#include "yyq-list-page.h"

#define WARM_UP_FRAMES 20
#define FRAMES 300
#define WHEEL_DOWN 5
#define STEP_MS 1000

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_widget (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

YyqTable *
yyq_bench_scenario_find_table (YyqWindow *window)
{
  YyqPage *page = yyq_window_get_page (window);

  return page != NULL ? (YyqTable *) find_widget (GTK_WIDGET (page), YYQ_TYPE_TABLE) : NULL;
}

/* us of this thread: what it works, without what other programs take of the processor. */
static gint64
thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Scrolling */

typedef struct {
  Display *display;
  GArray *frames; /* of double, ms */
  gint64 begun_at;
  guint n_seen;
  guint tick_id;
} Scrolling;

static void
turn_wheel (Scrolling *self)
{
  XTestFakeButtonEvent (self->display, WHEEL_DOWN, True, 0);
  XTestFakeButtonEvent (self->display, WHEEL_DOWN, False, 0);
  XFlush (self->display);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  turn_wheel (user_data);
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock, Scrolling *self)
{
  self->begun_at = thread_time ();
}

static void
report_frames (Scrolling *self)
{
  double *frames = (double *) (gpointer) self->frames->data;

  yyq_bench_probe_say ("frame-p50", yyq_bench_quantile (frames, self->frames->len, 0.5));
  yyq_bench_probe_say ("frame-p95", yyq_bench_quantile (frames, self->frames->len, 0.95));
  yyq_bench_probe_say ("frame-max", yyq_bench_quantile (frames, self->frames->len, 1));
  yyq_bench_probe_say ("end", 0);
}

static void
after_paint_cb (GdkFrameClock *clock, Scrolling *self)
{
  double took = (double) (thread_time () - self->begun_at) / 1000.0;

  if (++self->n_seen <= WARM_UP_FRAMES || self->frames->len >= FRAMES)
    return;
  g_array_append_val (self->frames, took);
  if (self->frames->len == FRAMES)
    report_frames (self);
}

static void
scroll (YyqWindow *window)
{
  GtkWidget *table = GTK_WIDGET (yyq_bench_scenario_find_table (window));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (table);
  Scrolling *self = g_new0 (Scrolling, 1);

  self->display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (table));
  self->frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  XTestFakeMotionEvent (self->display, -1, 700, 500, 0);
  self->tick_id = gtk_widget_add_tick_callback (table, tick_cb, self, NULL);
}

/* Use: one step after the other, with the longest turn of the main loop in each */

typedef struct {
  const char *name;
  void (*act) (YyqWindow *window);
  gboolean searches;
} Step;

static gint64 turn_begun_at;
static gint64 longest_turn;

static int
timed_poll (GPollFD *descriptors, guint n, int timeout)
{
  int ready;

  if (turn_begun_at != 0)
    longest_turn = MAX (longest_turn, thread_time () - turn_begun_at);
  ready = g_poll (descriptors, n, timeout);
  turn_begun_at = thread_time ();
  return ready;
}

static YyqListPage *
list_page (YyqWindow *window)
{
  return YYQ_LIST_PAGE (yyq_window_get_page (window));
}

static void
show_home (YyqWindow *window)
{
  yyq_window_show_page (window, "home");
}

static void
show_contracts (YyqWindow *window)
{
  yyq_window_show_page (window, "contracts");
}

static void
show_personal (YyqWindow *window)
{
  yyq_window_show_page (window, "personal");
}

static void
search (YyqWindow *window)
{
  yyq_list_page_search (list_page (window), "王伟");
}

static void
search_much (YyqWindow *window)
{
  yyq_list_page_search (list_page (window), "劳动");
}

static void
search_nothing (YyqWindow *window)
{
  yyq_list_page_search (list_page (window), "");
}

static void
show_done (YyqWindow *window)
{
  yyq_list_page_choose_tab (list_page (window), "done");
}

static void
show_all (YyqWindow *window)
{
  yyq_list_page_choose_tab (list_page (window), "all");
}

static void
sort (YyqWindow *window)
{
  YyqTableColumns *columns = yyq_table_get_columns (yyq_bench_scenario_find_table (window));

  yyq_table_columns_sort_by (columns, "title", FALSE);
}

static void
tick_all (YyqWindow *window)
{
  YyqTable *table = yyq_bench_scenario_find_table (window);

  yyq_table_selection_set_all (yyq_table_get_selection (table), TRUE);
}

static void
wait (YyqWindow *window)
{
}

static const Step steps[] = {
  { "idle", wait, FALSE },
  { "home", show_home, FALSE },
  { "contracts-again", show_contracts, FALSE },
  { "search-1000-hits", search, TRUE },
  { "search-50000-hits", search_much, TRUE },
  { "search-nothing", search_nothing, TRUE },
  { "tab-done", show_done, FALSE },
  { "tab-all", show_all, FALSE },
  { "sort", sort, FALSE },
  { "tick-all", tick_all, FALSE },
  { "personal", show_personal, FALSE },
};

typedef struct {
  YyqWindow *window;
  guint next;
  gint64 searched_at; /* 0: nothing is waited for */
  gboolean changed;   /* the rows did since */
} Use;

static void
rows_changed_cb (Use *use)
{
  use->changed = TRUE;
}

/* The first frame with the new rows. */
static void
rows_painted_cb (Use *use)
{
  g_autofree char *word = NULL;

  if (use->searched_at == 0 || !use->changed)
    return;
  word = g_strdup_printf ("rows-%s", steps[use->next - 1].name);
  yyq_bench_probe_say (word, (double) (g_get_monotonic_time () - use->searched_at) / 1000.0);
  use->searched_at = 0;
}

static void
watch_rows (Use *use)
{
  GtkWidget *table = GTK_WIDGET (yyq_bench_scenario_find_table (use->window));

  g_signal_connect_swapped (yyq_table_get_model (YYQ_TABLE (table)), "items-changed",
                            G_CALLBACK (rows_changed_cb), use);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (table), "after-paint",
                            G_CALLBACK (rows_painted_cb), use);
}

static void
say_turn (const Step *step)
{
  g_autofree char *word = g_strdup_printf ("turn-%s", step->name);

  yyq_bench_probe_say (word, (double) longest_turn / 1000.0);
}

static gboolean
step_cb (gpointer user_data)
{
  Use *use = user_data;

  if (use->next > 0)
    say_turn (&steps[use->next - 1]);
  if (use->next == G_N_ELEMENTS (steps)) {
    yyq_bench_probe_say ("end", 0);
    return G_SOURCE_REMOVE;
  }
  longest_turn = 0;
  use->changed = FALSE;
  use->searched_at = steps[use->next].searches ? g_get_monotonic_time () : 0;
  steps[use->next++].act (use->window);
  return G_SOURCE_CONTINUE;
}

void
yyq_bench_scenario_run (YyqWindow *window, const char *name)
{
  if (g_str_equal (name, "scroll")) {
    scroll (window);
  } else {
    Use *use = g_new0 (Use, 1);

    use->window = window;
    watch_rows (use);
    g_main_context_set_poll_func (NULL, timed_poll);
    g_timeout_add (STEP_MS, step_cb, use);
  }
}
