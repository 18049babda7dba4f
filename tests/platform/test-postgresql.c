/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "yyq-error.h"
#include "yyq-postgresql-storage.h"
#include "yyq-test-storage.h"

/* What only a storage on a server has: passwords, connections that end, transactions that meet. */

typedef struct {
  char *address;
  YyqStorage *storage;
  YyqStorage *other;
  GAsyncQueue *ready;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->ready = g_async_queue_new ();
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->storage = yyq_postgresql_storage_new (fixture->address, &error);
  g_assert_no_error (error);
  fixture->other = yyq_postgresql_storage_new (fixture->address, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->storage);
  g_clear_object (&fixture->other);
  g_async_queue_unref (fixture->ready);
  yyq_test_storage_drop (fixture->address);
}

static void
execute (YyqStorage *storage, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (storage, &error, sql, "");
  g_assert_no_error (error);
}

static gint64
count (YyqStorage *storage, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (storage, &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

static void
begin (YyqStorage *storage)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (storage, &error);
  g_assert_no_error (error);
}

#define INSERT(id)                                                                          \
  "INSERT INTO login_guess (whose, failures, lockouts, locked_until, last_at) VALUES ('" id \
  "', 0, 0, 0, 0)"
#define GUESSES "SELECT COUNT(*) FROM login_guess"

/* The server ends the connection of @storage, as it does when it is stopped. */
static void
break_connection (Fixture *fixture)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT pg_terminate_backend(%" G_GINT64_FORMAT ", 10000)",
                     count (fixture->storage, "SELECT pg_backend_pid()"));

  g_assert_cmpint (count (fixture->other, sql), ==, 1);
}

static void
assert_refused (const char *address, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_postgresql_storage_new (address, &error);

  g_assert_null (storage);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "geheim"));
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unknown = g_strdup_printf (
    YYQ_POSTGRESQL_SCHEME "nobody:geheim@/postgres?host=%s", g_getenv ("YYQ_TEST_POSTGRESQL"));

  assert_refused (YYQ_POSTGRESQL_SCHEME "u:geheim@host/database?nonsense=geheim", "no address");
  assert_refused (YYQ_POSTGRESQL_SCHEME "u:geheim@127.0.0.1:1/database", "refused");
  assert_refused (unknown, "nobody");
}

/* Answers that it has no TLS to the first who asks for it. */
static gpointer
serve_without_tls (gpointer listener)
{
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  static const guint8 wish[] = { 0, 0, 0, 8, 4, 210, 22, 47 };
  guint8 request[8] = { 0 };
  char more;

  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request,
                           sizeof request, NULL, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), "N", 1, NULL,
                             NULL, NULL);
  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &more, 1, NULL,
                       NULL);
  return GINT_TO_POINTER (memcmp (request, wish, sizeof wish) == 0);
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address =
    g_strdup_printf (YYQ_POSTGRESQL_SCHEME "u:geheim@127.0.0.1:%u/database", port);
  GThread *server = g_thread_new ("server", serve_without_tls, listener);

  assert_refused (address, "SSL");
  g_assert_true (GPOINTER_TO_INT (g_thread_join (server)));
}

static void
test_encoding (Fixture *fixture, gconstpointer data)
{
  char *address = yyq_test_storage_make_address (TRUE);
  g_autofree char *name = g_strndup (address + strlen (YYQ_POSTGRESQL_SCHEME "/"),
                                     strcspn (address + strlen (YYQ_POSTGRESQL_SCHEME "/"), "?"));
  g_autofree char *drop = g_strdup_printf ("DROP DATABASE %s", name);
  g_autofree char *create =
    g_strdup_printf ("CREATE DATABASE %s TEMPLATE template0 ENCODING 'SQL_ASCII'", name);

  execute (fixture->storage, drop);
  execute (fixture->storage, create);
  assert_refused (address, "ENCODING 'UTF8' LC_COLLATE 'C'");
  yyq_test_storage_drop (address);
}

static void
test_reconnect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  break_connection (fixture);
  begin (fixture->storage);
  execute (fixture->storage, INSERT ("a"));
  yyq_storage_commit (fixture->storage, &error);
  g_assert_no_error (error);
  break_connection (fixture);
  g_assert_cmpint (count (fixture->storage, GUESSES), ==, 1);
}

static void
note (gpointer undone, gpointer unused)
{
  *(gboolean *) undone = TRUE;
}

static void
ignore (gpointer data)
{
}

