/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-authority.h"
#include "yyq-demo-papers.h"
#include "yyq-demo-token.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* What the demo's tables are filled from. Borrowed. */
typedef struct {
  GArray *plans;             /* (element-type YyqDemoPlan) */
  GPtrArray *papers;         /* (element-type YyqDemoPaper): in the same order */
  const YyqDemoToken *token; /* (nullable) */
  const char *token_label;
} YyqDemoSeed;

/*
 * Puts companies, clerks, seals, contracts with their history and the bound UKey into the empty
 * @platform, in one transaction, and the clerks into its configuration. Moves yyq_clock_now()
 * meanwhile: before anything else runs. Blocks. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */
gboolean yyq_demo_seed_apply (YyqPlatform *platform, const YyqDemoSeed *seed, GError **error);

G_END_DECLS
