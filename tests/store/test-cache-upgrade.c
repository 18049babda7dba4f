/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cache-migrations.h"
#include "yyq-cjk-tokenizer.h"
#include "yyq-outbox.h"
#include "yyq-reply-cache.h"
#include "yyq-sql.h"
#include "yyq-store-fixture.h"

#define CONTRACT "01936f00-0000-7000-8000-0000000000c"
#define KEY "01936f00-0000-7000-8000-0000000000a"
#define SIGN_SESSION "01936f00-0000-7000-8000-0000000000d"

/* The cache that tests/store/landed/cache-1.sql tells of, opened by this version. */
static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *sql_path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests", "store", "landed", data, NULL);
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  store_fixture_set_up (fixture, NULL);
  store_unref_and_wait (g_steal_pointer (&fixture->database));
  store_remove_tree (fixture->path);
  g_file_get_contents (sql_path, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  yyq_cjk_tokenizer_register (db, &error);
  g_assert_no_error (error);
  yyq_sql_exec (db, sql, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  yyq_secret_append (key, "0123456789abcdef0123456789abcdef", YYQ_CIPHER_KEY_SIZE);
  yyq_cipher_unref (fixture->cipher);
  fixture->cipher = yyq_cipher_new (key, 1);
  store_fixture_open (fixture);
}

static YyqOutboxEntry *
load (YyqOutbox *outbox, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YyqOutboxEntry *entry;

  yyq_outbox_load_async (outbox, key, NULL, store_keep_result, &result);
  store_wait (&result);
  entry = yyq_outbox_load_finish (outbox, result, &error);
  g_assert_no_error (error);
  return entry;
}

static void
assert_body (const YyqOutboxEntry *entry, const char *part)
{
  g_assert_nonnull (entry->body);
  g_assert_nonnull (memmem (g_bytes_get_data (entry->body, NULL), g_bytes_get_size (entry->body),
                            part, strlen (part)));
}

static void
test_waiting (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqOutbox) outbox = yyq_outbox_new (fixture->database, fixture->cipher, NULL);
  g_autoptr (YyqOutboxEntry) entry = load (outbox, KEY "1");

  g_assert_cmpint (entry->seq, ==, 4);
  g_assert_cmpstr (entry->kind, ==, "contract.sign");
  g_assert_cmpstr (entry->object_id, ==, CONTRACT "2");
  g_assert_cmpstr (entry->target, ==, SIGN_SESSION "1");
  g_assert_cmpint (entry->state, ==, YYQ_OUTBOX_WAITING);
  g_assert_cmpuint (entry->attempts, ==, 2);
  g_assert_cmpint (entry->next_at, ==, G_GINT64_CONSTANT (1795719400000));
  g_assert_cmpint (entry->created_at, ==, G_GINT64_CONSTANT (1795719350000));
  g_assert_null (entry->reason);
  assert_body (entry, "c2lnbmVk");
}

static void
test_parked (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqOutbox) outbox = yyq_outbox_new (fixture->database, fixture->cipher, NULL);
  g_autoptr (YyqOutboxEntry) entry = load (outbox, KEY "2");

  g_assert_cmpstr (entry->kind, ==, "contract.sign");
  g_assert_cmpstr (entry->target, ==, SIGN_SESSION "2");
  g_assert_cmpint (entry->state, ==, YYQ_OUTBOX_PARKED);
  g_assert_cmpstr (entry->reason, ==, "contract-withdrawn");
  assert_body (entry, "cmVmdXNlZA==");
}

static void
test_rest (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqReplyCache) entities = yyq_reply_cache_new (fixture->database, fixture->cipher);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) todo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (store_ask (fixture->database, "PRAGMA user_version"), ==,
                   yyq_cache_migrations_get_latest ());
  g_assert_cmpint (store_ask (fixture->database, "SELECT COUNT(*) FROM record_contract"), ==, 2);
  g_assert_cmpint (store_ask (fixture->database, "SELECT synced_at FROM sync_cursor"), ==,
                   G_GINT64_CONSTANT (1795719300000));
  yyq_reply_cache_load_async (entities, YYQ_REPLY_HOME, "todo", NULL, store_keep_result, &result);
  store_wait (&result);
  todo = yyq_reply_cache_load_finish (entities, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (todo), >, 0);
}

#define ADD(name, function)                                                          \
  g_test_add ("/store/upgrade/" name, StoreFixture, "cache-1.sql", set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a signature that waits in the first version's file still waits, with key and body",
       test_waiting);
  ADD ("a refused one is still parked, and its reason has become a code", test_parked);
  ADD ("everything else is there as it was", test_rest);
  return g_test_run ();
}