static void
test_broken_transaction (Fixture *fixture, gconstpointer data)
{
  gboolean undone = FALSE;
  g_autoptr (GError) error = NULL;

  begin (fixture->storage);
  execute (fixture->storage, INSERT ("a"));
  yyq_storage_on_rollback (fixture->storage, note, &undone, ignore);
  break_connection (fixture);
  g_assert_false (yyq_storage_execute (fixture->storage, NULL, INSERT ("b"), ""));
  g_assert_true (yyq_storage_in_transaction (fixture->storage));
  g_assert_false (yyq_storage_execute (fixture->storage, NULL, INSERT ("c"), ""));
  yyq_storage_rollback (fixture->storage);
  g_assert_true (undone);
  begin (fixture->storage);
  break_connection (fixture);
  g_assert_false (yyq_storage_commit (fixture->storage, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
  yyq_storage_rollback (fixture->storage);
  g_assert_cmpint (count (fixture->storage, GUESSES), ==, 0);
}

static void
test_failed_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin (fixture->storage);
  execute (fixture->storage, INSERT ("a"));
  g_assert_false (yyq_storage_execute (fixture->storage, NULL, INSERT ("a"), ""));
  g_assert_false (yyq_storage_commit (fixture->storage, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
  yyq_storage_rollback (fixture->storage);
  g_assert_cmpint (count (fixture->other, GUESSES), ==, 0);
}

#define LOCK(id) "SELECT 1 FROM login_guess WHERE whose = '" id "'" YYQ_SQL_LOCK

static gpointer
have_b_want_a (gpointer data)
{
  Fixture *fixture = data;
  GError *error = NULL;

  begin (fixture->storage);
  execute (fixture->storage, LOCK ("b"));
  g_async_queue_push (fixture->ready, fixture);
  yyq_storage_execute (fixture->storage, &error, LOCK ("a"), "");
  yyq_storage_release (fixture->storage);
  return error;
}

static void
test_deadlock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) here = NULL;
  g_autoptr (GError) there = NULL;
  const GError *told;
  GThread *thread;

  execute (fixture->storage, INSERT ("a"));
  execute (fixture->storage, INSERT ("b"));
  begin (fixture->storage);
  execute (fixture->storage, LOCK ("a"));
  thread = g_thread_new ("other", have_b_want_a, fixture);
  g_async_queue_pop (fixture->ready);
  yyq_storage_execute (fixture->storage, &here, LOCK ("b"), "");
  yyq_storage_rollback (fixture->storage);
  there = g_thread_join (thread);
  g_assert_true ((here == NULL) != (there == NULL));
  told = here != NULL ? here : there;
  g_assert_error (told, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY);
}

/* Who looks for something that nobody else has taken does not wait for those who have. */
static void
test_lock_free (Fixture *fixture, gconstpointer data)
{
  static const char free_one[] =
    "SELECT last_at FROM login_guess ORDER BY whose LIMIT 1" YYQ_SQL_LOCK_FREE;

  execute (fixture->storage, INSERT ("a"));
  execute (fixture->storage, INSERT ("b"));
  execute (fixture->storage, "UPDATE login_guess SET last_at = 2 WHERE whose = 'b'");
  begin (fixture->storage);
  g_assert_cmpint (count (fixture->storage, free_one), ==, 0);
  begin (fixture->other);
  g_assert_cmpint (count (fixture->other, free_one), ==, 2);
  yyq_storage_rollback (fixture->other);
  yyq_storage_rollback (fixture->storage);
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (fixture->storage, &error,
                       "SELECT n FROM generate_series(1, $1) n ORDER BY n", "i", (gint64) 1000);

  for (gint64 i = 1; i <= 1000; i++) {
    g_assert_true (yyq_rows_next (rows, &error));
    g_assert_cmpint (yyq_rows_get_int (rows, 0), ==, i);
    if (i % 100 == 1)
      g_assert_cmpint (count (fixture->storage, "SELECT COUNT(*) FROM generate_series(1, 7)"), ==,
                       7);
  }
  g_assert_false (yyq_rows_next (rows, &error));
  g_assert_no_error (error);
}

static gint64
resident_pages (void)
{
  g_autofree char *text = NULL;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  return g_ascii_strtoll (strchr (text, ' '), NULL, 10);
}

/* 100 MB. */
static void
test_long_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = NULL;
  gint64 before = resident_pages ();
  guint n = 0;

  rows = yyq_storage_query (fixture->storage, &error,
                            "SELECT repeat('x', 10000) FROM generate_series(1, 10000)", "");
  while (n < 100 && yyq_rows_next (rows, &error))
    n++;
  g_assert_no_error (error);
  g_assert_cmpint (resident_pages () - before, <, 5000);
}

static void
test_many_statements (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) + %u FROM login_guess", i);

    g_assert_cmpint (count (fixture->storage, sql), ==, i);
  }
  g_assert_cmpint (count (fixture->storage, "SELECT COUNT(*) FROM pg_prepared_statements"), <, 500);
}

#define ADD(name, test) g_test_add ("/postgresql/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a password in the address stands in no message", test_password);
  ADD ("over a network the server has to prove who it is", test_tls);
  ADD ("a database that orders text otherwise is refused", test_encoding);
  ADD ("a connection that the server has ended is made anew", test_reconnect);
  ADD ("a transaction whose connection broke has not been", test_broken_transaction);
  ADD ("a transaction in which something failed cannot be committed", test_failed_transaction);
  ADD ("of two that wait for each other one goes on and one is told so", test_deadlock);
  ADD ("what another transaction has locked is left out where that is wished", test_lock_free);
  ADD ("another statement may run while rows are read", test_nested);
  ADD ("a long list is never in memory as a whole", test_long_list);
  ADD ("statements that are not used again are let go", test_many_statements);
  return g_test_run ();
}
