/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* Somebody or something that the log can be narrowed to: an account, a unit. */
#define YYQ_TYPE_LOG_CHOICE (yyq_log_choice_get_type ())
G_DECLARE_FINAL_TYPE (YyqLogChoice, yyq_log_choice, YYQ, LOG_CHOICE, YyqRecord)

YyqLogChoice *yyq_log_choice_new (void);

const char *yyq_log_choice_get_id (YyqLogChoice *self);
const char *yyq_log_choice_get_name (YyqLogChoice *self);

G_END_DECLS
