/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-clock.h"
#include "yyq-directory-store.h"
#include "yyq-error.h"
#include "yyq-field-key.h"
#include "yyq-file-tree.h"
#include "yyq-idempotency.h"
#include "yyq-key-file.h"
#include "yyq-key-rotation.h"
#include "yyq-password-service.h"
#include "yyq-service-error.h"
#include "yyq-storage-open.h"
#include "yyq-test-password.h"
#include "yyq-test-storage.h"

/* Keys of fields in generations: an older version's database, whose one key sealed, indexed and
 * hashed, and what a change of keys makes of it, while people log in. */

#define PASSWORD "Test-passw0rd"
#define N_ACCOUNTS 6
#define NOW G_GINT64_CONSTANT (1800000000000)
#define FIVE_WEEKS (35 * 24 * 3600 * G_GINT64_CONSTANT (1000))

/* One process. */
typedef struct {
  YyqStorage *storage;
  YyqMasterKeys *keyring;
  YyqPlatform *platform;
} Process;

typedef struct {
  char *directory;
  char *key_file;
  char *address; /* (nullable): of PostgreSQL */
  guint8 old_key[YYQ_AEAD_KEY];
  Process here;
  Process there; /* over the same database */
} Fixture;

static void
open_process (Fixture *fixture, Process *process)
{
  g_autofree char *old_key = g_build_filename (fixture->directory, "field.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = NULL;

  process->keyring = yyq_master_keys_load (fixture->key_file, &error);
  g_assert_no_error (error);
  process->storage = yyq_storage_open (fixture->address, fixture->directory, &error);
  g_assert_no_error (error);
  cipher = yyq_field_key_load (process->storage, process->keyring, old_key, &error);
  g_assert_no_error (error);
  process->platform = yyq_platform_new (process->storage, cipher);
  yyq_platform_add_service (process->platform, process->keyring);
}

static void
close_process (Process *process)
{
  if (process->storage != NULL)
    yyq_storage_release (process->storage);
  g_clear_object (&process->platform);
  g_clear_object (&process->storage);
  g_clear_object (&process->keyring);
}

/* --- as the older version wrote --- */

static void
write_old_key (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqMasterKeys) keyring = yyq_master_keys_load (fixture->key_file, &error);
  g_autoptr (YyqStorage) storage = yyq_storage_open (fixture->address, fixture->directory, &error);
  g_autoptr (GBytes) wrapped = NULL;
  gint64 version = 0;

  g_assert_no_error (error);
  yyq_aead_fill_random (fixture->old_key, YYQ_AEAD_KEY);
  wrapped =
    yyq_master_keys_wrap (keyring, &(YyqKeyPlace){ YYQ_FIELD_KEY_PURPOSE, YYQ_FIELD_KEY_PURPOSE },
                          fixture->old_key, &version);
  yyq_storage_execute (storage, &error,
                       "INSERT INTO wrapped_key (name, key_version, wrapped) VALUES ($1, $2, $3)",
                       "sib", YYQ_FIELD_KEY_PURPOSE, version, wrapped);
  g_assert_no_error (error);
  yyq_storage_release (storage);
}

#define FIELD_HEAD (1 + YYQ_AEAD_NONCE + YYQ_AEAD_TAG)

/* With the key itself. */
static GBytes *
seal_first (Fixture *fixture, const char *where, const char *text)
{
  g_autofree char *data = g_strdup_printf ("%s|1", where);
  const gsize length = strlen (text);
  guint8 *sealed = g_malloc0 (FIELD_HEAD + length);

  sealed[0] = 1;
  yyq_aead_fill_random (sealed + 1, YYQ_AEAD_NONCE);
  yyq_aead_seal (&(YyqAead){ fixture->old_key, sealed + 1, data, strlen (data) }, text, length,
                 sealed + FIELD_HEAD, sealed + 1 + YYQ_AEAD_NONCE);
  return g_bytes_new_take (sealed, FIELD_HEAD + length);
}

static char *
index_first (Fixture *fixture, const char *purpose, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, fixture->old_key, YYQ_AEAD_KEY);

  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  return g_strdup (g_hmac_get_string (hmac));
}

static char *
make_phone (guint number)
{
  return g_strdup_printf ("1380000000%u", number);
}

static void
add_account (Fixture *fixture, guint number)
{
  g_autofree char *id = g_strdup_printf ("a%u", number);
  g_autofree char *where = g_strconcat ("account|phone|", id, NULL);
  g_autofree char *phone = make_phone (number);
  g_autofree char *index = index_first (fixture, "account|phone", phone);
  g_autofree char *hash = yyq_test_password_hash (PASSWORD);
  g_autoptr (GBytes) sealed = seal_first (fixture, where, phone);
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->here.storage, &error,
                       "INSERT INTO account (id, name, phone_index, phone_sealed, phone_masked, "
                       "password_hash, created_at) VALUES ($1, 'n', $2, $3, 'm', $4, 1)",
                       "ssbs", id, index, sealed, hash);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (NOW);
  fixture->directory = g_dir_make_tmp ("yyq-fields-XXXXXX", NULL);
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->key_file = g_build_filename (fixture->directory, "master.key", NULL);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 1);
  write_old_key (fixture);
  open_process (fixture, &fixture->here);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    add_account (fixture, i);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_process (&fixture->there);
  close_process (&fixture->here);
  yyq_file_tree_remove (fixture->directory);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
  g_free (fixture->directory);
  g_free (fixture->key_file);
  yyq_clock_freeze (0);
}

