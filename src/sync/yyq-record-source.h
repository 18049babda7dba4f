/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-document-cache.h"
#include "yyq-feed.h"
#include "yyq-record-cache.h"
#include "yyq-record-repository.h"
#include "yyq-reply-cache.h"

G_BEGIN_DECLS

/* What repositories are made of, here and in the folders of the chapters. All of one workspace;
 * main thread. */

/* Where the records of one entity come from, and where what belongs to them is kept. */
typedef struct {
  YyqApiClient *client;
  YyqRecordCache *cache;
  YyqReplyCache *replies;
  YyqDocumentCache *documents;
  YyqFeed *feed;
  const YyqEntity *entity;
} YyqRecordSource;

/* (transfer full): of records that have no more to them than their registration says. @source is
 * copied, what is in it referenced. */
YyqRecordRepository *yyq_record_repository_new (const YyqRecordSource *source);

/* The same for what derives from it: once, before anything else. */
void yyq_record_repository_set_source (YyqRecordRepository *self, const YyqRecordSource *source);

/* What the platform answered elsewhere goes into the cache: the contract after a signature. */
void yyq_record_repository_keep (YyqRecordRepository *self, gpointer record);

G_END_DECLS
