/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-query.h"
#include "yyq-record-table.h"

G_BEGIN_DECLS

/* The rows of a record table. All but the read of a page: worker thread only. */

/* How much of a record a payload holds; more replaces less within a version. */
typedef enum {
  YYQ_RECORD_PART,     /* a row of a list */
  YYQ_RECORD_MADE,     /* whole, but written by this program: what it does not know is lost */
  YYQ_RECORD_RECEIVED, /* whole, and as the platform sent it */
} YyqRecordComplete;

typedef struct {
  gpointer record;
  GBytes *payload; /* (nullable): as received; else it is made from the record */
  gboolean anew;   /* an older version replaces a newer one, too */
} YyqRecordPut;

/*
 * (transfer full): the statement that yyq_record_rows_put() runs, for one record after the other.
 */
sqlite3_stmt *yyq_record_rows_prepare_put (const YyqRecordTable *table, sqlite3 *db,
                                           GError **error);

/* The number of the row, 0 when a newer version is there, or -1 with @error. */
gint64 yyq_record_rows_put (const YyqRecordTable *table, sqlite3_stmt *statement, YyqCipher *cipher,
                            const YyqRecordPut *put, GError **error);

/* The same with a payload that is sealed already. */
gint64 yyq_record_rows_put_sealed (const YyqRecordTable *table, sqlite3_stmt *statement,
                                   gpointer record, GBytes *sealed, YyqRecordComplete complete,
                                   gboolean anew, GError **error);

/* (transfer full) (nullable): NULL without an error when it is not, or not wholly, here. */
gpointer yyq_record_rows_get (const YyqRecordTable *table, sqlite3 *db, YyqCipher *cipher,
                              const char *id, GError **error);

/* (transfer full) (nullable): the record in a payload that was sealed for the row of @id. */
gpointer yyq_record_rows_open (const YyqRecordTable *table, YyqCipher *cipher, const char *id,
                               GBytes *sealed, GError **error);

/* Removes the row and the replies that are kept beside it; @found (out): it was there. */
gboolean yyq_record_rows_delete (const YyqRecordTable *table, sqlite3 *db, const char *id,
                                 gboolean *found, GError **error);

/* (transfer full): numbers of the rows of @query in its order, the first @limit or all (-1). */
GArray *yyq_record_rows_find (const YyqRecordTable *table, sqlite3 *db, const YyqRecordQuery *query,
                              int limit, GCancellable *cancellable, GError **error);

/* (transfer full): GArray of guint: all rows that @query finds whatever its filter, then those of
 * them in each filter of the registration. */
GArray *yyq_record_rows_count (const YyqRecordTable *table, sqlite3 *db,
                               const YyqRecordQuery *query, GError **error);

/* (transfer full): what stands in a column that is YYQ_ENTITY_CHOSEN, each once and not "". */
GStrv yyq_record_rows_list_values (const YyqRecordTable *table, sqlite3 *db, const char *column,
                                   GError **error);

/* (transfer full): records with what is in columns only; a row that is gone gives an empty one. */
GPtrArray *yyq_record_rows_read (const YyqRecordTable *table, sqlite3 *db, const gint64 *rows,
                                 guint n_rows, GError **error);

G_END_DECLS
