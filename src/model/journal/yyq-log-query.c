/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-query.h"

YYQ_DEFINE_RECORD (YyqLogQuery, yyq_log_query, LOG_QUERY)
