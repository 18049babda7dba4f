/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"
#include "yyq-outbox-salvage.h"
#include "yyq-outbox.h"
#include "yyq-sql.h"
#include "yyq-store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Files of a cache that are damaged byte by byte, and what of the outbox comes out of them. */

#define PAGE 4096
#define N_ENTRIES 40
#define LARGE 7   /* this entry's body is a file */
#define LONG 11   /* this one's goes over many pages */
#define PARKED 13 /* this one was refused */

typedef struct {
  char *directory;
  char *path;
  char *bodies;
  YyqCipher *cipher;
  YyqDatabase *database; /* (nullable) */
  YyqOutbox *outbox;     /* (nullable) */
  GPtrArray *keys;       /* (element-type utf8): of the entries, in order */
} Fixture;

static void
open_cache (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->database = yyq_database_new (fixture->path);
  yyq_outbox_salvage_prepare (fixture->database, fixture->cipher, fixture->bodies);
  yyq_database_open_async (fixture->database, NULL, store_keep_result, &result);
  store_wait (&result);
  yyq_database_open_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  fixture->outbox = yyq_outbox_new (fixture->database, fixture->cipher, fixture->bodies);
}

/* Then SQLite has written everything that it will write. */
static void
close_cache (Fixture *fixture)
{
  GAsyncResult *result = NULL;

  g_clear_object (&fixture->outbox);
  if (fixture->database == NULL)
    return;
  yyq_database_close_async (fixture->database, store_keep_result, &result);
  store_wait (&result);
  g_clear_object (&result);
  store_unref_and_wait (g_steal_pointer (&fixture->database));
}

static gsize
body_length (guint i)
{
  return i == LARGE ? 300 * 1024 : i == LONG ? 60 * 1024 : 40 + 97 * (gsize) i;
}

/* (transfer full) */
static GBytes *
make_body (guint i)
{
  const gsize length = body_length (i);

  return g_bytes_new_take (g_strnfill (length, (char) ('a' + i % 26)), length);
}

static void
finish (Fixture *fixture, GAsyncResult **result)
{
  g_autoptr (GAsyncResult) owned = NULL;
  g_autoptr (GError) error = NULL;

  store_wait (result);
  owned = g_steal_pointer (result);
  yyq_outbox_change_finish (fixture->outbox, owned, &error);
  g_assert_no_error (error);
}

