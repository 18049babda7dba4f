/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Figures as JSON lines: {name, value, unit, peer, peer_value, ratio, limit, ok}. A figure is held
 * against something measured in the same run, because machines are busy and slow in different ways;
 * what does not depend on speed (memory, ms a frame may take) has a limit of its own. No limit: for
 * information.
 */
#define YYQ_BENCH_NO_LIMIT 0

typedef void (*YyqBenchFunc) (gpointer data);

/* Sorts @values and gives the one below which @share (0.5: the median) of them lie. */
double yyq_bench_quantile (double *values, guint n_values, double share);

/* Median of @n_runs in ms, after two that do not count. @before (nullable): called before each, not
 * timed. */
double yyq_bench_median (YyqBenchFunc func, YyqBenchFunc before, gpointer data, guint n_runs);

/*
 * Runs in turn, ours and the peer's, so that both meet the same weather: the ratio is the median of
 * the ratios pair by pair. All of one length.
 */
typedef struct {
  double *ours;
  double *theirs;
  guint n;
  gboolean working; /* only time in which this thread works: for short things a busy computer would
                       interrupt */
  YyqBenchFunc before; /* (nullable): called before each run with its data, not timed */
} YyqBenchPairs;

void yyq_bench_pairs_init (YyqBenchPairs *pairs, guint n);
void yyq_bench_pairs_clear (YyqBenchPairs *pairs);

/* Two rounds that do not count, then all pairs, in ms. */
void yyq_bench_pairs_run (YyqBenchPairs *pairs, YyqBenchFunc ours, gpointer our_data,
                          YyqBenchFunc theirs, gpointer their_data);

/* Prints the line and remembers whether the ratio is over @limit. */
void yyq_bench_compare (const char *name, YyqBenchPairs *pairs, const char *unit, const char *peer,
                        double limit);

/* The same for a figure without a peer: @limit is of @value itself. */
void yyq_bench_report (const char *name, double value, const char *unit, double limit);

/* The process's exit status: 1 when something was over its limit. */
int yyq_bench_finish (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqBenchPairs, yyq_bench_pairs_clear)

G_END_DECLS
