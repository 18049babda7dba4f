/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-work.h"

G_BEGIN_DECLS

/*
 * The thread of this process that works on jobs, one at a time: it takes one that is due, works on
 * it for a while, and lets the next have its turn. Any number of processes do so side by side. A
 * service of the platform. Any thread unless it says more.
 */
#define YYQ_TYPE_JOB_RUNNER (yyq_job_runner_get_type ())
G_DECLARE_FINAL_TYPE (YyqJobRunner, yyq_job_runner, YYQ, JOB_RUNNER, GObject)

/* @terms (nullable): the usual ones. The platform owns it as a service. */
YyqJobRunner *yyq_job_runner_new (YyqPlatform *platform, const YyqJobTerms *terms);

/* (transfer none) (nullable). */
YyqJobRunner *yyq_job_runner_of (YyqPlatform *platform);

/* @kind is static. Before anything is served or started. */
void yyq_job_runner_add_kind (YyqJobRunner *self, const YyqJobKind *kind);

/* (nullable): the kind of that name. */
const YyqJobKind *yyq_job_runner_find_kind (YyqJobRunner *self, const char *name);

/* (transfer none) (element-type YyqJobKind): all of them. */
GPtrArray *yyq_job_runner_get_kinds (YyqJobRunner *self);

/* stop waits for the item that runs; another process goes on with its job. */
void yyq_job_runner_start (YyqJobRunner *self);
void yyq_job_runner_stop (YyqJobRunner *self);

/* In a transaction: it looks for jobs when that is committed. */
void yyq_job_runner_wake_when_written (YyqJobRunner *self);

G_END_DECLS
