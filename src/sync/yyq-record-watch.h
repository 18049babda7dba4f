/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-changes.h"

G_BEGIN_DECLS

/* For YyqRecordRepository: the records that somebody shows, by id. None is kept alive. */
typedef struct _YyqRecordWatch YyqRecordWatch;

YyqRecordWatch *yyq_record_watch_new (void);
void yyq_record_watch_free (YyqRecordWatch *self);

void yyq_record_watch_add (YyqRecordWatch *self, gpointer record);

/* Those of @entity in @list (YyqRecordChange) that are newer take over. */
void yyq_record_watch_follow (YyqRecordWatch *self, const YyqEntity *entity, GPtrArray *list);

G_END_DECLS
