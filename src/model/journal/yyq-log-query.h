/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/* Which entries: what is not set does not narrow. */
#define YYQ_LOG_QUERY_MEMBERS(M, T)                                                      \
  M (T, ENUM, module, OPTIONAL, YyqLogModule, yyq_log_module_get_type)                   \
  M (T, STRING, account_id, OPTIONAL) /* who did it */                                   \
  M (T, STRING, unit_id, OPTIONAL)    /* whose log */                                    \
  M (T, INT64, from, OPTIONAL)        /* ms: not before */                               \
  M (T, INT64, to, OPTIONAL)          /* ms: before */                                   \
  /* Words of the object: title or number of a contract, name of a person or company. */ \
  M (T, STRING, text, OPTIONAL)
#define YYQ_TYPE_LOG_QUERY (yyq_log_query_get_type ())
YYQ_DECLARE_RECORD (YyqLogQuery, yyq_log_query, LOG_QUERY)

G_END_DECLS
