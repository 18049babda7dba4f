/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Thin helpers over sqlite3, for the worker thread of a YyqDatabase. Errors: YYQ_STORE_ERROR. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* Sets @error from the connection's last failure; always FALSE. */
gboolean yyq_sql_fail (sqlite3 *db, GError **error);

gboolean yyq_sql_exec (sqlite3 *db, const char *sql, GError **error);

/* (transfer full) (nullable) */
sqlite3_stmt *yyq_sql_prepare (sqlite3 *db, const char *sql, GError **error);

/* Runs a statement that gives no rows, and resets it. */
gboolean yyq_sql_run (sqlite3_stmt *statement, GError **error);

/* The next row; FALSE at the end, and with @error set when something broke. */
gboolean yyq_sql_next (sqlite3_stmt *statement, GError **error);

/* Positions count from 1; NULL binds NULL. The value is copied. */
void yyq_sql_bind_text (sqlite3_stmt *statement, int position, const char *text);
void yyq_sql_bind_bytes (sqlite3_stmt *statement, int position, GBytes *bytes);

/* Columns count from 0. */
const char *yyq_sql_column_text (sqlite3_stmt *statement, int column);
GBytes *yyq_sql_column_bytes (sqlite3_stmt *statement, int column);

G_END_DECLS
