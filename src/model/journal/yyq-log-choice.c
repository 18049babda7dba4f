/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-choice.h"

YYQ_DEFINE_RECORD (YyqLogChoice, yyq_log_choice, LOG_CHOICE)
