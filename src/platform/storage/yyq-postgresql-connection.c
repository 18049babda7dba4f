/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-postgresql-connection.h"

#include <libpq-fe.h>

#include "yyq-error.h"
#include "yyq-postgresql-error.h"
#include "yyq-sql-dialect.h"

#include <string.h>

/* Of pg_type, which never changes; libpq's headers do not have them. */
#define TYPE_BOOL 16
#define TYPE_BYTEA 17
#define TYPE_INT8 20
#define TYPE_TEXT 25

/* Statements are few but for lists with many filters; what they take on the server is let go beyond
 * this. */
#define MOST_STATEMENTS 400

typedef struct _PostgresqlRows PostgresqlRows;

struct _YyqPostgresqlConnection {
  PGconn *db;
  GHashTable *statements; /* types and SQL -> name of the prepared statement */
  guint n_statements;
  gint64 changes;
  PostgresqlRows *running; /* (nullable) (unowned): whose rows come over the wire */
};

struct _PostgresqlRows {
  YyqRows parent;
  YyqPostgresqlConnection *connection;
  PGresult *row;  /* (owned) (nullable): the current one */
  GQueue ahead;   /* (element-type PGresult): read before they were asked for */
  GError *failed; /* (owned) (nullable): how it ended */
};

/* Nothing waits for ever: not for another's lock, not for a statement, and not the server for a
 * transaction that has been left. Plans of lists look dear to the server, and it would compile for
 * 300 ms what runs for 3. */
static const char session[] =
  "SET lock_timeout = '5s'; SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout "
  "= '60s'; "
  "SET default_transaction_isolation = 'read committed'; SET client_min_messages = error; "
  "SET jit = off";

static gboolean
set_up (YyqPostgresqlConnection *self, GError **error)
{
  PGresult *result = PQstatus (self->db) == CONNECTION_OK ? PQexec (self->db, session) : NULL;
  gboolean ok = PQresultStatus (result) == PGRES_COMMAND_OK;

  if (!ok)
    yyq_postgresql_set_error (error, self->db, result);
  PQclear (result);
  return ok;
}

/* Of settings that stand twice the later counts: first what holds unless the address says
 * otherwise. */
static PGconn *
connect_to (const PQconninfoOption *options)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  static const char *const defaults[][2] = {
    { "sslmode", "verify-full" },
    { "application_name", "yuyunqian" },
    { "connect_timeout", "10" },
    /* A server that is gone from the network answers nothing, not even that its own timeouts are
       over: a minute at most. */
    { "tcp_user_timeout", "60000" },
    { "keepalives_idle", "30" },
    { "keepalives_interval", "10" },
    { "keepalives_count", "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++) {
    g_ptr_array_add (names, (gpointer) defaults[i][0]);
    g_ptr_array_add (values, (gpointer) defaults[i][1]);
  }
  for (; options->keyword != NULL; options++) {
    if (options->val == NULL)
      continue;
    g_ptr_array_add (names, options->keyword);
    g_ptr_array_add (values, options->val);
  }
  g_ptr_array_add (names, (gpointer) "client_encoding");
  g_ptr_array_add (values, (gpointer) "UTF8");
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (values, NULL);
  return PQconnectdbParams ((const char *const *) names->pdata, (const char *const *) values->pdata,
                            0);
}

YyqPostgresqlConnection *
yyq_postgresql_connection_open (const char *address, GError **error)
{
  PQconninfoOption *options = PQconninfoParse (address, NULL);
  YyqPostgresqlConnection *self;

  if (options == NULL) {
    /* libpq's own message would repeat the address, and a password in it. */
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED,
                         "this is no address of a PostgreSQL database");
    return NULL;
  }
  self = g_new0 (YyqPostgresqlConnection, 1);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->db = connect_to (options);
  PQconninfoFree (options);
  if (set_up (self, error))
    return self;
  yyq_postgresql_connection_free (self);
  return NULL;
}

void
yyq_postgresql_connection_free (gpointer data)
{
  YyqPostgresqlConnection *self = data;

  g_hash_table_unref (self->statements);
  PQfinish (self->db);
  g_free (self);
}

gboolean
yyq_postgresql_connection_is_alive (YyqPostgresqlConnection *self)
{
  /* Not read yet: the last word of a server that was stopped, and behind it the end. */
  for (guint i = 0; i < 2 && self->running == NULL; i++)
    PQconsumeInput (self->db);
  return PQstatus (self->db) == CONNECTION_OK;
}

gboolean
yyq_postgresql_connection_revive (YyqPostgresqlConnection *self, GError **error)
{
  g_hash_table_remove_all (self->statements);
  PQreset (self->db);
  return set_up (self, error);
}

