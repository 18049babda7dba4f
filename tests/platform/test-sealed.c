/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "yyq-blob-store.h"
#include "yyq-error.h"
#include "yyq-field-key.h"
#include "yyq-file-tree.h"
#include "yyq-id.h"
#include "yyq-idempotency.h"
#include "yyq-key-file.h"
#include "yyq-key-rotation.h"
#include "yyq-storage-open.h"
#include "yyq-test-killing.h"
#include "yyq-test-landed-storage.h"
#include "yyq-test-storage.h"

/* Documents and keys at rest (D21), and how what the first release left comes there. */

#define FRAME YYQ_SEALED_FRAME
#define HEAD 32
#define STRIDE (FRAME + 16)

typedef struct {
  char *directory;
  char *key_file;
  char *address; /* (nullable): of PostgreSQL */
  YyqStorage *storage;
  YyqMasterKeys *keyring;
  YyqBlobStore *blobs;
  YyqPlatform *platform;
} Fixture;

static char *
path_in (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

/* The platform's parts, over what lies in the directory. */
static void
open_all (Fixture *fixture)
{
  g_autofree char *data_dir = path_in (fixture, "data");
  g_autofree char *old_key = path_in (fixture, "data/field.key");
  g_autofree char *sealed = path_in (fixture, "data/sealed");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = NULL;

  fixture->keyring = yyq_master_keys_load (fixture->key_file, &error);
  g_assert_no_error (error);
  fixture->storage = yyq_storage_open (fixture->address, data_dir, &error);
  g_assert_no_error (error);
  cipher = yyq_field_key_load (fixture->storage, fixture->keyring, old_key, &error);
  g_assert_no_error (error);
  fixture->blobs = yyq_blob_store_new (fixture->storage, fixture->keyring, sealed, &error);
  g_assert_no_error (error);
  fixture->platform = yyq_platform_new (fixture->storage, cipher);
  yyq_platform_add_service (fixture->platform, fixture->keyring);
}

static void
close_all (Fixture *fixture)
{
  g_clear_object (&fixture->platform);
  g_clear_object (&fixture->blobs);
  g_clear_object (&fixture->storage);
  g_clear_object (&fixture->keyring);
}

static void
set_up_closed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *data_dir = NULL;

  fixture->directory = g_dir_make_tmp ("yyq-sealed-XXXXXX", NULL);
  fixture->address = yyq_test_storage_make_address (data != NULL);
  fixture->key_file = path_in (fixture, "master.key");
  data_dir = path_in (fixture, "data");
  g_assert_cmpint (g_mkdir (data_dir, 0700), ==, 0);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_closed (fixture, NULL);
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

/* (transfer full): bytes that never repeat with the frames. */
static GBytes *
make_document (gsize length, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) g_rand_int_range (random, 0, 256);
  return g_bytes_new_take (data, length);
}

static char *
put (Fixture *fixture, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqNewBlob) blob = yyq_blob_store_write (fixture->blobs, bytes, &error);

  g_assert_no_error (error);
  yyq_blob_store_add (fixture->blobs, blob, &error);
  g_assert_no_error (error);
  return g_strdup (yyq_new_blob_get_sha256 (blob));
}

/* Where its file is. */
static char *
file_of (Fixture *fixture, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    fixture->storage, &error, "SELECT name FROM document WHERE sha256 = $1", "s", sha256);
  const char *name;

  g_assert_no_error (error);
  g_assert_true (yyq_rows_next (rows, &error));
  name = yyq_rows_get_text (rows, 0);
  return g_strdup_printf ("%s/data/sealed/%.2s/%s", fixture->directory, name, name);
}

static void
assert_reads (Fixture *fixture, const char *sha256, GBytes *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = yyq_blob_store_get (fixture->blobs, sha256, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, wanted));
}

static void
assert_refused (Fixture *fixture, const char *sha256, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = yyq_blob_store_get (fixture->blobs, sha256, &error);

  g_assert_null (back);
  g_assert_error (error, YYQ_STORE_ERROR, code);
}

