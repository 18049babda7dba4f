/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-query.h"

struct _YyqLogQuery {
  YyqRecord parent_instance;

  YyqLogModule module;
  char *account_id; /* who did it */
  char *unit_id;    /* whose log */
  gint64 from;      /* ms: not before */
  gint64 to;        /* ms: before */
  char *text; /* words of the object: title or number of a contract, name of a person or company */
};

static const YyqField fields[] = {
  YYQ_FIELD_WORD (YyqLogQuery, module, OPTIONAL, yyq_log_module_get_type),
  YYQ_FIELD (YyqLogQuery, account_id, OPTIONAL),
  YYQ_FIELD (YyqLogQuery, unit_id, OPTIONAL),
  YYQ_FIELD (YyqLogQuery, from, OPTIONAL),
  YYQ_FIELD (YyqLogQuery, to, OPTIONAL),
  YYQ_FIELD (YyqLogQuery, text, OPTIONAL),
};

YYQ_DEFINE_RECORD (YyqLogQuery, yyq_log_query, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqLogQuery, yyq_log_query, type, member)

GET (YyqLogModule, module)
GET (const char *, account_id)
GET (const char *, unit_id)
GET (gint64, from)
GET (gint64, to)
GET (const char *, text)
