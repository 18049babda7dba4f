/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-note.h"

YYQ_DEFINE_RECORD (YyqTemplateNote, yyq_template_note, TEMPLATE_NOTE)
