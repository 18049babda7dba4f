/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table.h"
#include "yyq-window.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): the list on the page that is shown. */
YyqTable *yyq_bench_scenario_find_table (YyqWindow *window);

/*
 * "scroll": some hundred steps of the wheel over the list, one a frame; says "frame-p50", "-p95"
 * and "-max". "use": pages, search, tabs and sorting; says for each "turn-NAME", the longest
 * turn of the main loop, and for each search "rows-NAME", from the query to
 * the first frame with the rows. All in ms, then "end".
 */
void yyq_bench_scenario_run (YyqWindow *window, const char *name);

G_END_DECLS
