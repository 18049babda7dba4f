/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-error.h"
#include "yyq-field-cipher.h"
#include "yyq-migrations.h"
#include "yyq-storage-open.h"
#include "yyq-test-identity.h"
#include "yyq-test-storage.h"
#include "yyq-writer.h"

/* What lies on the platform's disk: database, sealed fields, documents. */

typedef struct {
  char *directory;
  char *address; /* (nullable): on SQLite it is a file of the directory */
  YyqStorage *storage;
} Fixture;

static YyqStorage *
open_storage (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  YyqStorage *storage = yyq_storage_open (fixture->address, fixture->directory, &error);

  g_assert_no_error (error);
  return storage;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("yyq-storage-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->storage = open_storage (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->storage);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
}

static void
execute (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->storage, &error, sql, "");
  g_assert_no_error (error);
}

static gint64
count (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  g_assert_true (yyq_storage_query_int (fixture->storage, &n, &error, sql, ""));
  g_assert_no_error (error);
  return n;
}

#define ENTERPRISE(id)                                                                    \
  "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES ('" id "', '" id \
  "', 'n', '" id "', 1)"

static void
test_values (Fixture *fixture, gconstpointer data)
{
  static const guint8 raw[] = { 0, 1, 0, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (raw, sizeof raw);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) back_empty = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (fixture->storage, &error, "SELECT $1, $2, $3, $4, $5, $2", "sibsb", "姓名",
                       G_MININT64, bytes, (const char *) NULL, empty);

  g_assert_no_error (error);
  g_assert_true (yyq_rows_next (rows, &error));
  g_assert_cmpstr (yyq_rows_get_text (rows, 0), ==, "姓名");
  g_assert_cmpint (yyq_rows_get_int (rows, 1), ==, G_MININT64);
  back = yyq_rows_get_bytes (rows, 2);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_true (yyq_rows_is_null (rows, 3));
  back_empty = yyq_rows_get_bytes (rows, 4);
  g_assert_cmpuint (g_bytes_get_size (back_empty), ==, 0);
  g_assert_cmpint (yyq_rows_get_int (rows, 5), ==, G_MININT64);
  g_assert_false (yyq_rows_next (rows, &error));
  g_assert_no_error (error);
}

static void
assert_fails (Fixture *fixture, const char *sql, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_storage_execute (fixture->storage, &error, sql, ""));
  g_assert_error (error, YYQ_STORE_ERROR, code);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  execute (fixture, ENTERPRISE ("a"));
  assert_fails (fixture, ENTERPRISE ("a"), YYQ_STORE_ERROR_EXISTS);
  assert_fails (fixture, "INSERT INTO sync_counter (tenant_id, n) VALUES ('none', 0)",
                YYQ_STORE_ERROR_NOT_FOUND);
  assert_fails (fixture, "SELECT nonsense FROM nothing", YYQ_STORE_ERROR_FAILED);
}

static void
test_transactions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_storage_begin (fixture->storage, &error));
  execute (fixture, ENTERPRISE ("a"));
  yyq_storage_rollback (fixture->storage);
  g_assert_true (yyq_storage_begin (fixture->storage, &error));
  execute (fixture, ENTERPRISE ("b"));
  g_assert_true (yyq_storage_commit (fixture->storage, &error));
  g_assert_true (yyq_storage_begin (fixture->storage, &error));
  execute (fixture, ENTERPRISE ("c"));
  /* A thread that gives its connection back in the middle has not written. */
  yyq_storage_release (fixture->storage);
  g_assert_false (yyq_storage_in_transaction (fixture->storage));
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM enterprise"), ==, 1);
}

#define WRITERS 4
#define WRITES 50

