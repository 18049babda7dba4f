/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-edition.h"

YYQ_DEFINE_RECORD (YyqTemplateEdition, yyq_template_edition, TEMPLATE_EDITION)