static void
test_lengths (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 200001 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) bytes = make_document (lengths[i], i);
    g_autofree char *sha256 = put (fixture, bytes);
    g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    g_autofree char *twice = put (fixture, bytes);

    g_assert_cmpstr (sha256, ==, expected);
    g_assert_cmpstr (sha256, ==, twice);
    assert_reads (fixture, sha256, bytes);
  }
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  const gint64 length = 3 * FRAME + 77;
  g_autoptr (GBytes) bytes = make_document ((gsize) length, 1);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSealedFile) file = yyq_blob_store_open (fixture->blobs, sha256, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yyq_sealed_file_get_length (file), ==, length);
  for (guint i = 0; i < 300; i++) {
    gint64 first = g_test_rand_int_range (0, (gint32) length + 1);
    gint64 n = g_test_rand_int_range (0, (gint32) (length - first) + 1);
    g_autoptr (GBytes) wanted = g_bytes_new_from_bytes (bytes, (gsize) first, (gsize) n);
    g_autoptr (GBytes) part = yyq_sealed_file_read (file, first, n, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (part, wanted));
  }
}

/* Neither words nor hash of a document, in any file of the data but the database; and modes. */
static void
test_disk (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "%PDF-1.7 the salary is 12,345 a month";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autofree char *path = file_of (fixture, sha256);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *content = NULL;
  g_autofree char *sealed = path_in (fixture, "data/sealed");
  gsize length = 0;
  GStatBuf info;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (memmem (content, length, "salary", 6));
  g_assert_null (memmem (content, length, "%PDF", 4));
  g_assert_null (strstr (sha256, name));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (sealed, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

static void
change_byte (const char *path, gsize offset)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (offset, <, length);
  content[offset] ^= 1;
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
test_frames (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_document (3 * FRAME, 2);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autofree char *path = file_of (fixture, sha256);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSealedFile) file = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) last = NULL;

  change_byte (path, HEAD + STRIDE + 100);
  file = yyq_blob_store_open (fixture->blobs, sha256, &error);
  first = yyq_sealed_file_read (file, 0, FRAME, &error);
  last = yyq_sealed_file_read (file, 2 * FRAME, FRAME, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (first) + g_bytes_get_size (last), ==, 2 * FRAME);
  g_assert_null (yyq_sealed_file_read (file, FRAME - 1, 2, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT);
}

typedef struct {
  const char *name;
  void (*change) (char **content, gsize *length);
} Change;

static void
cut_last_byte (char **content, gsize *length)
{
  *length -= 1;
}

static void
cut_last_frame (char **content, gsize *length)
{
  *length = HEAD + 2 * STRIDE;
}

/* And the head says so. */
static void
shorten (char **content, gsize *length)
{
  guint64 total = GUINT64_TO_BE ((guint64) 2 * FRAME);

  *length = HEAD + 2 * STRIDE;
  memcpy (*content + 16, &total, 8);
}

static void
swap_frames (char **content, gsize *length)
{
  g_autofree char *first = g_memdup2 (*content + HEAD, STRIDE);

  memmove (*content + HEAD, *content + HEAD + STRIDE, STRIDE);
  memcpy (*content + HEAD + STRIDE, first, STRIDE);
}

static void
double_frame (char **content, gsize *length)
{
  memcpy (*content + HEAD + 2 * STRIDE, *content + HEAD + STRIDE, STRIDE);
}

static void
change_head (char **content, gsize *length)
{
  (*content)[31] ^= 1;
}

static void
empty_it (char **content, gsize *length)
{
  *length = 0;
}

static void
lengthen (char **content, gsize *length)
{
  *content = g_realloc (*content, *length + 16);
  memset (*content + *length, 0, 16);
  *length += 16;
}

static const Change file_changes[] = {
  { "its last byte cut", cut_last_byte },
  { "its last frame cut", cut_last_frame },
  { "its last frame cut and a head that says so", shorten },
  { "two frames swapped", swap_frames },
  { "a frame twice", double_frame },
  { "another head", change_head },
  { "nothing in it", empty_it },
  { "something behind it", lengthen },
};

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  const Change *change = data;
  g_autoptr (GBytes) bytes = make_document (3 * FRAME, 3);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autofree char *path = file_of (fixture, sha256);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, ==, HEAD + 3 * STRIDE);
  change->change (&content, &length);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  assert_refused (fixture, sha256, YYQ_STORE_ERROR_CORRUPT);
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  g_autofree char *data_dir = path_in (fixture, "data");

  yyq_test_landed_change (data_dir, fixture->address, sql);
}

