/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>

#include "yyq-cipher.h"
#include "yyq-cjk-tokenizer.h"
#include "yyq-error.h"
#include "yyq-keyring.h"
#include "yyq-record-search.h"
#include "yyq-sql.h"
#include "yyq-store-fixture.h"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static YyqCipher *
cipher_of (char fill, guint version)
{
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  char bytes[YYQ_CIPHER_KEY_SIZE];

  memset (bytes, fill, sizeof bytes);
  yyq_secret_append (key, bytes, sizeof bytes);
  return yyq_cipher_new (key, version);
}

static void
test_open (void)
{
  g_autoptr (YyqCipher) cipher = yyq_cipher_new_random ();
  static const char *const texts[] = { "", "a", "工资 8000 元" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) plain = bytes_of (texts[i]);
    g_autoptr (GBytes) sealed = yyq_cipher_seal (cipher, "t", "c", "1", plain);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) opened = yyq_cipher_open (cipher, "t", "c", "1", sealed, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (plain, opened));
    g_assert_cmpuint (g_bytes_get_size (sealed), ==, strlen (texts[i]) + 28);
  }
}

static void
test_never_same (void)
{
  g_autoptr (YyqCipher) cipher = yyq_cipher_new_random ();
  g_autoptr (GBytes) plain = bytes_of ("secret");
  g_autoptr (GBytes) first = yyq_cipher_seal (cipher, "t", "c", "1", plain);
  g_autoptr (GBytes) second = yyq_cipher_seal (cipher, "t", "c", "1", plain);

  g_assert_false (g_bytes_equal (first, second));
}

static void
assert_closed (YyqCipher *cipher, const char *table, const char *column, const char *id,
               GBytes *sealed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_cipher_open (cipher, table, column, id, sealed, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
}

static void
test_moved (void)
{
  g_autoptr (YyqCipher) cipher = cipher_of ('k', 1);
  g_autoptr (YyqCipher) newer = cipher_of ('k', 2);
  g_autoptr (YyqCipher) other = cipher_of ('o', 1);
  g_autoptr (GBytes) plain = bytes_of ("secret");
  g_autoptr (GBytes) sealed = yyq_cipher_seal (cipher, "t", "c", "1", plain);

  assert_closed (cipher, "u", "c", "1", sealed);
  assert_closed (cipher, "t", "d", "1", sealed);
  assert_closed (cipher, "t", "c", "2", sealed);
  assert_closed (newer, "t", "c", "1", sealed);
  assert_closed (other, "t", "c", "1", sealed);
}

static void
test_tampered (void)
{
  g_autoptr (YyqCipher) cipher = yyq_cipher_new_random ();
  g_autoptr (GBytes) plain = bytes_of ("secret");
  g_autoptr (GBytes) sealed = yyq_cipher_seal (cipher, "t", "c", "1", plain);
  gsize length = g_bytes_get_size (sealed);

  for (gsize i = 0; i < length; i++) {
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), length);
    g_autoptr (GBytes) spoiled = NULL;
    g_autoptr (GBytes) cut = g_bytes_new (copy, i);

    copy[i] ^= 1;
    spoiled = g_bytes_new (copy, length);
    assert_closed (cipher, "t", "c", "1", spoiled);
    assert_closed (cipher, "t", "c", "1", cut);
  }
}

/* Search: tests/sync/test-contract-entity.c has the table of cases */

static void
assert_match (const char *typed, const char *expected, gboolean expected_exact)
{
  g_autofree char *match = NULL;
  gboolean exact = FALSE;

  yyq_record_search_parse (typed, &match, &exact);
  g_assert_cmpstr (match, ==, expected);
  g_assert_true (exact == expected_exact);
}

