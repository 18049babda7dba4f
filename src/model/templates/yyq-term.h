/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The terms of labour contracts, counted as the law counts them: the day that a contract names as
 * its first belongs to the term, because the parties agree so (Civil Code art. 204; by art. 201 it
 * would begin on the next), and a term of months ends on the day before the one of the same number,
 * or, where the last month has no such day, on that month's last day (art. 202). Any thread.
 */

/* The last day of @months months from @start on; of none the day before. */
void yyq_term_get_end (const GDate *start, guint months, GDate *end);

/* The whole months of a term, the most whose end is not after @end; 0 where it ends before it
 * begins. */
guint yyq_term_count_months (const GDate *start, const GDate *end);

typedef enum {
  YYQ_TERM_FIXED,
  YYQ_TERM_OPEN_ENDED,
  YYQ_TERM_TASK,      /* ends with a piece of work */
  YYQ_TERM_PART_TIME, /* 非全日制用工: Labour Contract Law art. 68 to 72 */
} YyqTermKind;

/*
 * The most months of probation (试用期), Labour Contract Law art. 19 and 70; 0 where there may be
 * none. @months: of the term, when it is fixed. @worked_before: there was a contract between the
 * same parties, or this one renews it: probation is for once.
 */
guint yyq_term_get_probation_limit (YyqTermKind kind, guint months, gboolean worked_before);

/*
 * The least monthly pay of probation in whole yuan, art. 20: 80 % of the agreed pay, rounded up,
 * and not below the minimum wage where the work is done. @pay_fen: the agreed pay, in fen.
 * @minimum_fen: 0 where it is not known.
 */
gint64 yyq_term_get_probation_pay_floor (gint64 pay_fen, gint64 minimum_fen);

G_END_DECLS
