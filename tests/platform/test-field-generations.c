/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-field-key.h"
#include "yyq-file-tree.h"
#include "yyq-key-file.h"
#include "yyq-key-rotation.h"
#include "yyq-storage-open.h"
#include "yyq-test-storage.h"

/* Fields that an older version sealed, with the key that it also made HMACs with. */

typedef struct {
  char *directory;
  char *key_file;
  char *address; /* (nullable): of PostgreSQL */
  YyqStorage *storage;
  YyqMasterKeys *keyring;
  YyqPlatform *platform;
} Fixture;

static void
open_all (Fixture *fixture)
{
  g_autofree char *old_key = g_build_filename (fixture->directory, "field.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = NULL;

  fixture->keyring = yyq_master_keys_load (fixture->key_file, &error);
  g_assert_no_error (error);
  fixture->storage = yyq_storage_open (fixture->address, fixture->directory, &error);
  g_assert_no_error (error);
  cipher = yyq_field_key_load (fixture->storage, fixture->keyring, old_key, &error);
  g_assert_no_error (error);
  fixture->platform = yyq_platform_new (fixture->storage, cipher);
  yyq_platform_add_service (fixture->platform, fixture->keyring);
}

static void
close_all (Fixture *fixture)
{
  g_clear_object (&fixture->platform);
  g_clear_object (&fixture->storage);
  g_clear_object (&fixture->keyring);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("yyq-fields-XXXXXX", NULL);
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->key_file = g_build_filename (fixture->directory, "master.key", NULL);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 1);
  open_all (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_all (fixture);
  yyq_file_tree_remove (fixture->directory);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
  g_free (fixture->directory);
  g_free (fixture->key_file);
}

/* A step of four, with the second master key. */
static void
step (Fixture *fixture, gint64 done, gint64 left)
{
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation;

  g_assert_true (yyq_key_rotation_step (fixture->platform, TRUE, 4, &rotation, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rotation.version, ==, 2);
  g_assert_cmpint (rotation.done, ==, done);
  g_assert_cmpint (rotation.left, ==, left);
}

static void
drop_old_key (Fixture *fixture)
{
  g_autofree char *text = NULL;
  const char *last;

  g_assert_true (g_file_get_contents (fixture->key_file, &text, NULL, NULL));
  last = strstr (text, "\n2 ");
  g_assert_nonnull (last);
  g_assert_true (g_file_set_contents_full (fixture->key_file, last + 1, -1,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

#define N_ACCOUNTS 6
#define FIELD_HEAD (1 + YYQ_AEAD_NONCE + YYQ_AEAD_TAG)

/* As it sealed: with the key itself. */
static GBytes *
seal_first (Fixture *fixture, const char *where, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (fixture->storage, &error,
                                                "SELECT key_version, wrapped FROM wrapped_key", "");
  g_autofree char *data = g_strdup_printf ("%s|1", where);
  const gsize length = strlen (text);
  guint8 *sealed = g_malloc0 (FIELD_HEAD + length);
  guint8 key[YYQ_AEAD_KEY];
  g_autoptr (GBytes) wrapped = NULL;

  g_assert_true (yyq_rows_next (rows, &error));
  wrapped = yyq_rows_get_bytes (rows, 1);
  g_assert_true (yyq_master_keys_unwrap (
    fixture->keyring, &(YyqKeyPlace){ YYQ_FIELD_KEY_PURPOSE, YYQ_FIELD_KEY_PURPOSE },
    yyq_rows_get_int (rows, 0), wrapped, key, &error));
  sealed[0] = 1;
  yyq_aead_fill_random (sealed + 1, YYQ_AEAD_NONCE);
  yyq_aead_seal (&(YyqAead){ key, sealed + 1, data, strlen (data) }, text, length,
                 sealed + FIELD_HEAD, sealed + 1 + YYQ_AEAD_NONCE);
  return g_bytes_new_take (sealed, FIELD_HEAD + length);
}

static void
add_account (Fixture *fixture, guint number)
{
  g_autofree char *id = g_strdup_printf ("a%u", number);
  g_autofree char *where = g_strconcat ("account|phone|", id, NULL);
  g_autofree char *phone = g_strdup_printf ("1380000000%u", number);
  g_autoptr (GBytes) sealed = seal_first (fixture, where, phone);
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->storage, &error,
                       "INSERT INTO account (id, name, phone_index, phone_sealed, phone_masked, "
                       "password_hash, created_at) VALUES ($1, 'n', $1, $2, 'm', 'p', 1)",
                       "sb", id, sealed);
  g_assert_no_error (error);
}

/* All phones can be read; the number of those that are sealed as it is done now. */
static guint
read_accounts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    fixture->storage, &error, "SELECT id, phone_sealed FROM account ORDER BY id", "");
  guint n_now = 0;

  for (guint i = 0; i < N_ACCOUNTS; i++) {
    g_autofree char *phone = g_strdup_printf ("1380000000%u", i);
    g_autofree char *where = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GBytes) sealed = NULL;

    g_assert_true (yyq_rows_next (rows, &error));
    where = g_strconcat ("account|phone|", yyq_rows_get_text (rows, 0), NULL);
    sealed = yyq_rows_get_bytes (rows, 1);
    text =
      yyq_field_cipher_open (yyq_platform_get_cipher (fixture->platform), where, sealed, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (text, ==, phone);
    n_now += *(const guint8 *) g_bytes_get_data (sealed, NULL) == YYQ_FIELD_GENERATION;
  }
  return n_now;
}

static void
test_generations (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_ACCOUNTS; i++)
    add_account (fixture, i);
  g_assert_cmpuint (read_accounts (fixture), ==, 0);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  step (fixture, 4, N_ACCOUNTS + 1 - 4);
  g_assert_cmpuint (read_accounts (fixture), ==, 3);
  close_all (fixture); /* killed in the middle */
  open_all (fixture);
  g_assert_cmpuint (read_accounts (fixture), ==, 3);
  step (fixture, 3, 0);
  g_assert_cmpuint (read_accounts (fixture), ==, N_ACCOUNTS);
  close_all (fixture);
  drop_old_key (fixture);
  open_all (fixture);
  g_assert_cmpuint (read_accounts (fixture), ==, N_ACCOUNTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add (
    "/platform/fields/those of the first generation are read, and a rotation seals them anew",
    Fixture, NULL, set_up, test_generations, tear_down);
  return g_test_run ();
}
