/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a program under measurement says to the one that measures it, on the descriptor of
 * YYQ_BENCH_FD: lines of a word, or of a word and a number.
 */
void yyq_bench_probe_say (const char *word, double value);

typedef gboolean (*YyqBenchShown) (gpointer data);

/* Says "shown" when the first frame of @window is painted for which @shown (nullable) is TRUE; then
 * calls @then (nullable). */
void yyq_bench_probe_watch (GtkWindow *window, YyqBenchShown shown, GSourceOnceFunc then,
                            gpointer data);

G_END_DECLS
