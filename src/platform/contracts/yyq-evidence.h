/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Checks all chains as docs/evidence.md says, in pages: each reads so many rows, holds no lock, and
 * says where the next one goes on. What is written meanwhile does no harm. Any thread; blocks.
 */
typedef struct {
  const char *chain; /* "contract", "audit" or "anchor" */
  char *id;          /* contract or tenant; "" for anchors */
  gint64 seq;        /* of the row, or the anchor; 0: none in particular */
  char *row;         /* (nullable): its id */
  const char *what;  /* a word of docs/evidence.md */
} YyqEvidenceFault;

typedef struct {
  gint64 events;
  gint64 audit_rows;
  gint64 revisions;
  gint64 chains;
  gint64 unanchored; /* rows behind the last anchor of their chain */
  gint64 anchors;
  gint64 waiting; /* anchors without a time stamp yet */
} YyqEvidenceCounts;

typedef struct {
  YyqEvidenceCounts counts; /* of this page */
  GPtrArray *faults;        /* (element-type YyqEvidenceFault) */
  gint64 anchored_from;     /* ms: the first and the last good time stamp of the page; 0: none */
  gint64 anchored_to;
  char *next; /* (nullable): NULL on the last page */
} YyqEvidencePage;

void yyq_evidence_page_free (YyqEvidencePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqEvidencePage, yyq_evidence_page_free)

/* What is looked at: everything, or what the log says: audit chains and anchors. */
typedef enum {
  YYQ_EVIDENCE_ALL,
  YYQ_EVIDENCE_LOG,
} YyqEvidencePart;

/*
 * (transfer full): @after: next of the page before, NULL: the first. @limit: rows to read.
 * Errors: YYQ_STORE_ERROR; YYQ_SERVICE_ERROR_INVALID for an @after that is none.
 */
YyqEvidencePage *yyq_evidence_check (YyqPlatform *platform, YyqEvidencePart part, const char *after,
                                     gint64 limit, GError **error);

/* Beside the chains of yyq-chain.h. */
#define YYQ_EVIDENCE_ANCHOR "anchor"

/*
 * (transfer full): one chain alone and as a whole: that of a contract, the audit of a tenant, or
 * one anchor, by its number. Says nothing of what is in no chain.
 */
YyqEvidencePage *yyq_evidence_check_one (YyqPlatform *platform, const char *chain, const char *id,
                                         GError **error);

/* An event of one contract, and between which times it came to be. */
typedef struct {
  gint64 seq;
  char *id;
  char *type;
  gint64 at; /* ms, as the row says */
  gint64 format;
  const char *what;    /* (nullable): what is wrong with it */
  gint64 not_in;       /* ms: the last time stamp of the chain that does not cover it; 0: none */
  gint64 there_before; /* ms: the first that does; 0: none yet */
} YyqEvidenceRow;

/* (transfer full) (element-type YyqEvidenceRow): oldest first. YYQ_STORE_ERROR_NOT_FOUND without
 * any. */
GPtrArray *yyq_evidence_list (YyqPlatform *platform, const char *contract_id, GError **error);

G_END_DECLS