int
yyq_postgresql_connection_get_socket (YyqPostgresqlConnection *self)
{
  return PQsocket (self->db);
}

gboolean
yyq_postgresql_connection_hear (YyqPostgresqlConnection *self, gboolean *others)
{
  PGnotify *notify;

  if (!PQconsumeInput (self->db))
    return FALSE;
  while ((notify = PQnotifies (self->db)) != NULL) {
    *others = *others || notify->be_pid != PQbackendPID (self->db);
    PQfreemem (notify);
  }
  return PQstatus (self->db) == CONNECTION_OK;
}

gint64
yyq_postgresql_connection_get_changes (YyqPostgresqlConnection *self)
{
  return self->changes;
}

/* The statement has ended; what follows its last result is NULL. */
static void
end (PostgresqlRows *self, PGresult *last)
{
  YyqPostgresqlConnection *connection = self->connection;
  ExecStatusType status = PQresultStatus (last);

  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    yyq_postgresql_set_error (&self->failed, connection->db, last);
  else if (!g_str_has_prefix (PQcmdStatus (last), "SELECT"))
    connection->changes = g_ascii_strtoll (PQcmdTuples (last), NULL, 10);
  while (last != NULL) {
    PQclear (last);
    last = PQgetResult (connection->db);
  }
  connection->running = NULL;
}

/* (transfer full) (nullable): the next row from the wire. */
static PGresult *
fetch (PostgresqlRows *self)
{
  PGresult *result = PQgetResult (self->connection->db);

  if (PQresultStatus (result) == PGRES_SINGLE_TUPLE)
    return result;
  end (self, result);
  return NULL;
}

static gboolean
rows_next (YyqRows *rows, GError **error)
{
  PostgresqlRows *self = (PostgresqlRows *) rows;

  PQclear (self->row);
  self->row = g_queue_pop_head (&self->ahead);
  if (self->row == NULL && self->connection->running == self)
    self->row = fetch (self);
  if (self->row == NULL && self->failed != NULL)
    g_propagate_error (error, g_steal_pointer (&self->failed));
  return self->row != NULL;
}

static gboolean
rows_is_null (YyqRows *rows, guint column)
{
  return PQgetisnull (((PostgresqlRows *) rows)->row, 0, (int) column);
}

static const char *
rows_get_text (YyqRows *rows, guint column)
{
  return rows_is_null (rows, column) ? NULL
                                     : PQgetvalue (((PostgresqlRows *) rows)->row, 0, (int) column);
}

static gint64
rows_get_int (YyqRows *rows, guint column)
{
  const char *text = rows_get_text (rows, column);

  if (text == NULL)
    return 0;
  if (PQftype (((PostgresqlRows *) rows)->row, (int) column) == TYPE_BOOL)
    return *text == 't';
  return g_ascii_strtoll (text, NULL, 10);
}

static GBytes *
rows_get_bytes (YyqRows *rows, guint column)
{
  const char *text = rows_get_text (rows, column);
  gsize size = 0;
  unsigned char *raw;
  GBytes *bytes;

  if (text == NULL)
    return NULL;
  if (PQftype (((PostgresqlRows *) rows)->row, (int) column) != TYPE_BYTEA)
    return g_bytes_new (text, strlen (text));
  raw = PQunescapeBytea ((const unsigned char *) text, &size);
  bytes = g_bytes_new (raw, size);
  PQfreemem (raw);
  return bytes;
}

static void
clear_result (gpointer result)
{
  PQclear (result);
}

static void
rows_free (YyqRows *rows)
{
  PostgresqlRows *self = (PostgresqlRows *) rows;

  while (self->connection->running == self)
    PQclear (fetch (self));
  PQclear (self->row);
  g_queue_clear_full (&self->ahead, clear_result);
  g_clear_error (&self->failed);
  g_free (self);
}

static void
read_ahead (YyqPostgresqlConnection *self)
{
  PostgresqlRows *rows = self->running;

  while (self->running != NULL) {
    PGresult *row = fetch (rows);

    if (row != NULL)
      g_queue_push_tail (&rows->ahead, row);
  }
}

static gboolean
command (YyqPostgresqlConnection *self, const char *sql, PGresult **result)
{
  read_ahead (self);
  *result = PQexec (self->db, sql);
  return PQresultStatus (*result) == PGRES_COMMAND_OK;
}

