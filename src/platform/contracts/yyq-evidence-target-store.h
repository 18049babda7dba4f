/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/* What there is to check of one tenant, a page at a time. Any thread; blocks. Errors:
 * YYQ_STORE_ERROR. */
typedef struct {
  char *id;
  char *label; /* what it is known by */
} YyqEvidenceTarget;

/* (transfer full) (element-type YyqEvidenceTarget): daily time stamps over rows of the tenant,
 * behind the one with number @after; known by the day. */
GPtrArray *yyq_evidence_target_store_list_anchors (YyqPlatform *platform, const char *tenant_id,
                                                   gint64 after, guint limit, GError **error);

/* (transfer full) (element-type YyqEvidenceTarget): contracts behind the one with id @after; known
 * by their numbers. */
GPtrArray *yyq_evidence_target_store_list_contracts (YyqPlatform *platform, const char *tenant_id,
                                                     const char *after, guint limit,
                                                     GError **error);

G_END_DECLS