/* Two documents of the same length: file for file, and key for key. */
static void
test_swapped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = make_document (FRAME + 5, 4);
  g_autoptr (GBytes) two = make_document (FRAME + 5, 5);
  g_autofree char *sha_one = put (fixture, one);
  g_autofree char *sha_two = put (fixture, two);
  g_autofree char *path_one = file_of (fixture, sha_one);
  g_autofree char *path_two = file_of (fixture, sha_two);
  g_autofree char *aside = path_in (fixture, "aside");
  g_autofree char *keys = g_strdup_printf ("UPDATE document SET wrapped = (SELECT wrapped FROM "
                                           "document WHERE sha256 = '%s') WHERE sha256 = '%s'",
                                           sha_one, sha_two);
  g_autofree char *rows =
    g_strdup_printf ("UPDATE document SET name = name || 'x' WHERE sha256 = '%s'; "
                     "UPDATE document SET (name, wrapped) = (SELECT substr(name, 1, 32), wrapped "
                     "FROM document WHERE sha256 = '%s') "
                     "WHERE sha256 = '%s'",
                     sha_one, sha_one, sha_two);

  g_rename (path_one, aside);
  g_rename (path_two, path_one);
  g_rename (aside, path_two);
  assert_refused (fixture, sha_one, YYQ_STORE_ERROR_CORRUPT);
  assert_refused (fixture, sha_two, YYQ_STORE_ERROR_CORRUPT);
  run_sql (fixture, keys);
  assert_refused (fixture, sha_two, YYQ_STORE_ERROR_KEY);
  run_sql (fixture, rows);
  assert_refused (fixture, sha_two, YYQ_STORE_ERROR_KEY);
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_document (100, 6);
  g_autofree char *sha256 = put (fixture, bytes);
  g_autofree char *path = file_of (fixture, sha256);
  g_autofree char *again = NULL;

  g_unlink (path);
  assert_refused (fixture, sha256, YYQ_STORE_ERROR_NOT_FOUND);
  assert_refused (fixture, "00", YYQ_STORE_ERROR_NOT_FOUND);
  again = put (fixture, bytes);
  assert_reads (fixture, sha256, bytes);
}

/* --- keys --- */

