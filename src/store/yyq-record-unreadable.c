/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-unreadable.h"

#include "yyq-sql.h"

/* (transfer full) (nullable): ?1 is the entity, ?2 (nullable) an id. */
static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql, const YyqEntity *entity, const char *id, GError **error)
{
  sqlite3_stmt *statement = yyq_sql_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, entity->name);
  if (id != NULL)
    yyq_sql_bind_text (statement, 2, id);
  return statement;
}

gboolean
yyq_record_unreadable_prepare (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "UPDATE sync_cursor SET cursor = ''"
                     " WHERE EXISTS (SELECT 1 FROM record_unreadable WHERE program <> ?1)",
                     error);

  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, YYQ_VERSION);
  return yyq_sql_run (statement, error);
}

gboolean
yyq_record_unreadable_add (const YyqEntity *entity, sqlite3 *db, const char *id, gint64 version,
                           GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    prepare (db,
             "INSERT OR REPLACE INTO record_unreadable (entity, id, version, program)"
             " VALUES (?1, ?2, ?3, ?4)",
             entity, id, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 3, version);
  yyq_sql_bind_text (statement, 4, YYQ_VERSION);
  return yyq_sql_run (statement, error);
}

gboolean
yyq_record_unreadable_remove (const YyqEntity *entity, sqlite3 *db, const char *id, gboolean *found,
                              GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    prepare (db, "DELETE FROM record_unreadable WHERE entity = ?1 AND id = ?2", entity, id, error);

  if (statement == NULL || !yyq_sql_run (statement, error))
    return FALSE;
  *found = sqlite3_changes (db) > 0;
  return TRUE;
}

/* @found (out): @statement gives a row. */
static gboolean
look (sqlite3_stmt *statement, gboolean *found, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *found = yyq_sql_next (statement, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
yyq_record_unreadable_is_newer (const YyqEntity *entity, sqlite3 *db, const char *id,
                                gint64 version, gboolean *newer, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    prepare (db, "SELECT 1 FROM record_unreadable WHERE entity = ?1 AND id = ?2 AND version > ?3",
             entity, id, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 3, version);
  return look (statement, newer, error);
}

gboolean
yyq_record_unreadable_exist (const YyqEntity *entity, sqlite3 *db, gboolean *any, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    prepare (db, "SELECT 1 FROM record_unreadable WHERE entity = ?1 LIMIT 1", entity, NULL, error);

  return statement != NULL && look (statement, any, error);
}
