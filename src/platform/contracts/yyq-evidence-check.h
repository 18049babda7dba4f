/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-chain.h"
#include "yyq-evidence-place.h"
#include "yyq-evidence.h"

G_BEGIN_DECLS

/* A page of the check that is being made: what the stages of yyq-evidence.c work on. */
typedef struct {
  YyqPlatform *platform;
  YyqStorage *storage;
  YyqEvidencePage *page;
  YyqEvidencePart part;
  YyqEvidencePlace place;
  gint64 left; /* rows that the page may still read */
} YyqEvidenceCheck;

typedef void (*YyqEvidenceRowCheck) (YyqEvidenceCheck *self, YyqRows *rows);

/* More faults than that end a page early. */
#define YYQ_EVIDENCE_MOST_FAULTS 100

/* @id, @row (nullable): copied, and made valid; @chain and @what are static. */
void yyq_evidence_check_add_fault (YyqEvidenceCheck *self, const char *chain, const char *id,
                                   gint64 seq, const char *row, const char *what);

/* The end of a walk over @rows (nullable), of which there were @n; takes @local (nullable). */
gboolean yyq_evidence_check_finish_rows (YyqEvidenceCheck *self, YyqRows *rows, GError *local,
                                         gint64 n, gboolean *done, GError **error);

/* (nullable): what is wrong with the next row of the chain @id; place: id of the chain, number of
 * the row, its hash, n: its format. */
const char *yyq_evidence_check_step (YyqEvidenceCheck *self, const char *id,
                                     const YyqChainLink *link, const char *expected, gint64 *seq);

/* Looks at all of @rows (transfer full) (nullable: @error is set), which are of one chain. */
gboolean yyq_evidence_check_walk (YyqEvidenceCheck *self, YyqRows *rows, YyqEvidenceRowCheck check,
                                  GError **error);

/* The stages: FALSE on errors; @done: the stage has ended. */
gboolean yyq_evidence_check_events (YyqEvidenceCheck *self, gboolean *done, GError **error);
gboolean yyq_evidence_check_openings (YyqEvidenceCheck *self, gboolean *done, GError **error);
gboolean yyq_evidence_check_audit (YyqEvidenceCheck *self, gboolean *done, GError **error);
gboolean yyq_evidence_check_heads (YyqEvidenceCheck *self, gboolean *done, GError **error);
gboolean yyq_evidence_check_anchors (YyqEvidenceCheck *self, gboolean *done, GError **error);
gboolean yyq_evidence_check_revisions (YyqEvidenceCheck *self, gboolean *done, GError **error);
gboolean yyq_evidence_check_strays (YyqEvidenceCheck *self, gboolean *done, GError **error);

/* One chain alone. */
gboolean yyq_evidence_check_one_contract (YyqEvidenceCheck *self, const char *id, GError **error);
gboolean yyq_evidence_check_one_audit (YyqEvidenceCheck *self, const char *tenant_id,
                                       GError **error);
gboolean yyq_evidence_check_one_anchor (YyqEvidenceCheck *self, gint64 number, GError **error);
gboolean yyq_evidence_check_one_head (YyqEvidenceCheck *self, const char *chain, const char *id,
                                      GError **error);

G_END_DECLS