static void
test_key_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *broken = path_in (fixture, "broken.key");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = NULL;
  GStatBuf info;

  g_assert_cmpint (yyq_key_file_add (fixture->key_file, &error), ==, 2);
  keys = yyq_key_file_read (fixture->key_file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpint (memcmp (g_array_index (keys, YyqMasterKey, 0).key,
                           g_array_index (keys, YyqMasterKey, 1).key, YYQ_KEY_LENGTH),
                   !=, 0);
  g_assert_cmpint (g_stat (fixture->key_file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_file_set_contents (broken, "1 too short\n", -1, NULL);
  g_file_get_contents (broken, &before, NULL, NULL);
  g_assert_cmpint (yyq_key_file_add (broken, &error), ==, 0);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
  g_file_get_contents (broken, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* Leaves only the newest master key in the file. */
static void
drop_old_keys (Fixture *fixture)
{
  g_autofree char *text = NULL;
  const char *last;

  g_assert_true (g_file_get_contents (fixture->key_file, &text, NULL, NULL));
  last = strstr (text, "\n2 ");
  g_assert_nonnull (last);
  g_assert_true (g_file_set_contents_full (fixture->key_file, last + 1, -1,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
step (Fixture *fixture, gboolean first, gint64 done, gint64 left)
{
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation;

  g_assert_true (yyq_key_rotation_step (fixture->platform, first, 4, &rotation, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rotation.version, ==, 2);
  g_assert_cmpint (rotation.done, ==, done);
  g_assert_cmpint (rotation.left, ==, left);
}

#define N_DOCUMENTS 9

static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *given =
    yyq_field_cipher_authenticate (yyq_platform_get_cipher (fixture->platform), "p", "x");
  g_autoptr (GBytes) late = make_document (10, 100);
  GBytes *documents[N_DOCUMENTS];
  char *hashes[N_DOCUMENTS];
  g_autofree char *late_hash = NULL;

  for (guint i = 0; i < N_DOCUMENTS; i++) {
    documents[i] = make_document (1000 + i, 20 + i);
    hashes[i] = put (fixture, documents[i]);
  }
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  step (fixture, TRUE, 4, N_DOCUMENTS + 1 - 4);
  for (guint i = 0; i < N_DOCUMENTS; i++)
    assert_reads (fixture, hashes[i], documents[i]);
  late_hash = put (fixture, late);
  close_all (fixture); /* killed in the middle */
  open_all (fixture);
  step (fixture, TRUE, 4, 2);
  step (fixture, FALSE, 2, 0);
  step (fixture, FALSE, 0, 0);
  close_all (fixture);
  drop_old_keys (fixture);
  open_all (fixture);
  for (guint i = 0; i < N_DOCUMENTS; i++) {
    assert_reads (fixture, hashes[i], documents[i]);
    g_bytes_unref (documents[i]);
    g_free (hashes[i]);
  }
  assert_reads (fixture, late_hash, late);
  g_assert_true (
    yyq_field_cipher_verify (yyq_platform_get_cipher (fixture->platform), "p", "x", given));
}

static void
test_key_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *data_dir = path_in (fixture, "data");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = NULL;
  g_autoptr (YyqMasterKeys) keyring = NULL;
  g_autoptr (YyqStorage) storage = NULL;

  close_all (fixture);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  drop_old_keys (fixture);
  keyring = yyq_master_keys_load (fixture->key_file, &error);
  storage = yyq_storage_open (fixture->address, data_dir, &error);
  g_assert_no_error (error);
  cipher = yyq_field_key_load (storage, keyring, "/nonexistent", &error);
  g_assert_null (cipher);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, "version 1"));
}

/* --- what the first release left --- */

#define N_MORE 300

static void
write_more (const char *documents)
{
  for (guint i = 0; i < N_MORE; i++) {
    g_autoptr (GBytes) bytes = make_document (20000 + i, 1000 + i);
    g_autofree char *sha256 = yyq_sha256_hex (bytes);
    g_autofree char *folder = g_strdup_printf ("%s/%.2s", documents, sha256);
    g_autofree char *path = g_build_filename (folder, sha256, NULL);

    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes),
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
}

static void
assert_more (Fixture *fixture)
{
  for (guint i = 0; i < N_MORE; i++) {
    g_autoptr (GBytes) bytes = make_document (20000 + i, 1000 + i);
    g_autofree char *sha256 = yyq_sha256_hex (bytes);

    assert_reads (fixture, sha256, bytes);
  }
}

/* Every revision that the database names opens, and has its hash. */
static void
assert_revisions (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (fixture->storage, &error,
                                                "SELECT sha256, length FROM contract_revision", "");
  guint n = 0;

  g_assert_no_error (error);
  for (; yyq_rows_next (rows, &error); n++) {
    g_autoptr (GBytes) bytes =
      yyq_blob_store_get (fixture->blobs, yyq_rows_get_text (rows, 0), &error);
    g_autofree char *sha256 = NULL;

    g_assert_no_error (error);
    sha256 = yyq_sha256_hex (bytes);
    g_assert_cmpstr (sha256, ==, yyq_rows_get_text (rows, 0));
    g_assert_cmpint ((gint64) g_bytes_get_size (bytes), ==, yyq_rows_get_int (rows, 1));
  }
  g_assert_cmpuint (n, ==, 4);
}

static void
assert_fields (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    fixture->storage, &error,
    "SELECT id, phone_sealed, phone_index FROM account WHERE name = '张测试'", "");
  g_auto (GStrv) indexes = NULL;
  g_autofree char *where = NULL;
  g_autofree char *phone = NULL;
  g_autoptr (GBytes) sealed = NULL;

  g_assert_true (yyq_rows_next (rows, &error));
  where = g_strdup_printf ("account|phone|%s", yyq_rows_get_text (rows, 0));
  sealed = yyq_rows_get_bytes (rows, 1);
  phone =
    yyq_field_cipher_open (yyq_platform_get_cipher (fixture->platform), where, sealed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (phone, ==, "13800000001");
  indexes = yyq_field_cipher_list_macs (yyq_platform_get_cipher (fixture->platform),
                                        "account|phone", phone);
  g_assert_true (g_strv_contains ((const char *const *) indexes, yyq_rows_get_text (rows, 2)));
}

static gint64
count (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (fixture->storage, &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

/* The one reply that was kept is given again, and does not lie there in clear. */
static void
assert_reply (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    fixture->storage, &error, "SELECT scope, key, body, request_hash FROM idempotency", "");
  g_auto (YyqKeptReply) reply = { 0 };
  g_auto (YyqKeptReply) other = { 0 };
  g_autoptr (GBytes) body = NULL;
  gsize length = 0;

  g_assert_true (yyq_rows_next (rows, &error));
  body = yyq_rows_get_bytes (rows, 2);
  g_assert_null (memmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "title", 5));
  g_assert_cmpstr (yyq_rows_get_text (rows, 3), !=, "00");
  yyq_idempotency_load (
    fixture->platform,
    &(YyqKeyedRequest){ yyq_rows_get_text (rows, 0), yyq_rows_get_text (rows, 1), "00" }, &reply,
    &error);
  g_assert_no_error (error);
  g_assert_true (reply.found && !reply.other);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpmem ("{\"title\":", 9, g_bytes_get_data (reply.body, &length), 9);
  yyq_idempotency_load (
    fixture->platform,
    &(YyqKeyedRequest){ yyq_rows_get_text (rows, 0), yyq_rows_get_text (rows, 1), "01" }, &other,
    &error);
  g_assert_no_error (error);
  g_assert_true (other.found && other.other && other.body == NULL);
}

static void
test_upgrade_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *data_dir = path_in (fixture, "data");
  g_autofree char *documents = path_in (fixture, "data/documents");
  g_autofree char *key = path_in (fixture, "data/field.key");

  yyq_test_landed_write (data_dir);
  write_more (documents);
  yyq_test_kill_until_ready (fixture->directory, fixture->key_file, fixture->address);
  open_all (fixture);
  g_assert_false (g_file_test (documents, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));
  assert_revisions (fixture);
  assert_more (fixture);
  assert_fields (fixture);
  assert_reply (fixture);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM document"), ==, 3 + N_MORE);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM idempotency WHERE sealed = 0"), ==, 0);
}

static void
test_begun_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) document = make_document (100000, 7);
  g_autofree char *sha256 = NULL;

  yyq_test_kill_until_ready (fixture->directory, fixture->key_file, fixture->address);
  open_all (fixture);
  sha256 = put (fixture, document);
  assert_reads (fixture, sha256, document);
  close_all (fixture);
  open_all (fixture);
  assert_reads (fixture, sha256, document);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM document"), ==, 1);
}

