/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-change.h"

YYQ_DEFINE_RECORD (YyqLogChange, yyq_log_change, LOG_CHANGE)
