/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-entry.h"

#include "yyq-log-change.h"

YYQ_DEFINE_RECORD (YyqLogEntry, yyq_log_entry, LOG_ENTRY)
