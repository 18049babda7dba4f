/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-kind.h"

G_BEGIN_DECLS

/*
 * The check of a company's evidence as a job, one item a chain: its audit, the anchors that its
 * chains stand in, and each contract's events. Changes nothing; its report is a text in Chinese and
 * English.
 */
extern const YyqJobKind yyq_evidence_job_kind;

/* The same without the contracts: what the log says, and when. */
extern const YyqJobKind yyq_evidence_log_job_kind;

G_END_DECLS
