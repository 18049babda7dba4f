/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-service.h"
#include "yyq-request.h"
#include "yyq-response.h"

G_BEGIN_DECLS

/*
 * The jobs that a caller may see: his own, or with the permission job.all in the main enterprise
 * everybody's; and of the kinds that he may start, so that a permission that was lost closes what
 * came of it.
 */
void yyq_job_query_init (YyqJobQuery *self, YyqPlatform *platform, YyqRequest *request);
void yyq_job_query_clear (YyqJobQuery *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqJobQuery, yyq_job_query_clear)

/*
 * For the route of a chapter that starts a job, in its transaction: 202 with the job and its
 * Location. @once: when one of the kind waits or runs that the caller may see, it is the answer.
 */
void yyq_job_reply_start (YyqPlatform *platform, YyqRequest *request, const YyqJobKind *kind,
                          const char *params, gboolean once, YyqResponse *response);

G_END_DECLS
