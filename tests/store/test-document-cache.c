/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-document-cache.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
  char *directory;
  char *documents; /* below directory */
  YyqCipher *cipher;
  YyqDocumentCache *cache;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer in_memory)
{
  fixture->directory = g_dir_make_tmp ("yyq-documents-XXXXXX", NULL);
  fixture->documents = g_build_filename (fixture->directory, "documents", NULL);
  fixture->cipher = yyq_cipher_new_random ();
  fixture->cache =
    yyq_document_cache_new (in_memory != NULL ? NULL : fixture->documents, fixture->cipher, 4096);
}

static void
tear_down (Fixture *fixture, gconstpointer in_memory)
{
  store_unref_and_wait (fixture->cache);
  yyq_cipher_unref (fixture->cipher);
  store_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->documents);
}

static gboolean
put (Fixture *fixture, const char *sha256, GBytes *document, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_document_cache_put_async (fixture->cache, sha256, document, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_document_cache_put_finish (fixture->cache, result, error);
}

static GBytes *
load (Fixture *fixture, const char *sha256, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_document_cache_load_async (fixture->cache, sha256, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_document_cache_load_finish (fixture->cache, result, error);
}

static GBytes *
document_of (gsize length, char fill, char **sha256)
{
  char *data = g_malloc (length);
  GBytes *document;

  memset (data, fill, length);
  document = g_bytes_new_take (data, length);
  *sha256 = yyq_sha256_hex (document);
  return document;
}

static void
add (Fixture *fixture, gsize length, char fill, char **sha256)
{
  g_autoptr (GBytes) document = document_of (length, fill, sha256);
  g_autoptr (GError) error = NULL;

  put (fixture, *sha256, document, &error);
  g_assert_no_error (error);
}

static gboolean
has (Fixture *fixture, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = load (fixture, sha256, &error);

  g_assert_no_error (error);
  return document != NULL;
}

static char *
path_of (Fixture *fixture, const char *sha256)
{
  return g_build_filename (fixture->documents, sha256, NULL);
}

static guint
n_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->documents, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_by_hash (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GBytes) document = document_of (1000, 'a', &sha256);
  g_autoptr (GBytes) absent = document_of (1000, 'b', &other);
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (put (fixture, sha256, document, &error));
  g_assert_true (put (fixture, NULL, document, &error));
  loaded = load (fixture, sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, document));
  g_assert_false (has (fixture, other));
}

static void
test_wrong_hash (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GBytes) document = document_of (1000, 'a', &sha256);
  g_autoptr (GBytes) absent = document_of (1000, 'b', &other);
  g_autoptr (GError) error = NULL;

  g_assert_false (put (fixture, other, document, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT);
  g_assert_false (has (fixture, other));
  g_assert_false (has (fixture, sha256));
}

static void
test_no_path (Fixture *fixture, gconstpointer in_memory)
{
  static const char *const names[] = {
    "", "../cache.db", "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (load (fixture, names[i], &error));
    g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND);
  }
}