static void
test_match (void)
{
  assert_match ("劳动合同", "words : \"劳动合同\"", TRUE);
  assert_match ("HT-2026", "keys : \"ht\" * AND keys : \"2026\" *", FALSE);
  assert_match ("王小二 2026", "words : \"王小二\" AND keys : \"2026\" *", TRUE);
  assert_match ("周zi", "((keys : \"zi\" *) OR keys : \"zhouzi\" *) AND words : \"周\"", FALSE);
  assert_match ("", NULL, TRUE);
  assert_match (" \t", NULL, TRUE);
  assert_match ("“”-()", NULL, FALSE);
  assert_match ("\" OR keys:*", "keys : \"or\" * AND keys : \"keys\" *", FALSE);
  assert_match ("NEAR(王", "keys : \"near\" * AND words : \"王\"", FALSE);
}

static guint
count_hits (sqlite3 *db, const char *typed)
{
  g_autofree char *match = NULL;
  gboolean exact = FALSE;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT count(*) FROM t WHERE t MATCH ?1", NULL);
  g_autoptr (GError) error = NULL;

  yyq_record_search_parse (typed, &match, &exact);
  yyq_sql_bind_text (statement, 1, match);
  g_assert_true (yyq_sql_next (statement, &error));
  g_assert_no_error (error);
  return (guint) sqlite3_column_int (statement, 0);
}

static void
test_search (void)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_true (yyq_cjk_tokenizer_register (db, &error));
  g_assert_true (yyq_record_search_register (db, &error));
  g_assert_true (yyq_sql_exec (db,
                               "CREATE TABLE s (a TEXT);"
                               "CREATE VIRTUAL TABLE t USING fts5 (words, keys, content='',"
                               " tokenize = 'cjk1');"
                               "INSERT INTO s VALUES ('固定期限劳动合同书（王小二）'), ('劳务合同 "
                               "HT-20261123-0007'), ('保密协议 ABC'), (x'fffe');"
                               "INSERT INTO t (rowid, words, keys)"
                               " SELECT rowid, search_words (a), search_keys (a) FROM s",
                               &error));
  g_assert_cmpuint (count_hits (db, "合"), ==, 2);
  g_assert_cmpuint (count_hits (db, "合同"), ==, 2);
  g_assert_cmpuint (count_hits (db, "劳动合同"), ==, 1);
  g_assert_cmpuint (count_hits (db, "动劳"), ==, 0);
  g_assert_cmpuint (count_hits (db, "书王"), ==, 0);
  g_assert_cmpuint (count_hits (db, "王小二"), ==, 1);
  g_assert_cmpuint (count_hits (db, "ab"), ==, 1);
  g_assert_cmpuint (count_hits (db, "bc"), ==, 1);
  g_assert_cmpuint (count_hits (db, "1123"), ==, 1);
  g_assert_cmpuint (count_hits (db, "HT-20261123-0007"), ==, 1);
  g_assert_cmpuint (count_hits (db, "（王小二）"), ==, 1);
  sqlite3_close (db);
}

/* Key ring: there is no Secret Service in the tests' environment. */

static YyqCipher *
unlock (const char *directory, const char *passphrase, YyqKeyringKind expected, GError **error)
{
  g_autoptr (YyqSecret) secret = passphrase != NULL ? yyq_secret_new_from_text (passphrase) : NULL;
  YyqKeyringKind kind = YYQ_KEYRING_NONE;
  YyqCipher *cipher = NULL;

  if (yyq_keyring_unlock_in_worker ("scope", directory, secret, &kind, &cipher, NULL, error))
    g_assert_cmpint (kind, ==, expected);
  else
    g_assert_null (cipher);
  return cipher;
}