static gpointer
write_many (gpointer data)
{
  YyqStorage *storage = data;

  for (guint i = 0; i < WRITES; i++) {
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    g_assert_true (yyq_storage_begin (storage, &error));
    g_assert_true (yyq_storage_query_int (
      storage, &n, &error, "SELECT n FROM sync_counter WHERE tenant_id = 'a'" YYQ_SQL_LOCK, ""));
    g_assert_true (yyq_storage_execute (
      storage, &error, "UPDATE sync_counter SET n = $1 WHERE tenant_id = 'a'", "i", n + 1));
    g_assert_true (yyq_storage_commit (storage, &error));
    g_assert_no_error (error);
    yyq_storage_release (storage);
  }
  return NULL;
}

static void
test_writers (Fixture *fixture, gconstpointer data)
{
  GThread *threads[WRITERS];

  execute (fixture, ENTERPRISE ("a"));
  execute (fixture, "INSERT INTO sync_counter (tenant_id, n) VALUES ('a', 0)");
  yyq_storage_release (fixture->storage);
  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_many, fixture->storage);
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count (fixture, "SELECT n FROM sync_counter"), ==, WRITERS * WRITES);
}

/* What the whole suite is watched with: a critical ends every test. */
static void
test_slow_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yyq_writer_check_is_free ("slow work");
  yyq_storage_begin (fixture->storage, &error);
  g_assert_no_error (error);
  if (g_test_subprocess ()) {
    yyq_writer_check_is_free ("slow work");
    return;
  }
  yyq_storage_rollback (fixture->storage);
  yyq_writer_check_is_free ("slow work");
  yyq_storage_begin (fixture->storage, &error);
  g_assert_no_error (error);
  yyq_storage_commit (fixture->storage, &error);
  g_assert_no_error (error);
  yyq_writer_check_is_free ("slow work");
  yyq_storage_begin (fixture->storage, &error);
  g_assert_no_error (error);
  yyq_storage_release (fixture->storage);
  yyq_writer_check_is_free ("slow work");
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*slow work while all other writers wait*");
}

/* A reader sees what was there when it began, and keeps no writer waiting. */
static void
test_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = NULL;
  GThread *writer;

  execute (fixture, ENTERPRISE ("a"));
  execute (fixture, "INSERT INTO sync_counter (tenant_id, n) VALUES ('a', 0)");
  rows = yyq_storage_query (fixture->storage, &error, "SELECT n FROM sync_counter", "");
  g_assert_true (yyq_rows_next (rows, &error));
  writer = g_thread_new ("writer", write_many, fixture->storage);
  g_thread_join (writer);
  g_assert_cmpint (yyq_rows_get_int (rows, 0), ==, 0);
}

/* (transfer full) */
static char *
name_state (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *name = yyq_storage_begin_reading (fixture->storage, &error);

  g_assert_no_error (error);
  yyq_storage_end_reading (fixture->storage);
  return name;
}

static void
execute_elsewhere (Fixture *fixture, const char *sql)
{
  g_autoptr (YyqStorage) other = open_storage (fixture);
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (other, &error, sql, "");
  g_assert_no_error (error);
  yyq_storage_release (other);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = name_state (fixture);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  execute (fixture, ENTERPRISE ("a"));
  second = name_state (fixture);
  execute_elsewhere (fixture, ENTERPRISE ("b"));
  third = name_state (fixture);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (second, !=, third);
  g_assert_cmpstr (first, !=, third);
}

#define COUNT "SELECT COUNT(*) FROM enterprise"

static void
test_one_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_free (yyq_storage_begin_reading (fixture->storage, &error));
  g_assert_no_error (error);
  g_assert_false (yyq_storage_in_transaction (fixture->storage));
  execute_elsewhere (fixture, ENTERPRISE ("a"));
  g_assert_cmpint (count (fixture, COUNT), ==, 0);
  yyq_storage_end_reading (fixture->storage);
  g_assert_cmpint (count (fixture, COUNT), ==, 1);
}