/* COMMIT of a transaction in which something failed is answered with ROLLBACK. */
gboolean
yyq_postgresql_connection_command (YyqPostgresqlConnection *self, const char *sql, GError **error)
{
  PGresult *result = NULL;
  gboolean ok = command (self, sql, &result);

  if (!ok) {
    yyq_postgresql_set_error (error, self->db, result);
  } else if (!g_str_has_prefix (sql, PQcmdStatus (result))) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED, "postgresql: %s became %s", sql,
                 PQcmdStatus (result));
    ok = FALSE;
  }
  PQclear (result);
  return ok;
}

static Oid
type_of (char letter)
{
  if (letter == 'i')
    return TYPE_INT8;
  return letter == 's' || letter == 'a' ? TYPE_TEXT : TYPE_BYTEA;
}

static void
forget_statements (YyqPostgresqlConnection *self)
{
  PGresult *result = NULL;

  if (command (self, "DEALLOCATE ALL", &result))
    g_hash_table_remove_all (self->statements);
  PQclear (result);
}

/* Takes @key. */
static const char *
prepare (YyqPostgresqlConnection *self, char *key, const char *sql, const Oid *types, guint n,
         GError **error)
{
  g_autofree char *owned = key;
  g_autofree char *expanded = yyq_sql_expand (sql, YYQ_SQL_POSTGRESQL);
  char *name = g_strdup_printf ("s%u", self->n_statements++);
  PGresult *result = PQprepare (self->db, name, expanded, (int) n, types);
  gboolean ok = PQresultStatus (result) == PGRES_COMMAND_OK;

  if (ok) {
    g_hash_table_insert (self->statements, g_steal_pointer (&owned), name);
  } else {
    yyq_postgresql_set_error (error, self->db, result);
    g_free (name);
  }
  PQclear (result);
  return ok ? name : NULL;
}

/* (transfer none): its name; with other types of parameters it is another statement. */
static const char *
find_statement (YyqPostgresqlConnection *self, const char *sql, const YyqSqlValue *values, guint n,
                GError **error)
{
  g_autofree Oid *types = g_new (Oid, n);
  g_autoptr (GString) key = g_string_new (NULL);
  const char *name;

  for (guint i = 0; i < n; i++) {
    types[i] = type_of (values[i].type);
    g_string_append_c (key, values[i].type);
  }
  g_string_append_printf (key, " %s", sql);
  name = g_hash_table_lookup (self->statements, key->str);
  if (name != NULL)
    return name;
  if (g_hash_table_size (self->statements) >= MOST_STATEMENTS)
    forget_statements (self);
  return prepare (self, g_string_free (g_steal_pointer (&key), FALSE), sql, types, n, error);
}

/* Text as text, so that numbers need no byte order; bytes as they are. */
static gboolean
send_statement (YyqPostgresqlConnection *self, const char *name, const YyqSqlValue *values, guint n)
{
  g_autofree const char **data = g_new0 (const char *, n);
  g_autofree int *lengths = g_new0 (int, n);
  g_autofree int *formats = g_new0 (int, n);
  g_autofree char *numbers = g_malloc ((gsize) n * 24);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++) {
    gsize size = 0;

    if (values[i].type == 's') {
      data[i] = values[i].text;
    } else if (values[i].type == 'a') {
      data[i] = yyq_sql_list (values[i].texts, YYQ_SQL_POSTGRESQL);
      g_ptr_array_add (lists, (char *) data[i]);
    } else if (values[i].type == 'i') {
      data[i] = numbers + (gsize) i * 24;
      g_snprintf (numbers + (gsize) i * 24, 24, "%" G_GINT64_FORMAT, values[i].integer);
    } else if (values[i].bytes != NULL) {
      data[i] = g_bytes_get_data (values[i].bytes, &size);
      data[i] = data[i] != NULL ? data[i] : "";
      lengths[i] = (int) size;
      formats[i] = 1;
    }
  }
  return PQsendQueryPrepared (self->db, name, (int) n, data, lengths, formats, 0) &&
         PQsetSingleRowMode (self->db);
}

YyqRows *
yyq_postgresql_connection_query (YyqPostgresqlConnection *self, const char *sql,
                                 const YyqSqlValue *values, guint n, GError **error)
{
  const char *name;
  PostgresqlRows *rows;

  read_ahead (self);
  name = find_statement (self, sql, values, n, error);
  if (name == NULL)
    return NULL;
  if (!send_statement (self, name, values, n)) {
    yyq_postgresql_set_error (error, self->db, NULL);
    return NULL;
  }
  rows = g_new0 (PostgresqlRows, 1);
  rows->parent =
    (YyqRows){ rows_next, rows_get_int, rows_get_text, rows_get_bytes, rows_is_null, rows_free };
  rows->connection = self;
  self->running = rows;
  return &rows->parent;
}