static void
add_entries (Fixture *fixture, guint first, guint end)
{
  for (guint i = first; i < end; i++) {
    g_autoptr (GBytes) body = make_body (i);
    g_autofree char *object = g_strdup_printf ("object-%02u", i);
    g_autoptr (YyqOutboxEntry) entry = yyq_outbox_entry_new ("test.kind", object, body);
    GAsyncResult *result = NULL;

    entry->title = g_strdup_printf ("劳动合同 %02u", i);
    entry->next_at = 1000 + i;
    g_ptr_array_add (fixture->keys, g_strdup (entry->idempotency_key));
    yyq_outbox_add_async (fixture->outbox, entry, FALSE, NULL, store_keep_result, &result);
    finish (fixture, &result);
    if (i != PARKED)
      continue;
    yyq_outbox_fail_async (fixture->outbox, entry->idempotency_key, YYQ_OUTBOX_PARKED, 0, "refused",
                           "refused: no", store_keep_result, &result);
    finish (fixture, &result);
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  yyq_secret_append (key, "0123456789abcdef0123456789abcdef", YYQ_CIPHER_KEY_SIZE);
  fixture->cipher = yyq_cipher_new (key, 1);
  fixture->directory = g_dir_make_tmp ("yyq-salvage-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "cache.db", NULL);
  fixture->bodies = g_build_filename (fixture->directory, "outbox", NULL);
  fixture->keys = g_ptr_array_new_with_free_func (g_free);
  open_cache (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_cache (fixture);
  yyq_cipher_unref (fixture->cipher);
  store_remove_tree (fixture->directory);
  g_ptr_array_unref (fixture->keys);
  g_free (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->bodies);
}

/* Damage */

static void
overwrite (Fixture *fixture, gsize at, gsize length, char with)
{
  g_autofree char *bytes = g_strnfill (length, with);
  FILE *file = g_fopen (fixture->path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) at, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* The number of the page of a table that comes in the middle. */
static gint64
find_page (Fixture *fixture, const char *table, const char *type)
{
  g_autofree char *where =
    g_strdup_printf ("FROM dbstat WHERE name = '%s' AND pagetype = '%s'", table, type);
  g_autofree char *sql = g_strdup_printf (
    "SELECT pageno %s ORDER BY pageno LIMIT 1 OFFSET (SELECT COUNT(*) / 2 %s)", where, where);

  return store_ask (fixture->database, sql);
}

static void
wreck_page (Fixture *fixture, gint64 number)
{
  g_assert_cmpint (number, >, 1);
  overwrite (fixture, (gsize) (number - 1) * PAGE, PAGE, (char) 0xee);
}

static gpointer
checkpoint_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  yyq_sql_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", error);
  return NULL;
}

/* What has been written until now is in the file, what comes is in the log. */
static void
checkpoint (Fixture *fixture)
{
  YyqDatabaseRequest request = { checkpoint_in_worker, NULL, NULL, NULL, FALSE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_database_submit (fixture->database, NULL, &request, NULL, store_keep_result, &result);
  store_wait (&result);
  yyq_database_submit_finish (result, &error);
  g_assert_no_error (error);
}

/* As a kill leaves it: the files as they are while the cache is open. */
static void
crash (Fixture *fixture)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  char *copies[G_N_ELEMENTS (suffixes)] = { NULL };
  gsize lengths[G_N_ELEMENTS (suffixes)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

    g_assert_true (g_file_get_contents (path, &copies[i], &lengths[i], NULL));
  }
  close_cache (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

    g_assert_true (g_file_set_contents (path, copies[i], (gssize) lengths[i], NULL));
    g_free (copies[i]);
  }
}

/* What came out */

static YyqDatabaseSaved
begin_anew (Fixture *fixture)
{
  YyqDatabaseSaved saved = { 0 };
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);

  /* It warns, which is right. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  open_cache (fixture);
  g_assert_true (yyq_database_get_begun_anew (fixture->database, &saved));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  return saved;
}

static YyqOutboxEntry *
load (Fixture *fixture, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YyqOutboxEntry *entry;

  yyq_outbox_load_async (fixture->outbox, key, NULL, store_keep_result, &result);
  store_wait (&result);
  entry = yyq_outbox_load_finish (fixture->outbox, result, &error);
  g_assert_no_error (error);
  return entry;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  yyq_outbox_list_async (fixture->outbox, NULL, store_keep_result, &result);
  store_wait (&result);
  entries = yyq_outbox_list_finish (fixture->outbox, result, &error);
  g_assert_no_error (error);
  return entries;
}

/* As it was typed, to the last byte. */
static void
assert_whole (Fixture *fixture, guint i)
{
  g_autoptr (YyqOutboxEntry) entry = load (fixture, fixture->keys->pdata[i]);
  g_autoptr (GBytes) body = make_body (i);
  g_autofree char *object = g_strdup_printf ("object-%02u", i);
  g_autofree char *title = g_strdup_printf ("劳动合同 %02u", i);

  g_assert_cmpstr (entry->kind, ==, "test.kind");
  g_assert_cmpstr (entry->object_id, ==, object);
  g_assert_cmpstr (entry->title, ==, title);
  g_assert_nonnull (entry->body);
  g_assert_true (g_bytes_equal (entry->body, body));
  g_assert_cmpint (entry->state, ==, i == PARKED ? YYQ_OUTBOX_PARKED : YYQ_OUTBOX_WAITING);
  g_assert_cmpstr (entry->reason, ==, i == PARKED ? "refused" : NULL);
  g_assert_cmpint (entry->next_at, ==, i == PARKED ? 0 : 1000 + i);
}

static guint
index_of (Fixture *fixture, const YyqOutboxEntry *entry)
{
  guint i = 0;

  g_assert_true (
    g_ptr_array_find_with_equal_func (fixture->keys, entry->idempotency_key, g_str_equal, &i));
  return i;
}

/* Those that can be sent, in the order in which they were done; the number of them. */
static guint
count_whole (Fixture *fixture)
{
  g_autoptr (GPtrArray) entries = list (fixture);
  gint64 before = 0;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++) {
    const YyqOutboxEntry *entry = entries->pdata[i];

    g_assert_cmpint (entry->seq, >, before);
    before = entry->seq;
    if (g_strcmp0 (entry->reason, YYQ_OUTBOX_REASON_BODY_MISSING) == 0)
      continue;
    assert_whole (fixture, index_of (fixture, entry));
    n++;
  }
  return n;
}

static void
assert_all_saved (Fixture *fixture)
{
  YyqDatabaseSaved saved = begin_anew (fixture);

  g_assert_cmpuint (saved.n_whole, ==, N_ENTRIES);
  g_assert_cmpuint (saved.n_broken, ==, 0);
  g_assert_cmpuint (count_whole (fixture), ==, N_ENTRIES);
}

/* The tests */

static void
test_intact (Fixture *fixture, gconstpointer data)
{
  add_entries (fixture, 0, N_ENTRIES);
  close_cache (fixture);
  open_cache (fixture);
  g_assert_false (yyq_database_get_begun_anew (fixture->database, NULL));
  g_assert_cmpuint (count_whole (fixture), ==, N_ENTRIES);
}

static void
test_header (Fixture *fixture, gconstpointer data)
{
  add_entries (fixture, 0, N_ENTRIES);
  close_cache (fixture);
  overwrite (fixture, 0, 100, (char) 0xee);
  assert_all_saved (fixture);
  close_cache (fixture);
  open_cache (fixture);
  g_assert_false (yyq_database_get_begun_anew (fixture->database, NULL));
  g_assert_cmpuint (count_whole (fixture), ==, N_ENTRIES);
}

static void
test_schema (Fixture *fixture, gconstpointer data)
{
  add_entries (fixture, 0, N_ENTRIES);
  close_cache (fixture);
  overwrite (fixture, 100, PAGE - 100, 0);
  assert_all_saved (fixture);
}

static void
test_root (Fixture *fixture, gconstpointer data)
{
  gint64 page;

  add_entries (fixture, 0, N_ENTRIES);
  page = find_page (fixture, "outbox", "internal");
  close_cache (fixture);
  wreck_page (fixture, page);
  assert_all_saved (fixture);
}

/* Only what stood on that page is lost. */
static void
test_leaf (Fixture *fixture, gconstpointer data)
{
  YyqDatabaseSaved saved;
  gint64 page;
  gint64 n_on_page;

  add_entries (fixture, 0, N_ENTRIES);
  page = find_page (fixture, "outbox", "leaf");
  n_on_page = store_ask (fixture->database, "SELECT MAX(ncell) FROM dbstat WHERE name = 'outbox' "
                                            "AND pagetype = 'leaf'");
  close_cache (fixture);
  wreck_page (fixture, page);
  saved = begin_anew (fixture);
  g_assert_cmpuint (saved.n_whole, <, N_ENTRIES);
  g_assert_cmpuint (saved.n_whole, >=, N_ENTRIES - (guint) n_on_page);
  g_assert_cmpuint (count_whole (fixture), ==, saved.n_whole);
}

/* What a signature was of is known, and that it cannot be sent. */
static void
test_overflow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqOutboxEntry) entry = NULL;
  YyqDatabaseSaved saved;
  gint64 page;

  add_entries (fixture, 0, N_ENTRIES);
  page = find_page (fixture, "outbox", "overflow");
  close_cache (fixture);
  wreck_page (fixture, page);
  saved = begin_anew (fixture);
  g_assert_cmpuint (saved.n_whole, ==, N_ENTRIES - 1);
  g_assert_cmpuint (saved.n_broken, ==, 1);
  g_assert_cmpuint (count_whole (fixture), ==, N_ENTRIES - 1);
  entry = load (fixture, fixture->keys->pdata[LONG]);
  g_assert_cmpstr (entry->title, ==, "劳动合同 11");
  g_assert_cmpint (entry->state, ==, YYQ_OUTBOX_PARKED);
  g_assert_cmpstr (entry->reason, ==, YYQ_OUTBOX_REASON_BODY_MISSING);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  YyqDatabaseSaved saved;
  gint64 n_pages;

  add_entries (fixture, 0, N_ENTRIES);
  n_pages = store_ask (fixture->database, "PRAGMA page_count");
  close_cache (fixture);
  g_assert_cmpint (truncate (fixture->path, (off_t) (n_pages * 3 / 4 * PAGE + 1000)), ==, 0);
  saved = begin_anew (fixture);
  g_assert_cmpuint (saved.n_whole, >, N_ENTRIES / 4);
  g_assert_cmpuint (saved.n_whole, <, N_ENTRIES);
  g_assert_cmpuint (count_whole (fixture), ==, saved.n_whole);
}

