/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds since 1970-01-01T00:00:00Z, as in every API field and column. Any thread. */
gint64 yyq_clock_now (void);

/* Tests and the seed of the demo only: the clock stands at @now_ms until it is called again with 0. */
void yyq_clock_freeze (gint64 now_ms);

/* "2026-11-23 09:05" in Asia/Shanghai, or the local zone when that is not installed. */
char *yyq_clock_format (gint64 at_ms);
char *yyq_clock_format_seconds (gint64 at_ms);
char *yyq_clock_format_date (gint64 at_ms);

G_END_DECLS
