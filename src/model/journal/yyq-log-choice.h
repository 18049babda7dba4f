/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* Somebody or something that the log can be narrowed to: an account, a unit. */
#define YYQ_LOG_CHOICE_MEMBERS(M, T) \
  M (T, STRING, id, REQUIRED)        \
  M (T, STRING, name, REQUIRED)
#define YYQ_TYPE_LOG_CHOICE (yyq_log_choice_get_type ())
YYQ_DECLARE_RECORD (YyqLogChoice, yyq_log_choice, LOG_CHOICE)

G_END_DECLS
