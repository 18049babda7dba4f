/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * Something that takes longer than a request: what it is about, how far it is, and the file that
 * came out of it. Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_JOB (yyq_job_get_type ())
G_DECLARE_FINAL_TYPE (YyqJob, yyq_job, YYQ, JOB, YyqRecord)

YyqJob *yyq_job_new (void);

const char *yyq_job_get_id (YyqJob *self);
const char *yyq_job_get_kind (YyqJob *self);  /* "verify-evidence" */
const char *yyq_job_get_title (YyqJob *self); /* what the kind is called: English, for gettext */
YyqJobState yyq_job_get_state (YyqJob *self);
gint64 yyq_job_get_total (YyqJob *self); /* items; 0 as long as they are not counted */
gint64 yyq_job_get_done (YyqJob *self);  /* items that have ended well */
gint64 yyq_job_get_failed (YyqJob *self);
gboolean yyq_job_get_cancelling (YyqJob *self); /* it ends after the item that runs */
const char *yyq_job_get_starter (YyqJob *self); /* name of the person; NULL: it runs by the clock */
gint64 yyq_job_get_created_at (YyqJob *self);   /* ms, as all times */
gint64 yyq_job_get_started_at (YyqJob *self);
gint64 yyq_job_get_ended_at (YyqJob *self);
const char *yyq_job_get_problem (YyqJob *self); /* code: why it ended without its result */
const char *
yyq_job_get_result_name (YyqJob *self);          /* of the file; NULL: there is none (any more) */
gint64 yyq_job_get_result_length (YyqJob *self); /* bytes */
gint64 yyq_job_get_result_until (YyqJob *self);  /* until then it can be fetched */
gint64 yyq_job_get_version (YyqJob *self);       /* counts its changes */

G_END_DECLS
