/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "yyq-cipher.h"
#include "yyq-entity.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * The table of an entity in the cache, worked out from its registration once. Immutable: any
 * thread; what takes a connection belongs to that connection's thread.
 *
 *   rowid, id, version, one column a registered one, complete, payload_enc
 *   NAME_order, computed, for each enumeration that is sorted by
 *   an index for each order, one for the filters, and one for each column that is chosen by
 *   record_NAME_text (FTS5 over the searched columns, yyq-record-search.h), kept in step by
 * triggers
 */
typedef struct {
  const YyqEntity *entity;
  char *name; /* of the table */
  const YyqField *id;
  const YyqField *version;
  GPtrArray *fields; /* YyqField, of the columns in their order */
  char *searched;    /* (nullable): the searched columns, "a, b" */
  char *shape;       /* SQL that makes the table and all that belongs to it */
  char *put;         /* SQL */
  char *read;        /* SQL: id, version and the columns of a row */
} YyqRecordTable;

YyqRecordTable *yyq_record_table_new (const YyqEntity *entity);
void yyq_record_table_free (YyqRecordTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRecordTable, yyq_record_table_free)

/*
 * (transfer full): what orders by @column: itself, or the place of its word in the enumeration.
 */
char *yyq_record_table_order_of (const YyqRecordTable *self, const char *column);

/* (transfer full): " AND ..." for each match of @filter, on the table as "c". */
char *yyq_record_table_condition_of (const YyqRecordTable *self, const YyqEntityFilter *filter);

/*
 * The table is there and has the shape of the registration. When that is another one than the
 * file's, the rows are made anew from what the platform once sent. What can no longer be read goes,
 * and the feed begins anew; so it does when nothing stands in a new column. In a transaction.
 */
gboolean yyq_record_table_prepare (const YyqRecordTable *self, sqlite3 *db, YyqCipher *cipher,
                                   GError **error);

G_END_DECLS
