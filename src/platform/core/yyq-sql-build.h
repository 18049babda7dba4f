/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * A statement that depends on what is asked for, with its numbered parameters: what a person typed
 * is a parameter, and never part of the text. One thread.
 */
typedef struct {
  GString *sql;
  GArray *values;   /* YyqSqlValue */
  GPtrArray *owned; /* what values point to */
} YyqSqlBuild;

void yyq_sql_build_init (YyqSqlBuild *self, const char *sql);
void yyq_sql_build_clear (YyqSqlBuild *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqSqlBuild, yyq_sql_build_clear)

/* Each gives the number of the new parameter. Text is copied; @units and the like are taken. */
guint yyq_sql_build_add_text (YyqSqlBuild *self, const char *text);
guint yyq_sql_build_add_int (YyqSqlBuild *self, gint64 number);
guint yyq_sql_build_add_list (YyqSqlBuild *self, GStrv texts);

/* For LIKE ... ESCAPE '\\': @word anywhere. */
guint yyq_sql_build_add_like (YyqSqlBuild *self, const char *word);

void yyq_sql_build_append (YyqSqlBuild *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* (transfer full): runs it. @sql (nullable): that text with these parameters instead. */
YyqRows *yyq_sql_build_query (const YyqSqlBuild *self, YyqStorage *storage, const char *sql,
                              GError **error);

G_END_DECLS
