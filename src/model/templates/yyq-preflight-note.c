/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-preflight-note.h"

YYQ_DEFINE_RECORD (YyqPreflightNote, yyq_preflight_note, PREFLIGHT_NOTE)
