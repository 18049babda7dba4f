/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-runner.h"
#include "yyq-job-store.h"

G_BEGIN_DECLS

/* What people and the clock do with jobs. Any thread; blocks. Errors: YYQ_SERVICE_ERROR,
 * YYQ_STORE_ERROR. */

typedef struct {
  const YyqJobKind *kind;
  const char *tenant_id;
  const char *account_id;
  const char *remote;          /* (nullable): for the audit */
  const char *params;          /* (nullable): what the kind makes of it */
  const YyqJobTarget *targets; /* (nullable): its items; without any the kind plans them */
  gsize n_targets;
} YyqJobStart;

/* (transfer full): the id of a new job, in the caller's transaction; work on it begins with the
 * commit. */
char *yyq_job_service_start (YyqPlatform *platform, const YyqJobStart *start, GError **error);

/*
 * @who: whose jobs these are; others are NOT_FOUND. CONFLICT when there is nothing to cancel any
 * more, or nothing has failed. In the caller's transaction. What runs is finished first: an item is
 * never cut in two.
 */
gboolean yyq_job_service_cancel (YyqPlatform *platform, const YyqJobQuery *who, const char *id,
                                 const char *actor, const char *remote, GError **error);
/* Only what failed is done again. */
gboolean yyq_job_service_retry (YyqPlatform *platform, const YyqJobQuery *who, const char *id,
                                const char *actor, const char *remote, GError **error);

/* Starts what runs every day and is due, once, whatever number of processes do so. @next_ms: when
 * there is something to start again; 0: never. */
gboolean yyq_job_service_start_daily (YyqPlatform *platform, gint64 *next_ms, GError **error);

/* Removes the results that are kept no longer; @next_ms as above. */
gboolean yyq_job_service_drop_stale (YyqPlatform *platform, gint64 *next_ms, GError **error);

G_END_DECLS
