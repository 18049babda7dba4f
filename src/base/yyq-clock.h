/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds since 1970-01-01T00:00:00Z, as in every API field and column. Any thread. */
gint64 yyq_clock_now (void);

/* Tests and the seed of the demo only: the clock stands at @now_ms until it is called again with 0.
 */
void yyq_clock_freeze (gint64 now_ms);
gboolean yyq_clock_is_frozen (void);

/*
 * (transfer full): @at_ms, and a midnight, by the clocks of China, whatever zone this computer is
 * in: one zone without summer time, so no zone file is needed. Days and months of contracts are
 * counted so.
 */
GDateTime *yyq_clock_date_time (gint64 at_ms);
GDateTime *yyq_clock_midnight (int year, int month, int day);

gint64 yyq_clock_to_ms (GDateTime *at);

/* "2026-11-23 09:05" in China. */
char *yyq_clock_format (gint64 at_ms);
char *yyq_clock_format_seconds (gint64 at_ms);
char *yyq_clock_format_date (gint64 at_ms);

/*
 * (transfer full): the same moment and day for a sentence, in the language of the program:
 * "23 Nov 2026, 09:05" and 2026年11月23日. The forms above are for tables. Of the short day the
 * year is left out where it is this one; a month is 1 to 12.
 */
char *yyq_clock_say (gint64 at_ms);
char *yyq_clock_say_day (gint64 at_ms);
char *yyq_clock_say_short_day (gint64 at_ms);
const char *yyq_clock_say_month (int month);

G_END_DECLS
