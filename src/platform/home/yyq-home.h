/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* The figures of the home page for one group. Any thread; blocks. */

typedef struct {
  gint64 total, completed, signing;
  gint64 mean_signing_ms; /* from initiation to completion; 0: none is complete */
} YyqHomeOverview;

gboolean yyq_home_overview (YyqPlatform *platform, const YyqAccess *access,
                            YyqHomeOverview *overview, GError **error);

/* When the oldest contract that waits for this company was initiated; 0: none waits. */
gboolean yyq_home_oldest (YyqPlatform *platform, const YyqAccess *access, gint64 *oldest_at,
                          GError **error);

typedef enum {
  YYQ_HOME_DAY,
  YYQ_HOME_WEEK, /* begins on Monday */
  YYQ_HOME_MONTH,
} YyqHomeUnit;

typedef struct {
  gint64 from_ms, to_ms; /* from <= time < to */
  gint64 initiated, completed;
} YyqHomeBucket;

#define YYQ_HOME_MAX_BUCKETS 400

/*
 * (transfer full) (element-type YyqHomeBucket): whole units of China's civil time that cover
 * from_ms <= time < to_ms. YYQ_SERVICE_ERROR_INVALID for more than YYQ_HOME_MAX_BUCKETS.
 */
GArray *yyq_home_stats (YyqPlatform *platform, const YyqAccess *access, YyqHomeUnit unit,
                        gint64 from_ms, gint64 to_ms, GError **error);

G_END_DECLS
