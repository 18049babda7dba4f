/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-choice.h"

YYQ_DEFINE_RECORD (YyqChoice, yyq_choice, CHOICE)
