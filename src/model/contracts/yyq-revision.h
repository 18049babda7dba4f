/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* One stored state of a contract's file. */
#define YYQ_REVISION_MEMBERS(M, T)                     \
  M (T, INT, number, REQUIRED)                         \
  M (T, STRING, sha256, REQUIRED) /* lower-case hex */ \
  M (T, INT64, length, REQUIRED)  /* bytes */          \
  M (T, INT64, at, REQUIRED)      /* ms */
#define YYQ_TYPE_REVISION (yyq_revision_get_type ())
YYQ_DECLARE_RECORD (YyqRevision, yyq_revision, REVISION)

G_END_DECLS
