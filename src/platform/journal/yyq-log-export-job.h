/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-kind.h"
#include "yyq-log-query.h"
#include "yyq-table-file.h"

G_BEGIN_DECLS

/* The log as a file (manual chapter 10): of the units in which its starter may export, as they are
 * when the file is made. */
extern const YyqJobKind yyq_log_export_job_kind;

/* Entries that go into a file; of more than these people get none, but are told to narrow it. */
#define YYQ_LOG_EXPORT_MOST 200000

/* (transfer full): the parameters of a job: entries of @query until now. */
char *yyq_log_export_job_describe (YyqLogQuery *query, YyqTableFormat format);

G_END_DECLS
