/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "yyq-cipher.h"
#include "yyq-document-cache.h"
#include "yyq-record-changes.h"
#include "yyq-record-table.h"

G_BEGIN_DECLS

/* For YyqRecordCache: how changes get into its tables. Worker thread only. */

/* The row of sync_cursor. */
#define YYQ_RECORD_FEED "feed"

typedef struct {
  YyqCipher *cipher;           /* (owned) */
  YyqDocumentCache *documents; /* (owned) (nullable) */
  GPtrArray *tables;           /* (owned): YyqRecordTable */
} YyqRecordStore;

/* (transfer none) (nullable) */
const YyqRecordTable *yyq_record_store_table (const YyqRecordStore *store, const YyqEntity *entity);

/* (transfer full): GPtrArray of YyqRecordMove; in a transaction. */
GPtrArray *yyq_record_apply_in_worker (const YyqRecordStore *store, sqlite3 *db,
                                       const YyqRecordChanges *changes, GError **error);

/*
 * Leaves nothing of what was removed in the file; the log is emptied in any case, and if @thorough
 * the whole file is written anew (about a second for 100,000 rows). Outside of a transaction.
 */
gboolean yyq_record_scrub_in_worker (const YyqRecordStore *store, sqlite3 *db, gboolean thorough,
                                     GError **error);

G_END_DECLS
