/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job.h"
#include "yyq-paged-list.h"

G_BEGIN_DECLS

/* What the platform does with the log, as jobs. Errors as of YyqSession. Main thread. */

/* What @log shows, as a file: @format "csv" or "xlsx". */
void yyq_log_jobs_export_async (YyqPagedList *log, const char *format, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/* Has anything of the log been changed? The check that runs, where there is one. */
void yyq_log_jobs_verify_async (YyqPagedList *log, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full) */
YyqJob *yyq_log_jobs_start_finish (YyqPagedList *log, GAsyncResult *result, GError **error);

G_END_DECLS
