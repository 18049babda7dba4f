/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-party.h"

YYQ_DEFINE_RECORD (YyqTemplateParty, yyq_template_party, TEMPLATE_PARTY)
