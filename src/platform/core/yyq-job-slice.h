/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-work.h"

G_BEGIN_DECLS

/* A result file is kept for so long. */
#define YYQ_JOB_RESULT_MS (G_GINT64_CONSTANT (7) * 24 * 3600 * 1000)

/*
 * Works on a job for as long as its turn lasts: item by item, until all have ended, it is
 * cancelled, or @stopping (atomic) says that the process is to end. Then the job has ended, or can
 * be taken again, by any process. FALSE: what went wrong besides items; it is tried again. The
 * thread of YyqJobRunner only.
 */
gboolean yyq_job_slice_run (YyqJobWork *work, const gint *stopping, GError **error);

G_END_DECLS
