/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Checks all chains as docs/evidence.md says, in pages: each reads so many rows, holds no lock, and
 * says where the next one goes on. What is written meanwhile does no harm. Any thread; blocks.
 */
typedef struct {
  const char *chain; /* "contract" or "audit" */
  char *id;          /* contract or tenant */
  gint64 seq;        /* of the row; 0: none in particular */
  char *row;         /* (nullable): its id */
  const char *what;  /* a word of docs/evidence.md */
} YyqEvidenceFault;

typedef struct {
  gint64 events;
  gint64 audit_rows;
  gint64 revisions;
  gint64 chains;
} YyqEvidenceCounts;

typedef struct {
  YyqEvidenceCounts counts; /* of this page */
  GPtrArray *faults;        /* (element-type YyqEvidenceFault) */
  char *next;               /* (nullable): NULL on the last page */
} YyqEvidencePage;

void yyq_evidence_page_free (YyqEvidencePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqEvidencePage, yyq_evidence_page_free)

/*
 * (transfer full): @after: next of the page before, NULL: the first. @limit: rows to read.
 * Errors: YYQ_STORE_ERROR; YYQ_SERVICE_ERROR_INVALID for an @after that is none.
 */
YyqEvidencePage *yyq_evidence_check (YyqPlatform *platform, const char *after, gint64 limit, GError **error);

G_END_DECLS
