/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/* Which entries: what is not set does not narrow. */
#define YYQ_TYPE_LOG_QUERY (yyq_log_query_get_type ())
G_DECLARE_FINAL_TYPE (YyqLogQuery, yyq_log_query, YYQ, LOG_QUERY, YyqRecord)

YyqLogQuery *yyq_log_query_new (void);

YyqLogModule yyq_log_query_get_module (YyqLogQuery *self);
const char *yyq_log_query_get_account_id (YyqLogQuery *self); /* who did it */
const char *yyq_log_query_get_unit_id (YyqLogQuery *self);    /* whose log */
gint64 yyq_log_query_get_from (YyqLogQuery *self);            /* ms: not before */
gint64 yyq_log_query_get_to (YyqLogQuery *self);              /* ms: before */
const char *yyq_log_query_get_text (YyqLogQuery *self); /* words of the object: title or number of a
                                                           contract, name of a person or company */

G_END_DECLS