/* --- changes of keys --- */

/* A step of four; gives what is left. */
static gint64
step (Fixture *fixture, gint64 version, gint64 done)
{
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation;

  g_assert_true (yyq_key_rotation_step (fixture->here.platform, TRUE, 4, &rotation, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rotation.version, ==, version);
  g_assert_cmpint (rotation.done, ==, done);
  return rotation.left;
}

static void
change_keys (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation;

  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), >, 1);
  g_assert_true (yyq_key_rotation_step (fixture->here.platform, TRUE, 100, &rotation, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rotation.left, ==, 0);
}

static void
drop_old_master_key (Fixture *fixture)
{
  g_autofree char *text = NULL;
  const char *last;

  g_assert_true (g_file_get_contents (fixture->key_file, &text, NULL, NULL));
  last = strstr (text, "\n2 ");
  g_assert_nonnull (last);
  g_assert_true (g_file_set_contents_full (fixture->key_file, last + 1, -1,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static gint64
count (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (fixture->here.storage, &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

/* --- what must hold meanwhile --- */

/* @wanted: of YyqServiceError, or -1: account @number gets in. */
static void
log_in (Process *process, guint number, const char *password, int wanted)
{
  g_autofree char *phone = make_phone (number);
  g_autofree char *expected = g_strdup_printf ("a%u", number);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPasswordCheck) check =
    yyq_password_service_check_phone (process->platform, phone, password, NULL, &error);
  g_autofree char *id = NULL;

  if (check != NULL) {
    g_assert_true (yyq_storage_begin (process->storage, NULL));
    id = yyq_password_service_settle (process->platform, check, &error);
    g_assert_true (yyq_storage_commit (process->storage, NULL));
  }
  yyq_storage_release (process->storage);
  if (wanted >= 0)
    g_assert_error (error, YYQ_SERVICE_ERROR, wanted);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (id, ==, wanted >= 0 ? NULL : expected);
}

/* Everybody logs in, and every phone can be read; the number of those that the newest generation
 * seals. */
static guint
read_accounts (Process *process)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (process->platform);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = NULL;
  guint n_now = 0;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    log_in (process, i, PASSWORD, -1);
  rows = yyq_storage_query (process->storage, &error,
                            "SELECT id, phone_sealed FROM account ORDER BY id", "");
  for (guint i = 0; i < N_ACCOUNTS; i++) {
    g_autofree char *phone = make_phone (i);
    g_autofree char *where = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GBytes) sealed = NULL;

    g_assert_true (yyq_rows_next (rows, &error));
    where = g_strconcat ("account|phone|", yyq_rows_get_text (rows, 0), NULL);
    sealed = yyq_rows_get_bytes (rows, 1);
    text = yyq_field_cipher_open (cipher, where, sealed, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (text, ==, phone);
    n_now +=
      *(const guint8 *) g_bytes_get_data (sealed, NULL) == yyq_field_cipher_get_generation (cipher);
  }
  return n_now;
}

static void
test_generations (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (read_accounts (&fixture->here), ==, 0);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  g_assert_cmpint (step (fixture, 2, 4), ==, N_ACCOUNTS + 2 - 4);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, 2);
  close_process (&fixture->here); /* killed in the middle */
  open_process (fixture, &fixture->here);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, 2);
  g_assert_cmpint (step (fixture, 2, 4), ==, 0);
  g_assert_cmpint (step (fixture, 2, 0), ==, 0);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, N_ACCOUNTS);
  close_process (&fixture->here);
  drop_old_master_key (fixture);
  open_process (fixture, &fixture->here);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, N_ACCOUNTS);
}

/* Without a new master key, too, what the old key made can be left behind. */
static void
test_without_master (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (step (fixture, 1, 4), ==, N_ACCOUNTS - 4);
  g_assert_cmpint (step (fixture, 1, N_ACCOUNTS - 4), ==, 0);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, N_ACCOUNTS);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM wrapped_key"), ==, 2);
}

/* @there was started before, and told nothing. */
static void
test_processes (Fixture *fixture, gconstpointer data)
{
  open_process (fixture, &fixture->there);
  g_assert_cmpuint (read_accounts (&fixture->there), ==, 0);
  yyq_storage_release (fixture->there.storage);
  change_keys (fixture);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, N_ACCOUNTS);
  g_assert_cmpuint (read_accounts (&fixture->there), ==, N_ACCOUNTS);
}

static void
assert_taken (Fixture *fixture, guint number)
{
  g_autofree char *phone = make_phone (number);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_storage_begin (fixture->here.storage, NULL));
  id =
    yyq_directory_store_create_account (fixture->here.platform, "又一个", phone, "no hash", &error);
  yyq_storage_rollback (fixture->here.storage);
  g_assert_null (id);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS);
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  assert_taken (fixture, 0);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  g_assert_cmpint (step (fixture, 2, 4), >, 0);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    assert_taken (fixture, i);
}

