/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sql.h"

#include "yyq-error.h"

static YyqStoreError
code_of (int rc)
{
  switch (rc & 0xff) {
  case SQLITE_FULL:
    return YYQ_STORE_ERROR_FULL;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return YYQ_STORE_ERROR_CORRUPT;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return YYQ_STORE_ERROR_BUSY;
  case SQLITE_CONSTRAINT:
    return YYQ_STORE_ERROR_EXISTS;
  default:
    return YYQ_STORE_ERROR_FAILED;
  }
}

gboolean
yyq_sql_fail (sqlite3 *db, GError **error)
{
  int rc = sqlite3_extended_errcode (db);

  g_set_error (error, YYQ_STORE_ERROR, code_of (rc), "SQLite %d: %s", rc, sqlite3_errmsg (db));
  return FALSE;
}

gboolean
yyq_sql_exec (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || yyq_sql_fail (db, error);
}

sqlite3_stmt *
yyq_sql_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    yyq_sql_fail (db, error);
  return statement;
}

gboolean
yyq_sql_run (sqlite3_stmt *statement, GError **error)
{
  int rc = sqlite3_step (statement);

  if (rc != SQLITE_DONE && rc != SQLITE_ROW)
    yyq_sql_fail (sqlite3_db_handle (statement), error);
  sqlite3_reset (statement);
  return rc == SQLITE_DONE || rc == SQLITE_ROW;
}

gboolean
yyq_sql_next (sqlite3_stmt *statement, GError **error)
{
  int rc = sqlite3_step (statement);

  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    yyq_sql_fail (sqlite3_db_handle (statement), error);
  return rc == SQLITE_ROW;
}

void
yyq_sql_bind_text (sqlite3_stmt *statement, int position, const char *text)
{
  sqlite3_bind_text (statement, position, text, -1, SQLITE_TRANSIENT);
}

void
yyq_sql_bind_bytes (sqlite3_stmt *statement, int position, GBytes *bytes)
{
  gsize length;
  const void *data;

  if (bytes == NULL) {
    sqlite3_bind_null (statement, position);
    return;
  }
  data = g_bytes_get_data (bytes, &length);
  sqlite3_bind_blob64 (statement, position, data != NULL ? data : "", length, SQLITE_TRANSIENT);
}

const char *
yyq_sql_column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

GBytes *
yyq_sql_column_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}