/* What began to read before another's commit could not write any more. */
static void
test_write_after_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_free (yyq_storage_begin_reading (fixture->storage, &error));
  execute_elsewhere (fixture, ENTERPRISE ("a"));
  g_assert_true (yyq_storage_begin (fixture->storage, &error));
  g_assert_true (yyq_storage_in_transaction (fixture->storage));
  execute (fixture, ENTERPRISE ("b"));
  g_assert_true (yyq_storage_commit (fixture->storage, &error));
  g_assert_cmpint (count (fixture, COUNT), ==, 2);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (fixture->storage, &error, "PRAGMA journal_mode", "");

  g_assert_true (yyq_rows_next (rows, &error));
  g_assert_cmpstr (yyq_rows_get_text (rows, 0), ==, "wal");
  g_assert_cmpint (count (fixture, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (count (fixture, "PRAGMA foreign_keys"), ==, 1);
}

static void
test_lock_free (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  execute (fixture, ENTERPRISE ("a"));
  g_assert_true (yyq_storage_begin (fixture->storage, &error));
  g_assert_true (yyq_storage_query_int (
    fixture->storage, &n, &error,
    "SELECT created_at FROM enterprise ORDER BY id LIMIT 1" YYQ_SQL_LOCK_FREE, ""));
  g_assert_cmpint (n, ==, 1);
  yyq_storage_rollback (fixture->storage);
}

static void
test_migrations_numbered (Fixture *fixture, gconstpointer data)
{
  gint64 n = count (fixture, "SELECT COUNT(*) FROM schema_migration");

  g_assert_cmpint (n, >=, 2);
  g_assert_cmpint (count (fixture, "SELECT MAX(version) FROM schema_migration"), ==, n);
  g_assert_cmpint (count (fixture, "SELECT MIN(version) FROM schema_migration"), ==, 1);
}

static void
assert_open_fails (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) again = NULL;

  g_clear_object (&fixture->storage);
  again = yyq_storage_open (fixture->address, fixture->directory, &error);
  g_assert_null (again);
  g_assert_error (error, YYQ_STORE_ERROR, code);
}

static void
test_migrations_again (Fixture *fixture, gconstpointer data)
{
  execute (fixture, ENTERPRISE ("a"));
  g_clear_object (&fixture->storage);
  fixture->storage = open_storage (fixture);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM enterprise"), ==, 1);
}

static void
test_migrations_newer (Fixture *fixture, gconstpointer data)
{
  execute (fixture,
           "INSERT INTO schema_migration (version, sha256, applied_at) VALUES (9999, 'x', 1)");
  assert_open_fails (fixture, YYQ_STORE_ERROR_NEWER);
}

static void
test_migrations_changed (Fixture *fixture, gconstpointer data)
{
  execute (fixture, "UPDATE schema_migration SET sha256 = 'x' WHERE version = 1");
  assert_open_fails (fixture, YYQ_STORE_ERROR_CORRUPT);
}

static void
tell_committed (gpointer told, gpointer unused)
{
  g_string_append (told, "committed ");
}

static void
tell_undone (gpointer told, gpointer unused)
{
  g_string_append (told, "undone ");
}

static void
tell_freed (gpointer told)
{
  g_string_append (told, "freed ");
}

static void
test_other_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage =
    yyq_storage_open ("mysql://localhost/database", fixture->directory, &error);

  g_assert_null (storage);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message, "storage: "));
}

static void
test_sequels (Fixture *fixture, gconstpointer data)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    yyq_storage_begin (fixture->storage, &error);
    g_assert_no_error (error);
    yyq_storage_on_commit (fixture->storage, tell_committed, told, tell_freed);
    yyq_storage_on_rollback (fixture->storage, tell_undone, told, tell_freed);
    g_assert_cmpuint (told->len, ==, 0);
    if (i == 0)
      yyq_storage_rollback (fixture->storage);
    else
      yyq_storage_commit (fixture->storage, &error);
    g_assert_cmpstr (told->str, ==, i == 0 ? "undone freed freed " : "committed freed freed ");
    g_string_truncate (told, 0);
  }
  g_string_free (told, TRUE);
}