static char last_warning[1000];

static GLogWriterOutput
keep_warning (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; level & G_LOG_LEVEL_WARNING && i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_strlcpy (last_warning, fields[i].value, sizeof last_warning);
  return g_log_writer_default (level, fields, n_fields, data);
}

static void
test_upgrade_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *data_dir = path_in (fixture, "data");
  g_autofree char *documents = path_in (fixture, "data/documents");
  g_autofree char *damaged = g_build_filename (
    documents, "5c", "5c7033c737123304ac3e27c8676a8124c9b2c1bca177a679dbeee32910dacb27", NULL);
  g_autofree char *rest = g_build_filename (documents, "5c", ".new-AbCdEf", NULL);
  g_autoptr (GError) error = NULL;

  yyq_test_landed_write (data_dir);
  change_byte (damaged, 10);
  g_assert_true (g_file_set_contents (rest, "half of a", -1, NULL));
  open_all (fixture);
  g_assert_true (yyq_blob_store_seal_old (fixture->blobs, documents, &error));
  g_assert_nonnull (strstr (
    last_warning, "5c7033c737123304ac3e27c8676a8124c9b2c1bca177a679dbeee32910dacb27 is damaged"));
  g_assert_no_error (error);
  g_assert_true (g_file_test (damaged, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (rest, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM document"), ==, 2);
}

#define ADD(name, test) g_test_add ("/sealed/" name, Fixture, NULL, set_up, test, tear_down)
#define ADD_CLOSED(name, test) \
  g_test_add ("/sealed/" name, Fixture, "empty", set_up_closed, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_log_set_writer_func (keep_warning, NULL, NULL);
  ADD ("a document of any length comes back as it was", test_lengths);
  ADD ("any part of a document is read as it is", test_parts);
  ADD ("the disk tells neither the words nor the hash of a document", test_disk);
  ADD ("only the frames that are wanted are opened", test_frames);
  ADD ("a document in another's place is refused", test_swapped);
  ADD ("a lost document is told, and there again when it is put again", test_lost);
  ADD ("a key file has a version more each time and a broken one is left alone", test_key_file);
  ADD ("keys are wrapped anew in steps while documents are read, and the old master key can go",
       test_rotation);
  ADD ("a master key that is gone is named", test_key_gone);
  ADD_CLOSED ("a platform begins although it is killed again and again", test_begun_killed);
  /* The first release had SQLite only. */
  if (!yyq_test_storage_is_postgresql ()) {
    ADD_CLOSED ("what the first release left is sealed though it is killed again and again",
                test_upgrade_killed);
    ADD_CLOSED ("a damaged document of the first release stays and is told", test_upgrade_damaged);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (file_changes); i++) {
    g_autofree char *path =
      g_strconcat ("/sealed/refused: a file with ", file_changes[i].name, NULL);

    g_test_add (path, Fixture, &file_changes[i], set_up, test_changed, tear_down);
  }
  return g_test_run ();
}
