/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-postgresql-storage.h"

#include "yyq-connection-pool.h"
#include "yyq-error.h"
#include "yyq-migrations.h"
#include "yyq-postgresql-bell.h"
#include "yyq-postgresql-connection.h"

typedef struct {
  YyqPostgresqlConnection *postgresql;
  /* From begin until commit or rollback, whether the server is still there or not: what follows
   * must fail, not run alone. */
  gboolean writing;
} Connection;

struct _YyqPostgresqlStorage {
  GObject parent_instance;

  char *address; /* (owned): may hold a password */
  YyqConnectionPool *connections;
};

static void storage_init (YyqStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqPostgresqlStorage, yyq_postgresql_storage, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_STORAGE, storage_init))

static gpointer
connection_open (gpointer storage, GError **error)
{
  YyqPostgresqlConnection *postgresql =
    yyq_postgresql_connection_open (YYQ_POSTGRESQL_STORAGE (storage)->address, error);
  Connection *self = postgresql != NULL ? g_new0 (Connection, 1) : NULL;

  if (self != NULL)
    self->postgresql = postgresql;
  return self;
}

static void
connection_free (gpointer data)
{
  Connection *self = data;

  yyq_postgresql_connection_free (self->postgresql);
  g_free (self);
}

static Connection *
peek_connection (YyqStorage *storage)
{
  return yyq_connection_pool_peek (YYQ_POSTGRESQL_STORAGE (storage)->connections);
}

/* Alive, unless it broke within the transaction. */
static Connection *
get_connection (YyqStorage *storage, GError **error)
{
  Connection *connection =
    yyq_connection_pool_get (YYQ_POSTGRESQL_STORAGE (storage)->connections, error);

  if (connection == NULL || connection->writing ||
      yyq_postgresql_connection_is_alive (connection->postgresql) ||
      yyq_postgresql_connection_revive (connection->postgresql, error))
    return connection;
  return NULL;
}

static YyqRows *
storage_query (YyqStorage *storage, const char *sql, const YyqSqlValue *values, guint n,
               GError **error)
{
  Connection *connection = get_connection (storage, error);

  return connection != NULL
           ? yyq_postgresql_connection_query (connection->postgresql, sql, values, n, error)
           : NULL;
}

static gint64
storage_get_changes (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  return connection != NULL ? yyq_postgresql_connection_get_changes (connection->postgresql) : 0;
}

/* Reads take no transaction, which would be two more ways to the server and back: each statement
 * sees at least what the one before it saw. */
static char *
storage_begin_reading (YyqStorage *storage, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, error, "SELECT CAST(pg_current_snapshot() AS TEXT)", "");

  return rows != NULL && yyq_rows_next (rows, error) ? g_strdup (yyq_rows_get_text (rows, 0))
                                                     : NULL;
}

/* That the server has ended an idle connection shows when it is used: nothing has begun yet that
 * could be lost. */
static gboolean
storage_begin (YyqStorage *storage, GError **error)
{
  Connection *connection = get_connection (storage, error);
  g_autoptr (GError) local = NULL;

  if (connection == NULL)
    return FALSE;
  connection->writing = yyq_postgresql_connection_command (connection->postgresql, "BEGIN", &local);
  if (!connection->writing && !yyq_postgresql_connection_is_alive (connection->postgresql)) {
    g_clear_error (&local);
    connection->writing =
      yyq_postgresql_connection_revive (connection->postgresql, &local) &&
      yyq_postgresql_connection_command (connection->postgresql, "BEGIN", &local);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return connection->writing;
}

static gboolean
storage_commit (YyqStorage *storage, GError **error)
{
  Connection *connection = get_connection (storage, error);

  if (connection == NULL ||
      !yyq_postgresql_connection_command (connection->postgresql, "COMMIT", error))
    return FALSE;
  connection->writing = FALSE;
  return TRUE;
}

static void
storage_rollback (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  if (connection == NULL)
    return;
  yyq_postgresql_connection_command (connection->postgresql, "ROLLBACK", NULL);
  connection->writing = FALSE;
}

static gboolean
storage_in_transaction (YyqStorage *storage)
{
  Connection *connection = peek_connection (storage);

  return connection != NULL && connection->writing;
}

static void
storage_release (YyqStorage *storage)
{
  if (storage_in_transaction (storage))
    storage_rollback (storage);
  yyq_connection_pool_give_back (YYQ_POSTGRESQL_STORAGE (storage)->connections);
}

static YyqBell *
storage_open_bell (YyqStorage *storage, GError **error)
{
  return yyq_postgresql_bell_open (YYQ_POSTGRESQL_STORAGE (storage)->address, error);
}

static void
finalize (GObject *object)
{
  YyqPostgresqlStorage *self = YYQ_POSTGRESQL_STORAGE (object);

  yyq_connection_pool_free (self->connections);
  g_free (self->address);
  G_OBJECT_CLASS (yyq_postgresql_storage_parent_class)->finalize (object);
}

static void
yyq_postgresql_storage_class_init (YyqPostgresqlStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_postgresql_storage_init (YyqPostgresqlStorage *self)
{
  self->connections = yyq_connection_pool_new (connection_open, connection_free, self);
}

static void
storage_init (YyqStorageInterface *iface)
{
  iface->query = storage_query;
  iface->get_changes = storage_get_changes;
  iface->begin_reading = storage_begin_reading;
  iface->begin = storage_begin;
  iface->commit = storage_commit;
  iface->rollback = storage_rollback;
  iface->in_transaction = storage_in_transaction;
  iface->release = storage_release;
  iface->open_bell = storage_open_bell;
}

/* Lists are read on by where they ended, and chains in the order of their keys: both engines must
 * agree on what comes first. */
static gboolean
check_collation (YyqStorage *storage, GError **error)
{
  gint64 fits = 0;
  g_autoptr (GError) local = NULL;

  if (yyq_storage_query_int (
        storage, &fits, &local,
        "SELECT COUNT(*) FROM pg_database WHERE datname = current_database() AND encoding = "
        "pg_char_to_encoding('UTF8') "
        "AND datlocprovider <> 'i' AND datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8')",
        "") &&
      fits == 1)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED,
                         "the database must be made with ENCODING 'UTF8' LC_COLLATE 'C'");
  return FALSE;
}

/* A migration takes as long as it takes, and so does waiting for that of another process. */
static const YyqMigrationDialect dialect = {
  "postgresql",
  "BYTEA",
  { "SELECT set_config('lock_timeout', '0', TRUE), set_config('statement_timeout', '0', TRUE)",
    "SELECT pg_advisory_xact_lock(7959921)" },
};

YyqStorage *
yyq_postgresql_storage_new (const char *address, GError **error)
{
  g_autoptr (YyqPostgresqlStorage) self = g_object_new (YYQ_TYPE_POSTGRESQL_STORAGE, NULL);
  YyqStorage *storage = YYQ_STORAGE (self);

  self->address = g_strdup (address);
  if (!check_collation (storage, error) || !yyq_migrations_apply (storage, &dialect, error))
    return NULL;
  yyq_storage_release (storage);
  return YYQ_STORAGE (g_steal_pointer (&self));
}
