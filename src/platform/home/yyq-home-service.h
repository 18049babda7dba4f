/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-home-store.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_HOME_DAY,
  YYQ_HOME_WEEK, /* begins on Monday */
  YYQ_HOME_MONTH,
} YyqHomeUnit;

#define YYQ_HOME_MAX_BUCKETS 400

/*
 * (transfer full) (element-type YyqHomeBucket): whole units of China's civil time that cover
 * from_ms <= time < to_ms. YYQ_SERVICE_ERROR_INVALID for more than YYQ_HOME_MAX_BUCKETS.
 */
GArray *yyq_home_service_stats (YyqPlatform *platform, const YyqAccess *access, YyqHomeUnit unit,
                                gint64 from_ms, gint64 to_ms, GError **error);

G_END_DECLS
