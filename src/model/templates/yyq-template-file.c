/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-file.h"

YYQ_DEFINE_RECORD (YyqTemplateFile, yyq_template_file, TEMPLATE_FILE)
