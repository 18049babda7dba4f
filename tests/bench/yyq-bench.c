/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench.h"

#include <time.h>

#define WARM_UPS 2

static gboolean over_limit;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
yyq_bench_quantile (double *values, guint n_values, double share)
{
  g_return_val_if_fail (n_values > 0, 0);

  qsort (values, n_values, sizeof *values, compare_doubles);
  return values[MIN (n_values - 1, (guint) (share * n_values))];
}

/* us */
static gint64
now (gboolean working)
{
  struct timespec time;

  if (!working)
    return g_get_monotonic_time ();
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
time_once (YyqBenchFunc func, YyqBenchFunc before, gboolean working, gpointer data)
{
  gint64 start;

  if (before != NULL)
    before (data);
  start = now (working);
  func (data);
  return (double) (now (working) - start) / 1000.0;
}

double
yyq_bench_median (YyqBenchFunc func, YyqBenchFunc before, gpointer data, guint n_runs)
{
  g_autofree double *times = g_new (double, n_runs);

  for (guint i = 0; i < WARM_UPS; i++)
    time_once (func, before, FALSE, data);
  for (guint i = 0; i < n_runs; i++)
    times[i] = time_once (func, before, FALSE, data);
  return yyq_bench_quantile (times, n_runs, 0.5);
}

void
yyq_bench_pairs_init (YyqBenchPairs *pairs, guint n)
{
  pairs->ours = g_new0 (double, n);
  pairs->theirs = g_new0 (double, n);
  pairs->n = n;
}

void
yyq_bench_pairs_clear (YyqBenchPairs *pairs)
{
  g_clear_pointer (&pairs->ours, g_free);
  g_clear_pointer (&pairs->theirs, g_free);
}

void
yyq_bench_pairs_run (YyqBenchPairs *pairs, YyqBenchFunc ours, gpointer our_data,
                     YyqBenchFunc theirs, gpointer their_data)
{
  for (guint i = 0; i < WARM_UPS; i++) {
    time_once (ours, pairs->before, pairs->working, our_data);
    time_once (theirs, pairs->before, pairs->working, their_data);
  }
  for (guint i = 0; i < pairs->n; i++) {
    pairs->ours[i] = time_once (ours, pairs->before, pairs->working, our_data);
    pairs->theirs[i] = time_once (theirs, pairs->before, pairs->working, their_data);
  }
}

static void
print_line (const char *name, double value, const char *unit, const char *comparison,
            double compared, double limit)
{
  gboolean limited = limit > YYQ_BENCH_NO_LIMIT;
  gboolean ok = !limited || compared <= limit;
  g_autofree char *limit_text = limited ? g_strdup_printf ("%.2f", limit) : g_strdup ("null");

  over_limit = over_limit || !ok;
  g_print ("{\"name\": \"%s\", \"value\": %.3f, \"unit\": \"%s\", %s, \"limit\": %s, \"ok\": %s}\n",
           name, value, unit, comparison, limit_text, ok ? "true" : "false");
}

void
yyq_bench_compare (const char *name, YyqBenchPairs *pairs, const char *unit, const char *peer,
                   double limit)
{
  g_autofree double *ratios = g_new (double, pairs->n);
  g_autofree char *comparison = NULL;
  double ratio;

  for (guint i = 0; i < pairs->n; i++)
    ratios[i] = pairs->ours[i] / pairs->theirs[i];
  ratio = yyq_bench_quantile (ratios, pairs->n, 0.5);
  comparison = g_strdup_printf ("\"peer\": \"%s\", \"peer_value\": %.3f, \"ratio\": %.3f", peer,
                                yyq_bench_quantile (pairs->theirs, pairs->n, 0.5), ratio);
  print_line (name, yyq_bench_quantile (pairs->ours, pairs->n, 0.5), unit, comparison, ratio,
              limit);
}

void
yyq_bench_report (const char *name, double value, const char *unit, double limit)
{
  print_line (name, value, unit, "\"peer\": null, \"peer_value\": null, \"ratio\": null", value,
              limit);
}

int
yyq_bench_finish (void)
{
  return over_limit ? 1 : 0;
}
