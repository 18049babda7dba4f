/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-repository.h"
#include "yyq-document-cache.h"
#include "yyq-feed.h"
#include "yyq-home-repository.h"
#include "yyq-record-cache.h"
#include "yyq-record-list.h"
#include "yyq-record-repository.h"
#include "yyq-reply-cache.h"
#include "yyq-workspace.h"

G_BEGIN_DECLS

/* What the objects of this folder ask of each other. All of one enterprise; main thread. */

/* Where the records of one entity come from. */
typedef struct {
  YyqApiClient *client;
  YyqRecordCache *cache;
  YyqFeed *feed;
  const YyqEntity *entity;
} YyqRecordSource;

/* @source is copied, what is in it referenced. */
YyqRecordRepository *yyq_record_repository_new (const YyqRecordSource *source);

/* The same for what derives from it: once, before anything else. */
void yyq_record_repository_set_source (YyqRecordRepository *self, const YyqRecordSource *source);

/* What the platform answered elsewhere goes into the cache: the contract after a signature. */
void yyq_record_repository_keep (YyqRecordRepository *self, gpointer record);

YyqContractRepository *yyq_contract_repository_new (const YyqRecordSource *source,
                                                    YyqReplyCache *replies,
                                                    YyqDocumentCache *documents);
YyqHomeRepository *yyq_home_repository_new (YyqApiClient *client, YyqReplyCache *replies);

/* The file of a revision that was made here; it is found again by its SHA-256. */
void yyq_contract_repository_keep_document (YyqContractRepository *self, GBytes *document);

/* (transfer full): on a cache that is open already. @directory (nullable): where documents are
 * kept; else in memory. */
YyqWorkspace *yyq_workspace_new (YyqApiClient *client, YyqDatabase *database, YyqCipher *cipher,
                                 const char *directory, YyqSessionCache cache);

/* @most: rows that are wanted, -1 = all. */
YyqRecordList *yyq_record_list_new (YyqRecordCache *cache, const YyqEntity *entity,
                                    const YyqRecordQuery *query, int most);

/* The cache changed: @touched are the numbers of the rows that were put, as a set of gint64. */
void yyq_record_list_follow (YyqRecordList *self, GHashTable *touched);

/* @error (nullable): of the last refresh. */
void yyq_record_list_set_condition (YyqRecordList *self, gboolean refreshing, gboolean stale,
                                    const GError *error);

G_END_DECLS