/* What was in the log is lost, but for the file of a body, which nobody sweeps. */
static void
test_no_wal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *aside = g_strconcat (fixture->bodies, ".damaged", NULL);
  g_autofree char *body = NULL;
  YyqDatabaseSaved saved;

  add_entries (fixture, 0, LARGE);
  checkpoint (fixture);
  add_entries (fixture, LARGE, LARGE + 2);
  crash (fixture);
  g_assert_cmpint (g_unlink (wal), ==, 0);
  saved = begin_anew (fixture);
  g_assert_cmpuint (saved.n_whole, ==, LARGE);
  g_assert_cmpuint (saved.n_broken, ==, 1);
  g_assert_cmpuint (count_whole (fixture), ==, LARGE);
  body = g_build_filename (aside, fixture->keys->pdata[LARGE], NULL);
  g_assert_true (g_file_test (body, G_FILE_TEST_EXISTS));
}

/* The newest is in the log, and counts. */
static void
test_wal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mark = g_strconcat (fixture->path, ".check", NULL);
  YyqDatabaseSaved saved;

  add_entries (fixture, 0, N_ENTRIES / 2);
  checkpoint (fixture);
  add_entries (fixture, N_ENTRIES / 2, N_ENTRIES);
  crash (fixture);
  /* It was found while it was used: SQLite itself would read most of it. */
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  overwrite (fixture, 0, 16, (char) 0xee);
  saved = begin_anew (fixture);
  g_assert_cmpuint (saved.n_whole, ==, N_ENTRIES);
  g_assert_cmpuint (count_whole (fixture), ==, N_ENTRIES);
}

