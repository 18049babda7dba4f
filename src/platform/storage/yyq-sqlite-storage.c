/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sqlite-storage.h"

#include "yyq-connection-pool.h"
#include "yyq-error.h"
#include "yyq-file-tree.h"
#include "yyq-migrations.h"
#include "yyq-sql-dialect.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* How long a writer waits for another one before BUSY. */
#define BUSY_TIMEOUT_MS 5000
#define WAL_PAUSE_MS 2
#define MOST_STATEMENTS 400 /* searches and filters make ever others: see the PostgreSQL side */

typedef struct {
  sqlite3_stmt *handle;
  gboolean busy;
  gboolean kept; /* among those of its connection */
  int *places;   /* of $1, $2, ...: to SQLite they are only names */
  guint n_places;
} Statement;

typedef struct {
  sqlite3 *db;
  guint number;
  GHashTable *statements; /* SQL -> Statement */
  gboolean reading;       /* from begin_reading() on */
} Connection;

typedef struct {
  YyqRows parent;
  Connection *connection;
  Statement *statement;
} SqliteRows;

struct _YyqSqliteStorage {
  GObject parent_instance;

  char *path;
  char *own_directory; /* (nullable) to be removed */
  YyqConnectionPool *connections;
};

static void storage_init (YyqStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqSqliteStorage, yyq_sqlite_storage, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_STORAGE, storage_init))

static YyqStoreError
code_of (int extended)
{
  switch (extended) {
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
    return YYQ_STORE_ERROR_EXISTS;
  case SQLITE_CONSTRAINT_FOREIGNKEY:
    return YYQ_STORE_ERROR_NOT_FOUND;
  default:
    break;
  }
  switch (extended & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return YYQ_STORE_ERROR_BUSY;
  case SQLITE_FULL:
    return YYQ_STORE_ERROR_FULL;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return YYQ_STORE_ERROR_CORRUPT;
  default:
    return YYQ_STORE_ERROR_FAILED;
  }
}

static void
set_error (GError **error, sqlite3 *db)
{
  int extended = sqlite3_extended_errcode (db);

  g_set_error (error, YYQ_STORE_ERROR, code_of (extended), "sqlite %d: %s", extended,
               sqlite3_errmsg (db));
}

static void
connection_free (gpointer data)
{
  Connection *self = data;

  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  g_free (self);
}

static void
statement_free (gpointer data)
{
  Statement *self = data;

  sqlite3_finalize (self->handle);
  g_free (self->places);
  g_free (self);
}

static gboolean
execute_plain (Connection *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_error (error, self->db);
  return FALSE;
}

/*
 * The change to WAL reads first and then wants the whole file: while another one opens the same new
 * file, SQLite says BUSY at once, without the timeout, since two that wait could never end.
 */
