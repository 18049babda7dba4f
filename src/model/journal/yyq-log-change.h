/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* What became different: a member of the object, as it was and as it is. */
#define YYQ_LOG_CHANGE_MEMBERS(M, T)                               \
  M (T, STRING, field, REQUIRED)  /* a name of yyq-log-action.h */ \
  M (T, STRING, before, NULLABLE) /* NULL: there was nothing */    \
  M (T, STRING, after, NULLABLE)  /* NULL: there is nothing any more */
#define YYQ_TYPE_LOG_CHANGE (yyq_log_change_get_type ())
YYQ_DECLARE_RECORD (YyqLogChange, yyq_log_change, LOG_CHANGE)

G_END_DECLS