static gpointer
read_replies (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  yyq_sql_exec (db, "SELECT SUM(LENGTH(payload_enc)) FROM cache_entity", error);
  return NULL;
}

/* What can be fetched again is not looked at when the cache is opened, but when it is used. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  YyqDatabaseRequest request = { read_replies, NULL, NULL, NULL, FALSE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 page;

  add_entries (fixture, 0, N_ENTRIES);
  store_ask (fixture->database,
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
             "INSERT INTO cache_entity SELECT 'e', printf ('%05d', i), 1, randomblob (200) FROM n "
             "RETURNING 1");
  page = find_page (fixture, "cache_entity", "leaf");
  close_cache (fixture);
  wreck_page (fixture, page);
  open_cache (fixture);
  g_assert_false (yyq_database_get_begun_anew (fixture->database, NULL));
  yyq_database_submit (fixture->database, NULL, &request, NULL, store_keep_result, &result);
  store_wait (&result);
  yyq_database_submit_finish (result, &error);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT);
  g_clear_object (&result);
  close_cache (fixture);
  assert_all_saved (fixture);
}

/* A kill came when the new file was complete and the old one aside. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *complete = g_strconcat (fixture->path, ".new", NULL);

  add_entries (fixture, 0, N_ENTRIES);
  close_cache (fixture);
  g_assert_cmpint (g_rename (fixture->path, complete), ==, 0);
  open_cache (fixture);
  g_assert_cmpuint (count_whole (fixture), ==, N_ENTRIES);
}

#define ADD(name, function) \
  g_test_add ("/store/salvage/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what is whole is left alone", test_intact);
  ADD ("without a header every entry is saved, and only once", test_header);
  ADD ("without a schema every entry is saved", test_schema);
  ADD ("without the page that points to the others every entry is saved", test_root);
  ADD ("of a page in the middle only its own entries are lost", test_leaf);
  ADD ("an entry whose end is lost is parked under its title", test_overflow);
  ADD ("of a file that was cut off the rest is saved", test_truncated);
  ADD ("a missing log is noticed, and no body is swept", test_no_wal);
  ADD ("what stands in the log is saved, too", test_wal);
  ADD ("damage elsewhere is mended at the next opening", test_elsewhere);
  ADD ("after a kill the new file takes the place", test_killed);
  return g_test_run ();
}