static void
test_passphrase (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCipher) first = unlock (directory, "正确的口令", YYQ_KEYRING_PASSPHRASE, &error);
  g_autoptr (YyqCipher) again = NULL;
  g_autoptr (GBytes) plain = bytes_of ("secret");
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) opened = NULL;

  g_assert_no_error (error);
  sealed = yyq_cipher_seal (first, "t", "c", "1", plain);
  again = unlock (directory, "正确的口令", YYQ_KEYRING_PASSPHRASE, &error);
  g_assert_no_error (error);
  opened = yyq_cipher_open (again, "t", "c", "1", sealed, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, plain));

  g_assert_null (unlock (directory, "错误的口令", YYQ_KEYRING_PASSPHRASE, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
  store_remove_tree (directory);
}

/* What tests do without, the key of a clerk's cache has: 64 MiB of memory, three times over. */
static void
test_passphrase_cost (void)
{
  static const char passphrase[] = "正确的口令";
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "passphrase", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCipher) made = unlock (directory, passphrase, YYQ_KEYRING_PASSPHRASE, &error);
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  g_autoptr (YyqCipher) derived = NULL;
  g_autoptr (GBytes) plain = bytes_of ("secret");
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) opened = NULL;
  g_autofree char *salt = NULL;
  guchar bytes[YYQ_CIPHER_KEY_SIZE];

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &salt, NULL, NULL));
  g_assert_cmpint (crypto_pwhash (bytes, sizeof bytes, passphrase, strlen (passphrase),
                                  (const guchar *) salt, 3, 64 * 1024 * 1024,
                                  crypto_pwhash_ALG_ARGON2ID13),
                   ==, 0);
  yyq_secret_append (key, bytes, sizeof bytes);
  derived = yyq_cipher_new (key, 1);
  sealed = yyq_cipher_seal (made, "t", "c", "1", plain);
  opened = yyq_cipher_open (derived, "t", "c", "1", sealed, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, plain));
  store_remove_tree (directory);
}

static void
test_locked (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCipher) first = unlock (directory, "正确的口令", YYQ_KEYRING_PASSPHRASE, &error);
  g_autoptr (YyqCipher) without = unlock (directory, NULL, YYQ_KEYRING_LOCKED, &error);

  g_assert_no_error (error);
  g_assert_nonnull (without);
  store_remove_tree (directory);
}

static void
test_damaged_salt (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "passphrase", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "short", -1, NULL));
  g_assert_null (unlock (directory, "口令", YYQ_KEYRING_PASSPHRASE, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT);
  store_remove_tree (directory);
}

static void
test_memory_only (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCipher) cipher = unlock (directory, NULL, YYQ_KEYRING_NONE, &error);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);

  g_assert_no_error (error);
  g_assert_nonnull (cipher);
  g_assert_null (g_dir_read_name (dir));
  store_remove_tree (directory);
}

static void
test_forget (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCipher) first = unlock (directory, "口令", YYQ_KEYRING_PASSPHRASE, &error);
  g_autoptr (YyqCipher) second = NULL;
  g_autoptr (GBytes) plain = bytes_of ("secret");
  g_autoptr (GBytes) sealed = yyq_cipher_seal (first, "t", "c", "1", plain);

  yyq_keyring_forget_in_worker ("scope", directory, NULL);
  second = unlock (directory, "口令", YYQ_KEYRING_PASSPHRASE, &error);
  g_assert_no_error (error);
  assert_closed (second, "t", "c", "1", sealed);
  store_remove_tree (directory);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_unsetenv ("YYQ_TEST_CHEAP_PASSPHRASE");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/cipher/what was sealed opens", test_open);
  g_test_add_func ("/store/cipher/the same text is never sealed the same", test_never_same);
  g_test_add_func ("/store/cipher/a value that was moved, or another key, does not open",
                   test_moved);
  g_test_add_func ("/store/cipher/no byte can be changed and none left out", test_tampered);
  g_test_add_func ("/store/tokenizer/what was typed becomes phrases, whatever it holds",
                   test_match);
  g_test_add_func ("/store/tokenizer/words are found anywhere, and not across what stands between",
                   test_search);
  g_test_add_func (
    "/store/keyring/a passphrase gives the same key again and a wrong one is refused",
    test_passphrase);
  g_test_add_func ("/store/keyring/a passphrase costs who guesses it 64 MiB, three times over",
                   test_passphrase_cost);
  g_test_add_func ("/store/keyring/a damaged salt is told from a wrong passphrase",
                   test_damaged_salt);
  g_test_add_func ("/store/keyring/without the passphrase what it protects stays locked",
                   test_locked);
  g_test_add_func ("/store/keyring/without a place for a key the cache is in memory only",
                   test_memory_only);
  g_test_add_func ("/store/keyring/a forgotten key does not come back", test_forget);
  return g_test_run ();
}
