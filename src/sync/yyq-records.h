/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-outbox-runner.h"
#include "yyq-sync-private.h"

G_BEGIN_DECLS

/*
 * All records of one workspace: a repository for each entity that is registered, and the one feed
 * that fills them. What the platform answers to a command goes where the feed would have brought
 * it. Main thread.
 */
#define YYQ_TYPE_RECORDS (yyq_records_get_type ())
G_DECLARE_FINAL_TYPE (YyqRecords, yyq_records, YYQ, RECORDS, GObject)

/* @cache and @runner are of the same workspace. */
YyqRecords *yyq_records_new (YyqApiClient *client, YyqRecordCache *cache, YyqOutboxRunner *runner);

/* Where a repository of @entity, which @cache registers, gets its records; lives as long as @self.
 */
YyqRecordSource yyq_records_get_source (YyqRecords *self, const YyqEntity *entity);

/* A repository that is more than a registration; before anybody asks for it. */
void yyq_records_add (YyqRecords *self, YyqRecordRepository *repository);

/* (transfer none): made when it is asked for the first time. */
YyqRecordRepository *yyq_records_get (YyqRecords *self, const YyqEntity *entity);

YyqFeed *yyq_records_get_feed (YyqRecords *self);

G_END_DECLS
