/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One piece of a job, and what came of it. Every member is also a property of the same name, with
 * dashes.
 */
#define YYQ_TYPE_JOB_ITEM (yyq_job_item_get_type ())
G_DECLARE_FINAL_TYPE (YyqJobItem, yyq_job_item, YYQ, JOB_ITEM, YyqRecord)

YyqJobItem *yyq_job_item_new (void);

gint64 yyq_job_item_get_seq (YyqJobItem *self);         /* from 1 */
const char *yyq_job_item_get_target (YyqJobItem *self); /* what the kind knows it by */
const char *
yyq_job_item_get_what (YyqJobItem *self); /* what it is, "Contract": English, for gettext */
const char *yyq_job_item_get_label (YyqJobItem *self); /* which one, for people; may be empty */
YyqJobItemState yyq_job_item_get_state (YyqJobItem *self);
gint64 yyq_job_item_get_failures (YyqJobItem *self);    /* so often it was tried in vain */
gint64 yyq_job_item_get_next_try_at (YyqJobItem *self); /* ms; it waits for its next try */
const char *
yyq_job_item_get_problem (YyqJobItem *self); /* code: why it failed, also when it is tried again */
const char *yyq_job_item_get_detail (YyqJobItem *self); /* more about it, without personal data */
gint64 yyq_job_item_get_ended_at (YyqJobItem *self);

G_END_DECLS
