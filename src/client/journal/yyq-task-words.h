/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-item.h"
#include "yyq-job.h"
#include "yyq-status-badge.h"

G_BEGIN_DECLS

/* What people read about a job: they call it a task. All texts are translated. */

/* How it stands; @kind (out) (nullable). */
const char *yyq_task_words_of_job (YyqJob *job, YyqBadgeKind *kind);
const char *yyq_task_words_of_item_state (YyqJobItem *item, YyqBadgeKind *kind);

/* (transfer full): "12 of 500, 3 failed". */
char *yyq_task_words_of_progress (YyqJob *job);

/* 0 to 1. */
double yyq_task_words_get_fraction (YyqJob *job);

/* (transfer full): what it is, and which one. */
char *yyq_task_words_of_item (YyqJobItem *item);

/* (transfer full): why it failed, or what there is to say of one that is done. */
char *yyq_task_words_of_result (YyqJobItem *item);

G_END_DECLS
