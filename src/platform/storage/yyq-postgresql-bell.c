/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-postgresql-bell.h"

#include "yyq-postgresql-connection.h"

typedef struct {
  YyqBell parent;
  YyqPostgresqlConnection *connection;
} PostgresqlBell;

static int
bell_get_fd (YyqBell *bell)
{
  return yyq_postgresql_connection_get_socket (((PostgresqlBell *) bell)->connection);
}

static gboolean
bell_hear (YyqBell *bell, gboolean *rung)
{
  return yyq_postgresql_connection_hear (((PostgresqlBell *) bell)->connection, rung);
}

static gboolean
bell_ring (YyqBell *bell)
{
  return yyq_postgresql_connection_command (((PostgresqlBell *) bell)->connection,
                                            "NOTIFY yyq_changes", NULL);
}

static void
bell_free (YyqBell *bell)
{
  yyq_postgresql_connection_free (((PostgresqlBell *) bell)->connection);
  g_free (bell);
}

YyqBell *
yyq_postgresql_bell_open (const char *address, GError **error)
{
  YyqPostgresqlConnection *connection = yyq_postgresql_connection_open (address, error);
  PostgresqlBell *self;

  if (connection == NULL)
    return NULL;
  self = g_new0 (PostgresqlBell, 1);
  self->parent = (YyqBell){ bell_get_fd, bell_hear, bell_ring, bell_free };
  self->connection = connection;
  if (yyq_postgresql_connection_command (connection, "LISTEN yyq_changes", error))
    return &self->parent;
  bell_free (&self->parent);
  return NULL;
}