static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "platform.db", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->storage);
  g_file_set_contents (
    path, "this was never a database, and it is long enough to look like something", -1, &error);
  g_assert_no_error (error);
  assert_open_fails (fixture, YYQ_STORE_ERROR_CORRUPT);
}

#define STARTS 12

static int n_starting; /* (atomic) */

/* Open when all are here: whoever comes first would else be through before the next one begins. */
static gpointer
open_new (gpointer data)
{
  g_atomic_int_inc (&n_starting);
  while (g_atomic_int_get (&n_starting) < WRITERS)
    g_thread_yield ();
  return open_storage (data);
}

static void
test_migrations_concurrent (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < STARTS; round++) {
    Fixture new = { .directory = g_dir_make_tmp ("yyq-storage-XXXXXX", NULL),
                    .address = yyq_test_storage_make_address (TRUE) };
    GThread *threads[WRITERS];

    g_atomic_int_set (&n_starting, 0);
    for (guint i = 0; i < WRITERS; i++)
      threads[i] = g_thread_new ("opener", open_new, &new);
    for (guint i = 0; i < WRITERS; i++)
      g_object_unref (g_thread_join (threads[i]));
    tear_down (&new, NULL);
  }
}

static void
test_cipher (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (GBytes) sealed = yyq_field_cipher_seal (cipher, "account|phone|1", "13800000001");
  g_autoptr (GBytes) again = yyq_field_cipher_seal (cipher, "account|phone|1", "13800000001");
  g_autofree char *opened = yyq_field_cipher_open (cipher, "account|phone|1", sealed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (opened, ==, "13800000001");
  g_assert_false (g_bytes_equal (sealed, again));
}

static void
assert_sealed (YyqFieldCipher *cipher, const char *where, GBytes *sealed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yyq_field_cipher_open (cipher, where, sealed, &error);

  g_assert_null (text);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
}

static void
test_cipher_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqFieldCipher) other = yyq_field_cipher_new_random ();
  g_autoptr (GBytes) sealed = yyq_field_cipher_seal (cipher, "account|phone|1", "13800000001");
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, 20);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_autoptr (GBytes) changed = NULL;

  copy[g_bytes_get_size (sealed) - 1] ^= 1;
  changed = g_bytes_new (copy, g_bytes_get_size (sealed));
  assert_sealed (cipher, "account|phone|2", sealed);
  assert_sealed (cipher, "account|name|1", sealed);
  assert_sealed (other, "account|phone|1", sealed);
  assert_sealed (cipher, "account|phone|1", cut);
  assert_sealed (cipher, "account|phone|1", changed);
}

static void
test_cipher_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqFieldCipher) other = yyq_field_cipher_new_random ();
  g_autofree char *one = yyq_field_cipher_authenticate (cipher, "account|phone", "13800000001");
  g_autofree char *same = yyq_field_cipher_authenticate (cipher, "account|phone", "13800000001");
  g_autofree char *purpose = yyq_field_cipher_authenticate (cipher, "worker|phone", "13800000001");
  g_autofree char *key = yyq_field_cipher_authenticate (other, "account|phone", "13800000001");

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, purpose);
  g_assert_cmpstr (one, !=, key);
}

static const guint8 roots[][YYQ_AEAD_KEY] = { { 1 }, { 2 } };

static gboolean
add_second_root (YyqFieldCipher *cipher, gpointer asked, GError **error)
{
  ++*(guint *) asked;
  yyq_field_cipher_add_root (cipher, YYQ_FIELD_GENERATION_SHARED + 1, roots[1]);
  return TRUE;
}

