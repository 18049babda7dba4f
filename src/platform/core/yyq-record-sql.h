/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"
#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * Records in the database, by the table of their members: a member is a column of its name; words
 * of enumerations are words, truths 0 or 1, and fractions (pt, mm) thousandths, since they are the
 * only numbers that both engines keep exactly. Lists and other records are tables of their own.
 */
typedef struct {
  const char *table;
  GType (*type) (void);
  const char *const *but; /* (nullable): members that are no columns */
} YyqRecordSql;

/* Columns beside the members, for those who insert: name, letter of YyqSqlValue, value. */
typedef struct {
  const char *name;
  YyqSqlValue value;
} YyqSqlColumn;

/*
 * (transfer full): runs @sql, in which {c} stands for the members of the table's alias c, in their
 * order. What comes before and behind it in the SELECT is the caller's.
 */
YyqRows *yyq_record_sql_query (YyqStorage *storage, const YyqRecordSql *self, GError **error,
                               const char *sql, const char *types, ...);

/* (transfer full): the text of such a statement. */
char *yyq_record_sql_expand (const YyqRecordSql *self, const char *sql);

/* (transfer full): of the current row, whose member columns begin at @column. A word that this
 * version does not know leaves the member as a new record has it. */
gpointer yyq_record_sql_read (const YyqRecordSql *self, YyqRows *rows, guint column);

/* How many columns {c} is. */
guint yyq_record_sql_count (const YyqRecordSql *self);

/* Inserts @record with all its members, and @n further columns. */
gboolean yyq_record_sql_insert (YyqStorage *storage, const YyqRecordSql *self, gpointer record,
                                const YyqSqlColumn *columns, guint n, GError **error);

G_END_DECLS
