/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-entry.h"

#include "yyq-log-change.h"

struct _YyqLogEntry {
  YyqRecord parent_instance;

  char *id;
  gint64 seq;          /* in the chain of the company; 0: from before there was one */
  gint64 at;           /* ms */
  char *action;        /* a name of yyq-log-action.h */
  char *actor;         /* name of the person; NULL: the platform */
  char *remote;        /* the address it came from */
  char *unit;          /* name */
  char *object;        /* what it was done to, for people */
  GListStore *changes; /* of YyqLogChange */
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqLogEntry, id, REQUIRED),
  YYQ_FIELD (YyqLogEntry, seq, NULLABLE),
  YYQ_FIELD (YyqLogEntry, at, REQUIRED),
  YYQ_FIELD (YyqLogEntry, action, REQUIRED),
  YYQ_FIELD (YyqLogEntry, actor, NULLABLE),
  YYQ_FIELD (YyqLogEntry, remote, NULLABLE),
  YYQ_FIELD (YyqLogEntry, unit, REQUIRED),
  YYQ_FIELD (YyqLogEntry, object, NULLABLE),
  YYQ_FIELD_LIST (YyqLogEntry, changes, yyq_log_change_get_type),
};

YYQ_DEFINE_RECORD (YyqLogEntry, yyq_log_entry, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqLogEntry, yyq_log_entry, type, member)

GET (const char *, id)
GET (gint64, seq)
GET (gint64, at)
GET (const char *, action)
GET (const char *, actor)
GET (const char *, remote)
GET (const char *, unit)
GET (const char *, object)
YYQ_RECORD_GET_LIST (YyqLogEntry, yyq_log_entry, changes)
