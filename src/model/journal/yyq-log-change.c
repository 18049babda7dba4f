/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-change.h"

struct _YyqLogChange {
  YyqRecord parent_instance;

  char *field;  /* a name of yyq-log-action.h */
  char *before; /* NULL: there was nothing */
  char *after;  /* NULL: there is nothing any more */
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqLogChange, field, REQUIRED),
  YYQ_FIELD (YyqLogChange, before, NULLABLE),
  YYQ_FIELD (YyqLogChange, after, NULLABLE),
};

YYQ_DEFINE_RECORD (YyqLogChange, yyq_log_change, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqLogChange, yyq_log_change, type, member)

GET (const char *, field)
GET (const char *, before)
GET (const char *, after)
