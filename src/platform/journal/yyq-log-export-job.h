/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-kind.h"
#include "yyq-router.h"

G_BEGIN_DECLS

/* The log as a file (manual chapter 10): of the units in which its starter may export, as they are
 * when the file is made. */
extern const YyqJobKind yyq_log_export_job_kind;

/* Entries that go into a file; of more than these people get none, but are told to narrow it. */
#define YYQ_LOG_EXPORT_MOST 200000

/* The handler that starts one: of what the query in the body asks for, until now. */
void yyq_log_export_job_post (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

G_END_DECLS
