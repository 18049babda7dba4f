/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A button with a popover in which a first and a last day are chosen. The range is given out as UTC
 * ms: from <= t < to, where to is the midnight after the last day (local time); 0 = open end.
 * Signal "changed" when the range is another one. Property "label" (string, write-only): stands on
 * the button while no range is chosen.
 */
#define YYQ_TYPE_DATE_RANGE (yyq_date_range_get_type ())
G_DECLARE_FINAL_TYPE (YyqDateRange, yyq_date_range, YYQ, DATE_RANGE, AdwBin)

gint64 yyq_date_range_get_from (YyqDateRange *self);
gint64 yyq_date_range_get_to (YyqDateRange *self);
void yyq_date_range_set (YyqDateRange *self, gint64 from_ms, gint64 to_ms);
void yyq_date_range_clear (YyqDateRange *self);

G_END_DECLS
