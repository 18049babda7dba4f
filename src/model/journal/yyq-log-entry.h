/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* An entry of the log (manual chapter 10): who did what to which thing, and what it changed. */
#define YYQ_LOG_ENTRY_MEMBERS(M, T)                                                               \
  M (T, STRING, id, REQUIRED)                                                                     \
  M (T, INT64, seq, NULLABLE)     /* in the chain of the company; 0: from before there was one */ \
  M (T, INT64, at, REQUIRED)      /* ms */                                                        \
  M (T, STRING, action, REQUIRED) /* a name of yyq-log-action.h */                                \
  M (T, STRING, actor, NULLABLE)  /* name of the person; NULL: the platform */                    \
  M (T, STRING, remote, NULLABLE) /* the address it came from */                                  \
  M (T, STRING, unit, REQUIRED)   /* name */                                                      \
  M (T, STRING, object, NULLABLE) /* what it was done to, for people */                           \
  M (T, LIST, changes, OPTIONAL, yyq_log_change_get_type)
#define YYQ_TYPE_LOG_ENTRY (yyq_log_entry_get_type ())
YYQ_DECLARE_RECORD (YyqLogEntry, yyq_log_entry, LOG_ENTRY)

G_END_DECLS
