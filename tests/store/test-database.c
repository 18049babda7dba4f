/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cache-migrations.h"
#include "yyq-error.h"
#include "yyq-sql.h"
#include "yyq-store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
submit (StoreFixture *fixture, YyqDatabaseJob job, gpointer data, gboolean write,
        GCancellable *cancellable, GAsyncResult **result)
{
  YyqDatabaseRequest request = { job, data, NULL, NULL, write };

  yyq_database_submit (fixture->database, NULL, &request, cancellable, store_keep_result, result);
}

static gpointer
note_thread (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (yyq_database_in_worker ());
  *(GThread **) data = g_thread_self ();
  return NULL;
}

static void
test_thread (StoreFixture *fixture, gconstpointer data)
{
  GThread *threads[2] = { NULL, NULL };
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  submit (fixture, note_thread, &threads[0], FALSE, NULL, &first);
  submit (fixture, note_thread, &threads[1], TRUE, NULL, &second);
  g_assert_null (first);
  store_wait (&first);
  store_wait (&second);
  g_assert_true (threads[0] != g_thread_self ());
  g_assert_true (threads[0] == threads[1]);
  g_assert_false (yyq_database_in_worker ());
}

static gpointer
append (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_string_append (data, "x");
  return NULL;
}

static gpointer
wait_for_gate (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
  return NULL;
}

static void
test_cancel (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GAsyncResult) gate_result = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  submit (fixture, wait_for_gate, &gate, FALSE, NULL, &gate_result);
  submit (fixture, append, text, TRUE, cancellable, &result);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&gate);
  store_wait (&result);
  yyq_database_submit_finish (result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (text->len, ==, 0);
  store_wait (&gate_result);
  g_mutex_clear (&gate);
}

static gpointer
commit_and_cancel (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  yyq_sql_exec (db, "INSERT INTO sync_cursor VALUES ('t', 'c', 1)", error);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel_late (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  submit (fixture, commit_and_cancel, NULL, TRUE, cancellable, &result);
  store_wait (&result);
  yyq_database_submit_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_ask (fixture->database, "SELECT count(*) FROM sync_cursor"), ==, 1);
}

static gpointer
write_and_fail (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  yyq_sql_exec (db, "INSERT INTO sync_cursor VALUES ('t', 'c', 1)", NULL);
  yyq_sql_exec (db, "INSERT INTO sync_cursor VALUES ('t', 'd', 1)", error);
  return NULL;
}

static void
test_rollback (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  submit (fixture, write_and_fail, NULL, TRUE, NULL, &result);
  store_wait (&result);
  yyq_database_submit_finish (result, &error);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS);
  g_assert_cmpint (store_ask (fixture->database, "SELECT count(*) FROM sync_cursor"), ==, 0);
}

static void
test_reader (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *reader = yyq_database_get_reader (fixture->database);
  g_autoptr (GError) error = NULL;

  store_ask (fixture->database, "INSERT INTO sync_cursor VALUES ('t', 'c', 1) RETURNING 1");
  g_assert_false (yyq_sql_exec (reader, "DELETE FROM sync_cursor", &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_private (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  store_ask (fixture->database, "INSERT INTO sync_cursor VALUES ('t', 'c', 1) RETURNING 1");
  g_assert_cmpuint (mode_of (fixture->path), ==, 0600);
  g_assert_cmpuint (mode_of (wal), ==, 0600);
  g_assert_cmpuint (mode_of (fixture->directory), ==, 0700);
}

static void
test_migrated (StoreFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (store_ask (fixture->database, "PRAGMA user_version"), ==,
                   yyq_cache_migrations_get_latest ());
  store_ask (fixture->database, "INSERT INTO sync_cursor VALUES ('t', 'c', 1) RETURNING 1");
  store_fixture_reopen (fixture);
  g_assert_cmpint (store_ask (fixture->database, "SELECT count(*) FROM sync_cursor"), ==, 1);
}

static void
open_other (const char *path, GError **error)
{
  g_autoptr (YyqDatabase) database = yyq_database_new (path);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_database_open_async (database, NULL, store_keep_result, &result);
  store_wait (&result);
  yyq_database_open_finish (database, result, error);
}

static void
test_newer (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "newer.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (yyq_sql_exec (db, "CREATE TABLE t (a); PRAGMA user_version = 999", NULL));
  sqlite3_close (db);
  open_other (path, &error);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NEWER);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_half_migrated (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "half.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  /* A table of the first step stands in its way: the step must leave nothing. */
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (yyq_sql_exec (db, "CREATE TABLE outbox (a)", NULL));
  open_other (path, &error);
  g_assert_nonnull (error);
  g_assert_false (yyq_sql_exec (db, "SELECT 1 FROM contract", NULL));
  sqlite3_close (db);
}

static void
test_damaged (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "damaged.db", NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (
    path, "this is no database, but it is long enough to be taken for one", -1, NULL));
  /* It warns, which is right. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  open_other (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
test_no_place (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->path, "below", "cache.db", NULL);
  g_autoptr (GError) error = NULL;

  open_other (path, &error);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
}

static void
test_memory (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqDatabase) database = yyq_database_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_true (yyq_database_is_in_memory (database));
  store_ask (database, "INSERT INTO sync_cursor VALUES ('t', 'c', 1) RETURNING 1");
  g_assert_cmpint (sqlite3_prepare_v2 (yyq_database_get_reader (database),
                                       "SELECT 1 FROM sync_cursor", -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  sqlite3_finalize (statement);
}

#define ADD(name, function)                                                                \
  g_test_add ("/store/database/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("jobs run in one thread that is not the main one", test_thread);
  ADD ("a cancelled job that has not begun is skipped", test_cancel);
  ADD ("what was committed is reported, also when cancelled too late", test_cancel_late);
  ADD ("a job that fails leaves nothing", test_rollback);
  ADD ("the reader of the main thread cannot write", test_reader);
  ADD ("nobody else can read the files", test_private);
  ADD ("a new file has the newest layout and keeps its content", test_migrated);
  ADD ("a file of a newer version is refused and left alone", test_newer);
  ADD ("a layout step that fails leaves nothing of itself", test_half_migrated);
  ADD ("a damaged file is put aside and a new one begun", test_damaged);
  ADD ("a place that cannot be written is an error", test_no_place);
  ADD ("in memory both connections see the same", test_memory);
  return g_test_run ();
}
