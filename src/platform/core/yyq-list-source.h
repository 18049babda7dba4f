/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-field-cipher.h"
#include "yyq-record-sql.h"
#include "yyq-sql-build.h"

G_BEGIN_DECLS

/*
 * A list of records out of the rows of one table, those of the units that somebody may see, from
 * the greatest key down, told by a table: what its columns are, and what narrows it. Of each unit
 * no more than a page is read, along an index (unit_id, key, id). Any thread; blocks.
 */

/* Of the units in which @access has @permission. */
typedef struct {
  const YyqAccess *access;
  const char *permission;
  YyqRecord *query;
  YyqFieldCipher *cipher; /* (nullable): of the lists that have something sealed */
} YyqListAsk;

/* What a member of the query does, when it is set: not NULL, 0 or "". One of the last three. */
typedef struct {
  const char *field;
  const char *condition; /* "x.at >= $?": where $? is its value */
  /* Each of many values, which an index (unit_id, column, key, id) keeps apart. */
  const char *column;
  GStrv (*list_values) (YyqRecord *query); /* (transfer full) */
  void (*add) (YyqSqlBuild *build, const YyqListAsk *ask, const char *value);
} YyqListFilter;

typedef struct {
  GType (*type) (void);       /* of the records */
  GType (*query_type) (void); /* of what is asked for */
  const char *table;          /* has unit_id and id; its rows are x where they are chosen */
  const char *key;            /* its column, and the member of the record, for the order: ms */
  const char *columns; /* for the members of the record, in their order, and what extra() reads */
  const char *joins;   /* of what columns name besides the table */
  const char *unit_field; /* of the query: that unit alone */
  const YyqListFilter *filters;
  guint n_filters;
  /* (nullable): what else is in the row, from @column on */
  void (*extra) (const YyqListAsk *ask, gpointer record, YyqRows *rows, guint column);
} YyqListSource;

/* (transfer full) (element-type YyqRecord): @after (nullable): behind the row that an earlier @next
 * named. @next (out) (transfer full): NULL: there are no more. Errors: YYQ_STORE_ERROR,
 * YYQ_SERVICE_ERROR_INVALID for an @after that is none. */
GPtrArray *yyq_list_source_read (const YyqListSource *self, YyqStorage *storage,
                                 const YyqListAsk *ask, const char *after, guint limit, char **next,
                                 GError **error);

/* How many rows that are; it does not count further than @most. */
gboolean yyq_list_source_count (const YyqListSource *self, YyqStorage *storage,
                                const YyqListAsk *ask, gint64 most, gint64 *n, GError **error);

G_END_DECLS