/* What the newest generation makes another process opens, which has to ask for it once. */
static void
test_cipher_generations (Fixture *fixture, gconstpointer data)
{
  guint asked = 0;
  g_autoptr (YyqFieldCipher) one = yyq_field_cipher_new (NULL, NULL, NULL);
  g_autoptr (YyqFieldCipher) other = yyq_field_cipher_new (add_second_root, &asked, NULL);
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;

  yyq_field_cipher_add_root (one, YYQ_FIELD_GENERATION_SHARED, roots[0]);
  yyq_field_cipher_add_root (other, YYQ_FIELD_GENERATION_SHARED, roots[0]);
  old = yyq_field_cipher_seal (one, "account|phone|1", "13800000001");
  yyq_field_cipher_add_root (one, YYQ_FIELD_GENERATION_SHARED + 1, roots[1]);
  sealed = yyq_field_cipher_seal (one, "account|phone|1", "13800000001");
  g_assert_cmpuint (*(const guint8 *) g_bytes_get_data (old, NULL), ==, 2);
  g_assert_cmpuint (*(const guint8 *) g_bytes_get_data (sealed, NULL), ==, 3);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *opened_old =
      yyq_field_cipher_open (other, "account|phone|1", i == 0 ? old : sealed, &error);
    g_autofree char *opened =
      yyq_field_cipher_open (one, "account|phone|1", i == 0 ? old : sealed, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (opened_old, ==, "13800000001");
    g_assert_cmpstr (opened, ==, "13800000001");
    g_assert_cmpuint (asked, ==, i);
  }
}

static void
test_cipher_macs (Fixture *fixture, gconstpointer data)
{
  guint asked = 0;
  g_autoptr (YyqFieldCipher) one = yyq_field_cipher_new (NULL, NULL, NULL);
  g_autoptr (YyqFieldCipher) other = yyq_field_cipher_new (add_second_root, &asked, NULL);
  g_autofree char *old = NULL;
  g_autofree char *now = NULL;
  g_autofree char *cut = NULL;
  g_auto (GStrv) all = NULL;

  yyq_field_cipher_add_root (one, YYQ_FIELD_GENERATION_SHARED, roots[0]);
  yyq_field_cipher_add_root (other, YYQ_FIELD_GENERATION_SHARED, roots[0]);
  old = yyq_field_cipher_authenticate (one, "a", "text");
  yyq_field_cipher_add_root (one, YYQ_FIELD_GENERATION_SHARED + 1, roots[1]);
  now = yyq_field_cipher_authenticate (one, "a", "text");
  all = yyq_field_cipher_list_macs (one, "a", "text");
  g_assert_cmpuint (g_strv_length (all), ==, 3);
  g_assert_cmpstr (all[0], ==, now);
  g_assert_cmpstr (all[1], ==, old);
  g_assert_cmpstr (all[0], !=, all[1]);
  g_assert_cmpstr (all[1], !=, all[2]);
  for (guint i = 0; i < 3; i++)
    g_assert_true (yyq_field_cipher_verify (one, "a", "text", all[i]));
  g_assert_true (yyq_field_cipher_verify (other, "a", "text", old));
  g_assert_cmpuint (asked, ==, 0);
  g_assert_true (yyq_field_cipher_verify (other, "a", "text", now));
  g_assert_false (yyq_field_cipher_verify (one, "b", "text", now));
  g_assert_false (yyq_field_cipher_verify (one, "a", "texts", now));
  cut = g_strndup (now, 32);
  g_assert_true (yyq_field_cipher_verify (one, "a", "text", cut));
  cut[31] = '\0';
  g_assert_false (yyq_field_cipher_verify (one, "a", "text", cut));
  g_assert_false (yyq_field_cipher_verify (one, "a", "text", ""));
}