static void
test_encrypted (Fixture *fixture, gconstpointer in_memory)
{
  static const char text[] = "410000199001011234 is nobody's number";
  g_autoptr (GBytes) document = g_bytes_new_static (text, sizeof text);
  g_autofree char *sha256 = yyq_sha256_hex (document);
  g_autofree char *path = path_of (fixture, sha256);
  struct stat info;

  g_assert_true (put (fixture, NULL, document, NULL));
  g_assert_false (store_find_text (fixture->directory, "nobody's number"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->documents, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

static void
test_corrupt (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  add (fixture, 1000, 'a', &sha256);
  path = path_of (fixture, sha256);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  contents[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  g_assert_false (has (fixture, sha256));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_free (g_steal_pointer (&sha256));
  add (fixture, 1000, 'a', &sha256);
  g_assert_true (has (fixture, sha256));
}

static void
test_cut (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;

  add (fixture, 1000, 'a', &sha256);
  path = path_of (fixture, sha256);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_false (has (fixture, sha256));
}

/* A file that was damaged must be replaced by what the platform sends, also without a load in
 * between. */
static void
test_put_over_corrupt (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;

  add (fixture, 1000, 'a', &sha256);
  path = path_of (fixture, sha256);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_free (g_steal_pointer (&sha256));
  add (fixture, 1000, 'a', &sha256);
  g_assert_true (has (fixture, sha256));
}

/* As if it had been used last @seconds ago. Memory knows the order without a clock. */
static void
age (Fixture *fixture, const char *sha256, gint64 seconds)
{
  g_autofree char *path = path_of (fixture, sha256);
  const gint64 at = g_get_real_time () / G_USEC_PER_SEC - seconds;
  const struct timespec times[] = { { .tv_sec = at }, { .tv_sec = at } };

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static void
test_limit (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  add (fixture, 1800, 'a', &first);
  age (fixture, first, 20);
  add (fixture, 1800, 'b', &second);
  age (fixture, second, 10);
  g_assert_true (has (fixture, first));
  add (fixture, 1800, 'c', &third);
  g_assert_true (has (fixture, first));
  g_assert_false (has (fixture, second));
  g_assert_true (has (fixture, third));
}

static void
test_remains (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *other = NULL;
  g_autofree char *remains = NULL;

  add (fixture, 100, 'a', &sha256);
  remains = g_strconcat (fixture->documents, "/", sha256, ".XXXX12", NULL);
  g_assert_true (g_file_set_contents (remains, "half", -1, NULL));
  add (fixture, 100, 'b', &other);
  g_assert_false (g_file_test (remains, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (n_files (fixture), ==, 2);
}

static void
test_no_directory (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) document = document_of (10, 'a', &sha256);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->documents, "a file", -1, NULL));
  g_assert_false (put (fixture, NULL, document, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
  g_unlink (fixture->documents);
}

static gint disk_is_full; /* atomic */

ssize_t write (int fd, const void *data, size_t length);

/* Takes the place of the C library's, for GLib too: a disk that is full while a file is written. */
ssize_t
write (int fd, const void *data, size_t length)
{
  struct stat info;

  if (g_atomic_int_get (&disk_is_full) && fd > STDERR_FILENO && fstat (fd, &info) == 0 &&
      S_ISREG (info.st_mode)) {
    if (info.st_size > 0 || length < 16) {
      errno = ENOSPC;
      return -1;
    }
    length = 16;
  }
  return syscall (SYS_write, fd, data, length);
}

static void
test_full (Fixture *fixture, gconstpointer in_memory)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) document = document_of (3000, 'a', &sha256);
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&disk_is_full, TRUE);
  g_assert_false (put (fixture, sha256, document, &error));
  g_atomic_int_set (&disk_is_full, FALSE);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FULL);
  g_assert_cmpuint (n_files (fixture), ==, 0);
  g_assert_true (put (fixture, sha256, document, NULL));
  g_assert_true (has (fixture, sha256));
}

#define ADD(name, in_memory, function) \
  g_test_add ("/store/documents/" name, Fixture, in_memory, set_up, function, tear_down)
#define MEMORY "memory"

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a document is found by its hash", NULL, test_by_hash);
  ADD ("a document is found by its hash in memory", MEMORY, test_by_hash);
  ADD ("a document with another hash is refused", NULL, test_wrong_hash);
  ADD ("what is no hash is not looked for", NULL, test_no_path);
  ADD ("nothing can be read from the disk", NULL, test_encrypted);
  ADD ("a damaged file is not here and can be fetched again", NULL, test_corrupt);
  ADD ("an empty file is not here", NULL, test_cut);
  ADD ("a document that is fetched again replaces a damaged file", NULL, test_put_over_corrupt);
  ADD ("over the limit the one goes that was not opened for the longest time", NULL, test_limit);
  ADD ("over the limit the one goes that was not opened for the longest time in memory", MEMORY,
       test_limit);
  ADD ("what a kill left behind is removed", NULL, test_remains);
  ADD ("a place that cannot be written is an error", NULL, test_no_directory);
  ADD ("a disk that becomes full is an error and leaves nothing", NULL, test_full);
  return g_test_run ();
}
