/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-choice.h"

struct _YyqLogChoice {
  YyqRecord parent_instance;

  char *id;
  char *name;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqLogChoice, id, REQUIRED),
  YYQ_FIELD (YyqLogChoice, name, REQUIRED),
};

YYQ_DEFINE_RECORD (YyqLogChoice, yyq_log_choice, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqLogChoice, yyq_log_choice, type, member)

GET (const char *, id)
GET (const char *, name)