/* The same page by the mechanism and by sorting everything. */
static char *
read_ids (Fixture *fixture, const char *sql, const char *const *units, gint64 limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (YyqRows) rows = yyq_storage_query (fixture->storage, &error, sql, "ai", units, limit);

  while (rows != NULL && yyq_rows_next (rows, &error))
    g_string_append_printf (ids, "%s ", yyq_rows_get_text (rows, 0));
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static const char top_sql[] =
  "SELECT thing.id FROM {list $1} u {top thing x} WHERE x.unit_id = u.value "
  "ORDER BY x.at DESC, x.id DESC LIMIT $2 {/top} ORDER BY thing.at DESC, thing.id DESC LIMIT $2";
static const char plain_sql[] =
  "SELECT id FROM thing WHERE unit_id IN (SELECT value FROM {list $1} u) "
  "ORDER BY at DESC, id DESC LIMIT $2";

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  static const char *const hostile[] = { "a\"b", "c\\d", "e,f", "{g}", "h\n\x01",
                                         "NULL", "",     "文",  NULL };
  static const char *const none[] = { NULL };
  static const char *const some[] = { "u1", "u3", "nobody", NULL };
  g_autofree char *empty = NULL;

  execute (fixture,
           "CREATE TABLE thing (id TEXT PRIMARY KEY, unit_id TEXT NOT NULL, at BIGINT NOT NULL)");
  for (guint i = 0; i < 200; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *id = g_strdup_printf ("%03u", i);
    g_autofree char *unit =
      i % 9 < 8 && i >= 100 ? g_strdup (hostile[i % 8]) : g_strdup_printf ("u%u", i % 5);

    yyq_storage_execute (fixture->storage, &error,
                         "INSERT INTO thing (id, unit_id, at) VALUES ($1, $2, $3)", "ssi", id, unit,
                         (gint64) (i * 7919 % 100));
    g_assert_no_error (error);
  }
  for (gint64 limit = 1; limit < 300; limit *= 3) {
    g_autofree char *by_top = read_ids (fixture, top_sql, some, limit);
    g_autofree char *by_plain = read_ids (fixture, plain_sql, some, limit);
    g_autofree char *hostile_top = read_ids (fixture, top_sql, hostile, limit);
    g_autofree char *hostile_plain = read_ids (fixture, plain_sql, hostile, limit);

    g_assert_cmpuint (strlen (by_top), ==, 4 * (guint) MIN (limit, 44));
    g_assert_cmpstr (by_top, ==, by_plain);
    g_assert_cmpuint (strlen (hostile_top), >=, 4 * (guint) MIN (limit, 80));
    g_assert_cmpstr (hostile_top, ==, hostile_plain);
  }
  empty = read_ids (fixture, top_sql, none, 5);
  g_assert_cmpstr (empty, ==, "");
}

#define ADD(name, test) g_test_add ("/storage/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("values come back as they were", test_values);
  ADD ("a page of many units is read as if all were sorted", test_lists);
  ADD ("errors are told apart", test_errors);
  ADD ("a transaction is written as a whole or not at all", test_transactions);
  ADD ("writers wait for each other", test_writers);
  ADD ("the end of a transaction is told to whom it is for", test_sequels);
  ADD ("an address of another kind is refused", test_other_address);
  ADD ("slow work of the one writer is told off", test_slow_writer);
  ADD ("readers and writers do not wait for each other", test_reader);
  ADD ("whoever commits, the state has another name", test_states);
  ADD ("who reads can go on and write", test_write_after_reading);
  ADD ("rows that nobody else has locked can be asked for", test_lock_free);
  ADD ("migrations are numbered without a gap", test_migrations_numbered);
  ADD ("opening again changes nothing", test_migrations_again);
  ADD ("the database of a newer version is refused", test_migrations_newer);
  ADD ("a changed migration is refused", test_migrations_changed);
  ADD ("processes that start at the same time migrate once", test_migrations_concurrent);
  ADD ("a sealed field is never sealed the same way twice, and opens", test_cipher);
  ADD ("a sealed field that was moved or changed is refused", test_cipher_moved);
  ADD ("the blind index depends on key and purpose", test_cipher_index);
  ADD ("of two processes the one that has not seen a new key asks for it once",
       test_cipher_generations);
  ADD ("what any generation of keys gave out is known again, and nothing else", test_cipher_macs);
  if (!yyq_test_storage_is_postgresql ()) {
    ADD ("what is committed is on the disk", test_settings);
    ADD ("who reads sees one state until he ends", test_one_state);
    ADD ("a file that is no database is refused", test_no_database);
  }
  return g_test_run ();
}
