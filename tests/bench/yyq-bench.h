/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <unistd.h>

G_BEGIN_DECLS

typedef void (*YyqBenchFunc) (gpointer data);

/* Median of @n_runs in ms, after two that do not count. */
double yyq_bench_median (YyqBenchFunc func, gpointer data, guint n_runs);

/* Sorts @values and gives the one in the middle. */
double yyq_bench_middle (double *values, guint n_values);

/* Prints one JSON line with the ratio of @ours to @theirs (both ms or MiB) and remembers whether it is over @limit. */
void yyq_bench_compare (const char *what, double ours, const char *peer, double theirs, double limit);

/* The process's exit status: 1 when a ratio was over its limit. */
int yyq_bench_finish (void);

G_END_DECLS
