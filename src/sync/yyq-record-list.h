/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-record-query.h"

G_BEGIN_DECLS

/*
 * A GListModel of the records of one entity over the cache: the ids in their order, and pages of 64
 * rows in an LRU beside them, so that a hundred thousand rows cost what the visible ones cost. Rows
 * have what the entity registers as columns, and nothing else. It is a YyqKeyedModel, too: a record
 * keeps its number for as long as it is in the cache. Main thread.
 *
 * Properties, all read-only:
 *   loading (boolean)    nothing can be shown yet, the cache is being read
 *   error (boxed GError, nullable)  why neither cache nor platform gave anything, or the refresh
 *                        failed
 *   stale (boolean)      what is shown is older than the last attempt to reach the platform
 *   refreshing (boolean) the platform is being asked
 *   n-items (uint)
 *   query (boxed YyqRecordQuery)
 */
#define YYQ_TYPE_RECORD_LIST (yyq_record_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqRecordList, yyq_record_list, YYQ, RECORD_LIST, GObject)

gboolean yyq_record_list_get_loading (YyqRecordList *self);
gboolean yyq_record_list_get_refreshing (YyqRecordList *self);
gboolean yyq_record_list_get_stale (YyqRecordList *self);

/* (transfer none) (nullable) */
const GError *yyq_record_list_get_error (YyqRecordList *self);

/* Changes what is shown; the old rows stay until the new ones are known. @query is copied. FALSE
 * when it is the query that is shown already. */
gboolean yyq_record_list_set_query (YyqRecordList *self, const YyqRecordQuery *query);

/* (transfer none): never NULL, never to be changed. */
const YyqRecordQuery *yyq_record_list_get_query (YyqRecordList *self);

G_END_DECLS
