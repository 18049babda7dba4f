/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-outbox-runner.h"
#include "yyq-workspace-chapter.h"

G_BEGIN_DECLS

/*
 * All records of one workspace: a repository for each entity that is registered, and the one feed
 * that fills them. What the platform answers to a command goes where the feed would have brought
 * it. Main thread.
 */
#define YYQ_TYPE_RECORDS (yyq_records_get_type ())
G_DECLARE_FINAL_TYPE (YyqRecords, yyq_records, YYQ, RECORDS, GObject)

/*
 * @source: referenced; without feed and entity, and without what no repository of @chapters keeps.
 * Its cache registers the entities of @chapters, which are static and end with NULL. @runner is of
 * the same workspace.
 */
YyqRecords *yyq_records_new (const YyqRecordSource *source, YyqOutboxRunner *runner,
                             const YyqWorkspaceChapter *const *chapters);

/* (transfer none): made when it is asked for the first time. */
YyqRecordRepository *yyq_records_get (YyqRecords *self, const YyqEntity *entity);

YyqFeed *yyq_records_get_feed (YyqRecords *self);

G_END_DECLS
