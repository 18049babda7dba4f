/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-authority.h"
#include "yyq-demo-plan.h"
#include "yyq-demo-timestamper.h"

G_BEGIN_DECLS

/* The file of a contract: revision 0, and what each signature appends to it. */
typedef struct {
  GBytes *pdf;
  GBytes *worker_tail;  /* (nullable) */
  GBytes *company_tail; /* (nullable) */
  YyqPdfField worker, employer;
} YyqDemoPaper;

void yyq_demo_paper_free (YyqDemoPaper *self);

/*
 * (transfer full) (element-type YyqDemoPaper): one for each of @plans (element-type YyqDemoPlan),
 * composed and signed as any contract is, on all processors. Workers sign with event keys that are
 * forgotten at once, companies with keys that only live as long as this call. Blocks.
 * Errors: YYQ_PDF_ERROR.
 */
GPtrArray *yyq_demo_papers_new (GArray *plans, YyqDemoAuthority *authority,
                                YyqDemoTimestamper *timestamper, GError **error);

G_END_DECLS
