/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-revision.h"

struct _YyqRevision {
  YyqRecord parent_instance;

  int number;
  char *sha256;
  gint64 length;
  gint64 at;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqRevision, number, REQUIRED),
  YYQ_FIELD (YyqRevision, sha256, REQUIRED),
  YYQ_FIELD (YyqRevision, length, REQUIRED),
  YYQ_FIELD (YyqRevision, at, REQUIRED),
};

YYQ_DEFINE_RECORD (YyqRevision, yyq_revision, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqRevision, yyq_revision, type, member)

GET (int, number)
GET (const char *, sha256)
GET (gint64, length)
GET (gint64, at)
