/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * Something that takes longer than a request: what it is about, how far it is, and the file that
 * came out of it.
 */
#define YYQ_JOB_MEMBERS(M, T)                                                               \
  M (T, STRING, id, REQUIRED)                                                               \
  M (T, STRING, kind, REQUIRED)  /* "verify-evidence" */                                    \
  M (T, STRING, title, REQUIRED) /* what the kind is called: English, for gettext */        \
  M (T, ENUM, state, REQUIRED, YyqJobState, yyq_job_state_get_type)                         \
  M (T, INT64, total, REQUIRED) /* items; 0 as long as they are not counted */              \
  M (T, INT64, done, REQUIRED)  /* items that have ended well */                            \
  M (T, INT64, failed, REQUIRED)                                                            \
  M (T, BOOLEAN, cancelling, OPTIONAL) /* it ends after the item that runs */               \
  M (T, STRING, starter, NULLABLE)     /* name of the person; NULL: it runs by the clock */ \
  M (T, INT64, created_at, REQUIRED)   /* ms, as all times */                               \
  M (T, INT64, started_at, NULLABLE)                                                        \
  M (T, INT64, ended_at, NULLABLE)                                                          \
  M (T, STRING, problem, NULLABLE)      /* code: why it ended without its result */         \
  M (T, STRING, result_name, NULLABLE)  /* of the file; NULL: there is none (any more) */   \
  M (T, INT64, result_length, NULLABLE) /* bytes */                                         \
  M (T, INT64, result_until, NULLABLE)  /* until then it can be fetched */                  \
  M (T, INT64, version, REQUIRED)       /* counts its changes */
#define YYQ_TYPE_JOB (yyq_job_get_type ())
YYQ_DECLARE_RECORD (YyqJob, yyq_job, JOB)

G_END_DECLS
