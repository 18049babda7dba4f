/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/* One piece of a job, and what came of it. */
#define YYQ_JOB_ITEM_MEMBERS(M, T)                                                           \
  M (T, INT64, seq, REQUIRED)     /* from 1 */                                               \
  M (T, STRING, target, REQUIRED) /* what the kind knows it by */                            \
  M (T, STRING, what, REQUIRED)   /* what it is, "Contract": English, for gettext */         \
  M (T, STRING, label, REQUIRED)  /* which one, for people; may be empty */                  \
  M (T, ENUM, state, REQUIRED, YyqJobItemState, yyq_job_item_state_get_type)                 \
  M (T, INT64, failures, REQUIRED)    /* so often it was tried in vain */                    \
  M (T, INT64, next_try_at, NULLABLE) /* ms; it waits for its next try */                    \
  M (T, STRING, problem, NULLABLE)    /* code: why it failed, also when it is tried again */ \
  M (T, STRING, detail, NULLABLE)     /* more about it, without personal data */             \
  M (T, INT64, ended_at, NULLABLE)
#define YYQ_TYPE_JOB_ITEM (yyq_job_item_get_type ())
YYQ_DECLARE_RECORD (YyqJobItem, yyq_job_item, JOB_ITEM)

G_END_DECLS
