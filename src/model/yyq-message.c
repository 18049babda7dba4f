/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message.h"

YYQ_DEFINE_RECORD (YyqMessage, yyq_message, MESSAGE)
