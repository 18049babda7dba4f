/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job.h"

struct _YyqJob {
  YyqRecord parent_instance;

  char *id;
  char *kind;  /* "verify-evidence" */
  char *title; /* what the kind is called: English, for gettext */
  YyqJobState state;
  gint64 total; /* items; 0 as long as they are not counted */
  gint64 done;  /* items that have ended well */
  gint64 failed;
  gboolean cancelling; /* it ends after the item that runs */
  char *starter;       /* name of the person; NULL: it runs by the clock */
  gint64 created_at;   /* ms, as all times */
  gint64 started_at;
  gint64 ended_at;
  char *problem;        /* code: why it ended without its result */
  char *result_name;    /* of the file; NULL: there is none (any more) */
  gint64 result_length; /* bytes */
  gint64 result_until;  /* until then it can be fetched */
  gint64 version;       /* counts its changes */
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqJob, id, REQUIRED),
  YYQ_FIELD (YyqJob, kind, REQUIRED),
  YYQ_FIELD (YyqJob, title, REQUIRED),
  YYQ_FIELD_WORD (YyqJob, state, REQUIRED, yyq_job_state_get_type),
  YYQ_FIELD (YyqJob, total, REQUIRED),
  YYQ_FIELD (YyqJob, done, REQUIRED),
  YYQ_FIELD (YyqJob, failed, REQUIRED),
  YYQ_FIELD_TRUTH (YyqJob, cancelling, OPTIONAL),
  YYQ_FIELD (YyqJob, starter, NULLABLE),
  YYQ_FIELD (YyqJob, created_at, REQUIRED),
  YYQ_FIELD (YyqJob, started_at, NULLABLE),
  YYQ_FIELD (YyqJob, ended_at, NULLABLE),
  YYQ_FIELD (YyqJob, problem, NULLABLE),
  YYQ_FIELD (YyqJob, result_name, NULLABLE),
  YYQ_FIELD (YyqJob, result_length, NULLABLE),
  YYQ_FIELD (YyqJob, result_until, NULLABLE),
  YYQ_FIELD (YyqJob, version, REQUIRED),
};

YYQ_DEFINE_RECORD (YyqJob, yyq_job, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqJob, yyq_job, type, member)

GET (const char *, id)
GET (const char *, kind)
GET (const char *, title)
GET (YyqJobState, state)
GET (gint64, total)
GET (gint64, done)
GET (gint64, failed)
GET (gboolean, cancelling)
GET (const char *, starter)
GET (gint64, created_at)
GET (gint64, started_at)
GET (gint64, ended_at)
GET (const char *, problem)
GET (const char *, result_name)
GET (gint64, result_length)
GET (gint64, result_until)
GET (gint64, version)