static void
test_guesses (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i + 1 < YYQ_PASSWORD_FAILURES; i++) {
    log_in (&fixture->here, 0, "wrong password", YYQ_SERVICE_ERROR_CREDENTIALS);
    log_in (&fixture->here, 9, "wrong password", YYQ_SERVICE_ERROR_CREDENTIALS);
  }
  change_keys (fixture);
  log_in (&fixture->here, 9, "wrong password", YYQ_SERVICE_ERROR_LOCKED); /* nobody's */
  log_in (&fixture->here, 0, "wrong password", YYQ_SERVICE_ERROR_LOCKED);
  change_keys (fixture);
  log_in (&fixture->here, 0, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  yyq_clock_freeze (NOW + 61000);
  log_in (&fixture->here, 0, PASSWORD, -1);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM login_guess"), ==, 1);
}

#define KEPT(key, hash) (&(YyqKeyedRequest){ "scope", key, hash })

static void
assert_kept (Process *process, const char *key, const char *hash, const char *text)
{
  g_auto (YyqKeptReply) reply = { 0 };
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_true (yyq_idempotency_load (process->platform, KEPT (key, hash), &reply, &error));
  g_assert_no_error (error);
  yyq_storage_release (process->storage);
  g_assert_true (reply.found);
  g_assert_cmpint (reply.other, ==, text == NULL);
  if (text != NULL)
    g_assert_cmpmem (text, strlen (text), g_bytes_get_data (reply.body, &length),
                     g_bytes_get_size (reply.body));
}

static void
keep_reply (Fixture *fixture, const char *key, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  const YyqKeptReply reply = { .status = 200, .content_type = (char *) "text/plain", .body = body };
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_storage_begin (fixture->here.storage, NULL));
  yyq_idempotency_save (fixture->here.platform, KEPT (key, "00"), &reply, &error);
  g_assert_no_error (error);
  g_assert_true (yyq_storage_commit (fixture->here.storage, NULL));
}

static void
keep_first (Fixture *fixture, const char *key, const char *text)
{
  g_autofree char *where = g_strdup_printf ("idempotency|body|scope|%s", key);
  g_autofree char *hash = index_first (fixture, "idempotency|request", "00");
  g_autoptr (GBytes) body = seal_first (fixture, where, text);
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->here.storage, &error,
                       "INSERT INTO idempotency (scope, key, request_hash, status, content_type, "
                       "body, at, sealed) VALUES ('scope', $1, $2, 200, 'text/plain', $3, $4, 1)",
                       "ssbi", key, hash, body, yyq_clock_now ());
  g_assert_no_error (error);
}

static void
test_replies (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "first", "second", "third" };

  open_process (fixture, &fixture->there);
  yyq_storage_release (fixture->there.storage);
  keep_first (fixture, keys[0], keys[0]);
  keep_reply (fixture, keys[1], keys[1]);
  change_keys (fixture);
  keep_reply (fixture, keys[2], keys[2]);
  for (guint i = G_N_ELEMENTS (keys); i > 0; i--) { /* the newest first: it is not known there */
    assert_kept (&fixture->there, keys[i - 1], "00", keys[i - 1]);
    assert_kept (&fixture->there, keys[i - 1], "01", NULL);
    assert_kept (&fixture->here, keys[i - 1], "00", keys[i - 1]);
  }
}

/* Five weeks after nothing was made with them any more, and not before. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  change_keys (fixture);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM wrapped_key"), ==, 3);
  yyq_clock_freeze (NOW + FIVE_WEEKS - 1);
  g_assert_cmpint (step (fixture, 2, 0), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM wrapped_key"), ==, 3);
  yyq_clock_freeze (NOW + FIVE_WEEKS + 1);
  g_assert_cmpint (step (fixture, 2, 0), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT MIN(generation) FROM wrapped_key"), ==, 4);
  change_keys (fixture);
  g_assert_cmpint (count (fixture, "SELECT MIN(generation) FROM wrapped_key"), ==, 4);
  close_process (&fixture->here);
  open_process (fixture, &fixture->here);
  g_assert_cmpuint (read_accounts (&fixture->here), ==, N_ACCOUNTS);
}

#define ADD(name, test) \
  g_test_add ("/platform/fields/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all log in before, in the middle of and after a change of keys, and the old master key can "
       "go",
       test_generations);
  ADD ("an older version's key makes nothing any more, without a new master key, too",
       test_without_master);
  ADD ("a process that was told nothing of new keys lets everybody in", test_processes);
  ADD ("a phone that an account has is not given to another in the middle of a change of keys",
       test_taken);
  ADD ("a change of keys does not forget wrong passwords", test_guesses);
  ADD ("kept replies are given again after a change of keys, and only for the same request",
       test_replies);
  ADD ("older keys go five weeks after the next was made", test_dropped);
  return g_test_run ();
}
