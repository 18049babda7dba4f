/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench.h"

static gboolean over_limit;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
yyq_bench_middle (double *values,
                  guint n_values)
{
  qsort (values, n_values, sizeof *values, compare_doubles);
  return values[n_values / 2];
}

double
yyq_bench_median (YyqBenchFunc func,
                  gpointer data,
                  guint n_runs)
{
  g_autofree double *times = g_new (double, n_runs);

  func (data);
  func (data);
  for (guint i = 0; i < n_runs; i++) {
    gint64 start = g_get_monotonic_time ();

    func (data);
    times[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
  }
  return yyq_bench_middle (times, n_runs);
}

void
yyq_bench_compare (const char *what,
                   double ours,
                   const char *peer,
                   double theirs,
                   double limit)
{
  double ratio = ours / theirs;

  over_limit = over_limit || ratio > limit;
  g_print ("{\"what\": \"%s\", \"value\": %.3f, \"peer\": \"%s\", \"peer_value\": %.3f, \"ratio\": %.3f, \"limit\": %.2f, \"within\": %s}\n",
           what, ours, peer, theirs, ratio, limit, ratio <= limit ? "true" : "false");
}

int
yyq_bench_finish (void)
{
  return over_limit ? 1 : 0;
}
