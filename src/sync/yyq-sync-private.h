/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-cache.h"
#include "yyq-record-list.h"
#include "yyq-workspace.h"

G_BEGIN_DECLS

/* What the objects of this folder ask of each other. All of one enterprise; main thread. */

/* (transfer full): on a cache that is open already. @directory (nullable): where documents are
 * kept; else in memory. @chapters: static, NULL-terminated. */
YyqWorkspace *yyq_workspace_new (YyqApiClient *client, YyqDatabase *database, YyqCipher *cipher,
                                 const char *directory, YyqSessionCache cache,
                                 const YyqWorkspaceChapter *const *chapters);

/* @most: rows that are wanted, -1 = all. */
YyqRecordList *yyq_record_list_new (YyqRecordCache *cache, const YyqEntity *entity,
                                    const YyqRecordQuery *query, int most);

/* The cache changed: @touched are the numbers of the rows that were put, as a set of gint64. */
void yyq_record_list_follow (YyqRecordList *self, GHashTable *touched);

/* @error (nullable): of the last refresh. */
void yyq_record_list_set_condition (YyqRecordList *self, gboolean refreshing, gboolean stale,
                                    const GError *error);

G_END_DECLS
