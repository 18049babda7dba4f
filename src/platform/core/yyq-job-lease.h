/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-work.h"

G_BEGIN_DECLS

/*
 * While it exists, a thread of its own says now and then that this process is alive and works on
 * the job, so that no other one takes it, however long an item may take. When the job was cancelled
 * or lost, yyq_job_work_is_stopped() is TRUE from then on. The clocks of all machines must agree to
 * within some seconds.
 */
typedef struct _YyqJobLease YyqJobLease;

/* @work must outlive it. */
YyqJobLease *yyq_job_lease_new (YyqJobWork *work);

/* Joins the thread; the job stays taken until its time is over, or it is released. */
void yyq_job_lease_free (YyqJobLease *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqJobLease, yyq_job_lease_free)

G_END_DECLS
