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

gboolean yyq_home_store_overview (YyqPlatform *platform, const YyqAccess *access,
                                  YyqHomeOverview *overview, GError **error);

/* When the oldest contract that waits for this company was initiated; 0: none waits. */
gboolean yyq_home_store_oldest (YyqPlatform *platform, const YyqAccess *access, gint64 *oldest_at,
                                GError **error);

typedef struct {
  gint64 from_ms, to_ms; /* from <= time < to */
  gint64 initiated, completed;
} YyqHomeBucket;

/* Fills in what was initiated, and what was completed, in the time of @bucket. */
gboolean yyq_home_store_count (YyqPlatform *platform, const YyqAccess *access,
                               YyqHomeBucket *bucket, GError **error);

G_END_DECLS
