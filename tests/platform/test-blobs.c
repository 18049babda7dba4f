/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-blob-store.h"
#include "yyq-test-files.h"
#include "yyq-test-storage.h"

/* Documents that go to the disk before the transaction, and what is left of them when it does not
 * come off. */

typedef struct {
  YyqStorage *storage;
  YyqMasterKeys *keyring;
  YyqBlobStore *blobs;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->storage = yyq_test_storage_new ();
  fixture->keyring = yyq_master_keys_new_random ();
  fixture->blobs = yyq_blob_store_new (fixture->storage, fixture->keyring, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->blobs);
  g_object_unref (fixture->keyring);
  g_object_unref (fixture->storage);
}

static void
assert_reads (Fixture *fixture, const char *sha256, GBytes *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = yyq_blob_store_get (fixture->blobs, sha256, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, wanted));
}

static guint
count_files (Fixture *fixture)
{
  return yyq_test_count_files (yyq_blob_store_get_directory (fixture->blobs));
}

static YyqNewBlob *
write_blob (Fixture *fixture, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  YyqNewBlob *blob = yyq_blob_store_write (fixture->blobs, bytes, &error);

  g_assert_no_error (error);
  return blob;
}

static void
test_rolled_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a contract", 10);
  g_autoptr (YyqNewBlob) blob = write_blob (fixture, bytes);
  g_autoptr (YyqNewBlob) again = NULL;

  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_true (yyq_storage_begin (fixture->storage, NULL));
  g_assert_true (yyq_blob_store_add (fixture->blobs, blob, NULL));
  assert_reads (fixture, yyq_new_blob_get_sha256 (blob), bytes);
  yyq_storage_rollback (fixture->storage);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_null (yyq_blob_store_get (fixture->blobs, yyq_new_blob_get_sha256 (blob), NULL));
  again = write_blob (fixture, bytes);
  g_assert_true (yyq_blob_store_add (fixture->blobs, again, NULL));
  assert_reads (fixture, yyq_new_blob_get_sha256 (again), bytes);
}

/* A transaction that its thread just leaves is rolled back, too. */
static void
test_released (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a contract", 10);
  g_autoptr (YyqNewBlob) blob = write_blob (fixture, bytes);

  g_assert_true (yyq_storage_begin (fixture->storage, NULL));
  g_assert_true (yyq_blob_store_add (fixture->blobs, blob, NULL));
  yyq_storage_release (fixture->storage);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_never_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a contract", 10);
  YyqNewBlob *blob = write_blob (fixture, bytes);

  g_assert_cmpuint (count_files (fixture), ==, 1);
  yyq_new_blob_free (blob);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_committed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a contract", 10);
  g_autofree char *sha256 = NULL;
  YyqNewBlob *blob = write_blob (fixture, bytes);

  g_assert_true (yyq_storage_begin (fixture->storage, NULL));
  g_assert_true (yyq_blob_store_add (fixture->blobs, blob, NULL));
  sha256 = g_strdup (yyq_new_blob_get_sha256 (blob));
  yyq_new_blob_free (blob);
  g_assert_true (yyq_storage_commit (fixture->storage, NULL));
  yyq_storage_rollback (fixture->storage);
  assert_reads (fixture, sha256, bytes);
}

static void
test_same_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a contract", 10);
  YyqNewBlob *first = write_blob (fixture, bytes);
  YyqNewBlob *second = write_blob (fixture, bytes);
  g_autofree char *sha256 = g_strdup (yyq_new_blob_get_sha256 (first));

  g_assert_true (yyq_blob_store_add (fixture->blobs, first, NULL));
  g_assert_true (yyq_storage_begin (fixture->storage, NULL));
  g_assert_true (yyq_blob_store_add (fixture->blobs, second, NULL));
  yyq_storage_rollback (fixture->storage);
  yyq_new_blob_free (first);
  yyq_new_blob_free (second);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  assert_reads (fixture, sha256, bytes);
}

#define ADD(name, test) g_test_add ("/blobs/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a document of a transaction that was rolled back is gone with its file", test_rolled_back);
  ADD ("a document of a transaction that was left open is gone with its file", test_released);
  ADD ("a document that no row ever named is gone", test_never_added);
  ADD ("a document that was committed stays", test_committed);
  ADD ("a document that two bring at once is there once", test_same_twice);
  return g_test_run ();
}
