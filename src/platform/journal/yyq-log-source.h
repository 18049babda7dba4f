/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-source.h"

G_BEGIN_DECLS

/* The log, YyqLogEntry by YyqLogQuery: the audit rows of the units that one may see. */
extern const YyqListSource yyq_log_source;

#define YYQ_LOG_VIEW "log.view"
#define YYQ_LOG_EXPORT "log.export"

G_END_DECLS
