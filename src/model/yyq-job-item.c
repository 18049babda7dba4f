/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-item.h"

struct _YyqJobItem {
  YyqRecord parent_instance;

  gint64 seq;   /* from 1 */
  char *target; /* what the kind knows it by */
  char *what;   /* what it is, "Contract": English, for gettext */
  char *label;  /* which one, for people; may be empty */
  YyqJobItemState state;
  gint64 failures;    /* so often it was tried in vain */
  gint64 next_try_at; /* ms; it waits for its next try */
  char *problem;      /* code: why it failed, also when it is tried again */
  char *detail;       /* more about it, without personal data */
  gint64 ended_at;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqJobItem, seq, REQUIRED),
  YYQ_FIELD (YyqJobItem, target, REQUIRED),
  YYQ_FIELD (YyqJobItem, what, REQUIRED),
  YYQ_FIELD (YyqJobItem, label, REQUIRED),
  YYQ_FIELD_WORD (YyqJobItem, state, REQUIRED, yyq_job_item_state_get_type),
  YYQ_FIELD (YyqJobItem, failures, REQUIRED),
  YYQ_FIELD (YyqJobItem, next_try_at, NULLABLE),
  YYQ_FIELD (YyqJobItem, problem, NULLABLE),
  YYQ_FIELD (YyqJobItem, detail, NULLABLE),
  YYQ_FIELD (YyqJobItem, ended_at, NULLABLE),
};

YYQ_DEFINE_RECORD (YyqJobItem, yyq_job_item, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqJobItem, yyq_job_item, type, member)

GET (gint64, seq)
GET (const char *, target)
GET (const char *, what)
GET (const char *, label)
GET (YyqJobItemState, state)
GET (gint64, failures)
GET (gint64, next_try_at)
GET (const char *, problem)
GET (const char *, detail)
GET (gint64, ended_at)
