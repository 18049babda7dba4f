/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-storage.h"

#include <string.h>
#include <unistd.h>

#include "yyq-postgresql-connection.h"
#include "yyq-postgresql-storage.h"
#include "yyq-sqlite-storage.h"

#define TEMPLATE "yyq_template"

gboolean
yyq_test_storage_is_postgresql (void)
{
  return g_strcmp0 (g_getenv ("YYQ_TEST_STORAGE"), "postgresql") == 0;
}

static char *
address_of (const char *database)
{
  const char *server = g_getenv ("YYQ_TEST_POSTGRESQL");

  g_assert_nonnull (server);
  return g_strdup_printf (YYQ_POSTGRESQL_SCHEME "/%s?host=%s&user=postgres", database, server);
}

static YyqPostgresqlConnection *
connect_to_server (void)
{
  g_autofree char *address = address_of ("postgres");
  g_autoptr (GError) error = NULL;
  YyqPostgresqlConnection *server = yyq_postgresql_connection_open (address, &error);

  g_assert_no_error (error);
  return server;
}

/* TRUE when it has a row. */
static gboolean
run (YyqPostgresqlConnection *server, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_postgresql_connection_query (server, sql, NULL, 0, &error);
  gboolean found;

  g_assert_no_error (error);
  found = yyq_rows_next (rows, &error);
  g_assert_no_error (error);
  return found;
}

/* The first that needs it makes it, while others wait. */
static void
make_template (YyqPostgresqlConnection *server)
{
  g_autofree char *address = address_of (TEMPLATE);
  g_autoptr (YyqStorage) storage = NULL;
  g_autoptr (GError) error = NULL;

  run (server, "SELECT pg_advisory_lock(1)");
  if (!run (server, "SELECT 1 FROM pg_database WHERE datname = '" TEMPLATE "' AND datistemplate")) {
    run (server, "CREATE DATABASE " TEMPLATE " TEMPLATE template0");
    storage = yyq_postgresql_storage_new (address, &error);
    g_assert_no_error (error);
    g_clear_object (&storage);
    run (server, "ALTER DATABASE " TEMPLATE " IS_TEMPLATE TRUE");
  }
  run (server, "SELECT pg_advisory_unlock(1)");
}

char *
yyq_test_storage_make_address (gboolean empty)
{
  static int number;
  g_autofree char *name =
    g_strdup_printf ("yyq_%d_%d", (int) getpid (), g_atomic_int_add (&number, 1));
  g_autofree char *sql =
    g_strdup_printf ("CREATE DATABASE %s TEMPLATE %s", name, empty ? "template0" : TEMPLATE);
  YyqPostgresqlConnection *server;

  if (!yyq_test_storage_is_postgresql ())
    return NULL;
  server = connect_to_server ();
  if (!empty)
    make_template (server);
  run (server, sql);
  yyq_postgresql_connection_free (server);
  return address_of (name);
}

void
yyq_test_storage_execute (const char *address, const char *sql)
{
  g_auto (GStrv) statements = g_strsplit (sql, "; ", -1);
  g_autoptr (GError) error = NULL;
  YyqPostgresqlConnection *connection = yyq_postgresql_connection_open (address, &error);

  g_assert_no_error (error);
  run (connection, "SET session_replication_role = replica");
  for (char **statement = statements; *statement != NULL; statement++)
    run (connection, *statement);
  yyq_postgresql_connection_free (connection);
}

void
yyq_test_storage_drop (char *address)
{
  g_autofree char *owned = address;
  YyqPostgresqlConnection *server = connect_to_server ();
  const char *name = address + strlen (YYQ_POSTGRESQL_SCHEME "/");
  g_autofree char *sql =
    g_strdup_printf ("DROP DATABASE %.*s WITH (FORCE)", (int) strcspn (name, "?"), name);

  run (server, sql);
  yyq_postgresql_connection_free (server);
}

YyqStorage *
yyq_test_storage_new (void)
{
  char *address = yyq_test_storage_make_address (FALSE);
  g_autoptr (GError) error = NULL;
  YyqStorage *storage = address != NULL ? yyq_postgresql_storage_new (address, &error)
                                        : yyq_sqlite_storage_new_temporary (&error);

  g_assert_no_error (error);
  /* Data of an object goes after the object has closed its connections. */
  if (address != NULL)
    g_object_set_data_full (G_OBJECT (storage), "address", address,
                            (GDestroyNotify) yyq_test_storage_drop);
  return storage;
}