static gboolean
set_wal (Connection *self, GError **error)
{
  gint64 end = g_get_monotonic_time () + BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  int rc;

  do
    rc = sqlite3_exec (self->db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
  while (rc == SQLITE_BUSY && g_get_monotonic_time () < end && sqlite3_sleep (WAL_PAUSE_MS) > 0);
  if (rc != SQLITE_OK)
    set_error (error, self->db);
  return rc == SQLITE_OK;
}

static gpointer
connection_open (gpointer storage, GError **error)
{
  static gint n_opened;
  const char *path = YYQ_SQLITE_STORAGE (storage)->path;
  Connection *self = g_new0 (Connection, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  self->number = (guint) g_atomic_int_add (&n_opened, 1);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  if (sqlite3_open_v2 (path, &self->db, flags, NULL) == SQLITE_OK) {
    sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
    if (set_wal (self, error) &&
        execute_plain (self,
                       "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF",
                       error))
      return self;
  } else {
    set_error (error, self->db);
  }
  connection_free (self);
  return NULL;
}

static Connection *
get_connection (YyqStorage *storage, GError **error)
{
  return yyq_connection_pool_get (YYQ_SQLITE_STORAGE (storage)->connections, error);
}

static Connection *
peek_connection (YyqStorage *storage)
{
  return yyq_connection_pool_peek (YYQ_SQLITE_STORAGE (storage)->connections);
}

static gboolean
rows_next (YyqRows *rows, GError **error)
{
  SqliteRows *self = (SqliteRows *) rows;

  switch (sqlite3_step (self->statement->handle)) {
  case SQLITE_ROW:
    return TRUE;
  case SQLITE_DONE:
    return FALSE;
  default:
    set_error (error, self->connection->db);
    return FALSE;
  }
}

static gint64
rows_get_int (YyqRows *rows, guint column)
{
  return sqlite3_column_int64 (((SqliteRows *) rows)->statement->handle, (int) column);
}

static const char *
rows_get_text (YyqRows *rows, guint column)
{
  return (const char *) sqlite3_column_text (((SqliteRows *) rows)->statement->handle,
                                             (int) column);
}

static gboolean
rows_is_null (YyqRows *rows, guint column)
{
  return sqlite3_column_type (((SqliteRows *) rows)->statement->handle, (int) column) ==
         SQLITE_NULL;
}

static GBytes *
rows_get_bytes (YyqRows *rows, guint column)
{
  sqlite3_stmt *statement = ((SqliteRows *) rows)->statement->handle;
  const void *data;

  if (rows_is_null (rows, column))
    return NULL;
  data = sqlite3_column_blob (statement, (int) column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, (int) column));
}

static void
give_back (Statement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->busy = FALSE;
  if (!statement->kept)
    statement_free (statement);
}

static void
rows_free (YyqRows *rows)
{
  give_back (((SqliteRows *) rows)->statement);
  g_free (rows);
}

/* One writer at a time: what it reads is locked by nobody else, and SQLite has no words for it. */
static int
length_without_lock (const char *sql)
{
  static const char *const locks[] = { YYQ_SQL_LOCK, YYQ_SQL_LOCK_FREE };
  gsize length = strlen (sql);

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    if (g_str_has_suffix (sql, locks[i]))
      return (int) (length - strlen (locks[i]));
  return (int) length;
}

/* The place of $1 is that of its first appearance. */
static void
find_places (Statement *statement)
{
  statement->n_places = (guint) sqlite3_bind_parameter_count (statement->handle);
  statement->places = g_new0 (int, statement->n_places);
  for (guint i = 0; i < statement->n_places; i++) {
    char name[16];

    g_snprintf (name, sizeof name, "$%u", i + 1);
    statement->places[i] = sqlite3_bind_parameter_index (statement->handle, name);
  }
}

static Statement *
prepare (Connection *connection, const char *sql, GError **error)
{
  g_autofree char *expanded = yyq_sql_expand (sql, YYQ_SQL_SQLITE);
  sqlite3_stmt *handle = NULL;
  Statement *self;

  if (sqlite3_prepare_v3 (connection->db, expanded, length_without_lock (expanded),
                          SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK) {
    set_error (error, connection->db);
    return NULL;
  }
  self = g_new0 (Statement, 1);
  self->handle = handle;
  find_places (self);
  return self;
}

static gboolean
is_idle (gpointer sql, gpointer statement, gpointer user_data)
{
  return !((Statement *) statement)->busy;
}

/* One that runs already has no second set of rows: another one is prepared for these. */
static Statement *
take_statement (Connection *connection, const char *sql, GError **error)
{
  Statement *statement = g_hash_table_lookup (connection->statements, sql);
  const gboolean known = statement != NULL;

  if (!known || statement->busy)
    statement = prepare (connection, sql, error);
  if (statement == NULL)
    return NULL;
  if (!known) {
    if (g_hash_table_size (connection->statements) >= MOST_STATEMENTS)
      g_hash_table_foreach_remove (connection->statements, is_idle, NULL);
    statement->kept = TRUE;
    g_hash_table_insert (connection->statements, g_strdup (sql), statement);
  }
  statement->busy = TRUE;
  return statement;
}

static void
bind (Statement *statement, guint number, const YyqSqlValue *value)
{
  sqlite3_stmt *handle = statement->handle;
  const int place = number <= statement->n_places ? statement->places[number - 1] : 0;

  if (place == 0)
    g_critical ("$%u is not in: %s", number, sqlite3_sql (handle));
  else if (value->type == 'i')
    sqlite3_bind_int64 (handle, place, value->integer);
  else if (value->type == 's')
    sqlite3_bind_text (handle, place, value->text, -1, SQLITE_TRANSIENT);
  else if (value->type == 'a')
    sqlite3_bind_text (handle, place, yyq_sql_list (value->texts, YYQ_SQL_SQLITE), -1, g_free);
  else if (value->bytes != NULL && g_bytes_get_size (value->bytes) > 0)
    sqlite3_bind_blob64 (handle, place, g_bytes_get_data (value->bytes, NULL),
                         g_bytes_get_size (value->bytes), SQLITE_TRANSIENT);
  else if (value->bytes != NULL)
    sqlite3_bind_zeroblob (handle, place, 0);
}

static YyqRows *
storage_query (YyqStorage *storage, const char *sql, const YyqSqlValue *values, guint n,
               GError **error)
{
  Connection *connection = get_connection (storage, error);
  Statement *statement = connection != NULL ? take_statement (connection, sql, error) : NULL;
  SqliteRows *rows;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    bind (statement, i + 1, &values[i]);
  rows = g_new0 (SqliteRows, 1);
  rows->parent =
    (YyqRows){ rows_next, rows_get_int, rows_get_text, rows_get_bytes, rows_is_null, rows_free };
  rows->connection = connection;
  rows->statement = statement;
  return &rows->parent;
}

static gint64
storage_get_changes (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  return connection != NULL ? sqlite3_changes64 (connection->db) : 0;
}

/* Prepared once, as what others ask. */
static gboolean
run (Connection *connection, const char *sql, GError **error)
{
  Statement *statement = take_statement (connection, sql, error);
  int rc;

  if (statement == NULL)
    return FALSE;
  do
    rc = sqlite3_step (statement->handle);
  while (rc == SQLITE_ROW);
  if (rc != SQLITE_DONE)
    set_error (error, connection->db);
  give_back (statement);
  return rc == SQLITE_DONE;
}

static void
end_reading (Connection *connection)
{
  if (!connection->reading)
    return;
  connection->reading = FALSE;
  run (connection, "COMMIT", NULL);
}

/* The first read of a transaction chooses what it sees. SQLite counts the changes of a file for
 * each connection by itself. */
static char *
storage_begin_reading (YyqStorage *storage, GError **error)
{
  Connection *connection = get_connection (storage, error);
  guint changes = 0;

  if (connection == NULL)
    return NULL;
  end_reading (connection);
  if (!run (connection, "BEGIN", error))
    return NULL;
  connection->reading = TRUE;
  if (!run (connection, "PRAGMA data_version", error))
    return NULL;
  sqlite3_file_control (connection->db, "main", SQLITE_FCNTL_DATA_VERSION, &changes);
  return g_strdup_printf ("%u.%u", connection->number, changes);
}

static void
storage_end_reading (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  if (connection != NULL)
    end_reading (connection);
}

/* IMMEDIATE: a read that becomes a write fails at once with BUSY, whatever the timeout. */
static gboolean
storage_begin (YyqStorage *storage, GError **error)
{
  Connection *connection = get_connection (storage, error);

  if (connection == NULL)
    return FALSE;
  end_reading (connection);
  return execute_plain (connection, "BEGIN IMMEDIATE", error);
}

static gboolean
storage_commit (YyqStorage *storage, GError **error)
{
  Connection *connection = get_connection (storage, error);

  return connection != NULL && execute_plain (connection, "COMMIT", error);
}

static void
storage_rollback (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  if (connection != NULL)
    execute_plain (connection, "ROLLBACK", NULL);
}

static gboolean
storage_in_transaction (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  return connection != NULL && !connection->reading && !sqlite3_get_autocommit (connection->db);
}

static void
storage_release (YyqStorage *storage)
{
  if (storage_in_transaction (storage))
    storage_rollback (storage);
  storage_end_reading (storage);
  yyq_connection_pool_give_back (YYQ_SQLITE_STORAGE (storage)->connections);
}

static void
finalize (GObject *object)
{
  YyqSqliteStorage *self = YYQ_SQLITE_STORAGE (object);

  yyq_connection_pool_free (self->connections);
  if (self->own_directory != NULL)
    yyq_file_tree_remove (self->own_directory);
  g_free (self->own_directory);
  g_free (self->path);
  G_OBJECT_CLASS (yyq_sqlite_storage_parent_class)->finalize (object);
}

static void
yyq_sqlite_storage_class_init (YyqSqliteStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  /* Its count of bytes, which nobody asks for, is a lock that all threads wait for. In vain where
   * another library has used SQLite before. */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
}

static void
yyq_sqlite_storage_init (YyqSqliteStorage *self)
{
  self->connections = yyq_connection_pool_new (connection_open, connection_free, self);
}

static void
storage_init (YyqStorageInterface *iface)
{
  iface->query = storage_query;
  iface->get_changes = storage_get_changes;
  iface->begin_reading = storage_begin_reading;
  iface->end_reading = storage_end_reading;
  iface->begin = storage_begin;
  iface->commit = storage_commit;
  iface->rollback = storage_rollback;
  iface->in_transaction = storage_in_transaction;
  iface->release = storage_release;
}

/* BEGIN IMMEDIATE is the lock. */
static const YyqMigrationDialect dialect = { .name = "sqlite", .blob = "BLOB" };

YyqStorage *
yyq_sqlite_storage_new (const char *path, GError **error)
{
  g_autoptr (YyqSqliteStorage) self = g_object_new (YYQ_TYPE_SQLITE_STORAGE, NULL);

  self->path = g_strdup (path);
  if (!yyq_migrations_apply (YYQ_STORAGE (self), &dialect, error))
    return NULL;
  yyq_storage_release (YYQ_STORAGE (self));
  return YYQ_STORAGE (g_steal_pointer (&self));
}

YyqStorage *
yyq_sqlite_storage_new_temporary (GError **error)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-platform-XXXXXX", error);
  g_autofree char *path = NULL;
  YyqStorage *self;

  if (directory == NULL)
    return NULL;
  path = g_build_filename (directory, "platform.db", NULL);
  self = yyq_sqlite_storage_new (path, error);
  if (self == NULL)
    yyq_file_tree_remove (directory);
  else
    YYQ_SQLITE_STORAGE (self)->own_directory = g_steal_pointer (&directory);
  return self;
}
