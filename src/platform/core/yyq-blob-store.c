/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-blob-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "yyq-aead.h"
#include "yyq-error.h"
#include "yyq-file-tree.h"
#include "yyq-id.h"
#include "yyq-writer.h"

#define PURPOSE "document"
#define NAME_BYTES 16

struct _YyqBlobStore {
  GObject parent_instance;

  YyqStorage *storage;    /* (owned) */
  YyqMasterKeys *keyring; /* (owned) */
  char *directory;
  gboolean temporary;
};

struct _YyqNewBlob {
  char *sha256;
  char *name; /* NULL: the bytes were there */
  char *path; /* (nullable): the file, as long as no row names it */
  gint64 length;
  guint8 key[YYQ_AEAD_KEY];
};

G_DEFINE_FINAL_TYPE (YyqBlobStore, yyq_blob_store, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  YyqBlobStore *self = YYQ_BLOB_STORE (object);

  if (self->temporary)
    yyq_file_tree_remove (self->directory);
  g_free (self->directory);
  g_clear_object (&self->storage);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (yyq_blob_store_parent_class)->finalize (object);
}

static void
yyq_blob_store_class_init (YyqBlobStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_blob_store_init (YyqBlobStore *self)
{
}

static void
set_errno (GError **error, const char *verb, int code)
{
  g_set_error (error, YYQ_STORE_ERROR,
               code == ENOSPC || code == EDQUOT ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED,
               "document %s: %s", verb, g_strerror (code));
}

YyqBlobStore *
yyq_blob_store_new (YyqStorage *storage, YyqMasterKeys *keyring, const char *directory,
                    GError **error)
{
  g_autoptr (YyqBlobStore) self = g_object_new (YYQ_TYPE_BLOB_STORE, NULL);

  self->storage = g_object_ref (storage);
  self->keyring = g_object_ref (keyring);
  if (directory == NULL) {
    self->directory = g_dir_make_tmp ("yyq-documents-XXXXXX", error);
    if (self->directory == NULL)
      return NULL;
    self->temporary = TRUE;
    return g_steal_pointer (&self);
  }
  self->directory = g_strdup (directory);
  if (g_mkdir_with_parents (directory, 0700) != 0) {
    set_errno (error, "mkdir", errno);
    return NULL;
  }
  return g_steal_pointer (&self);
}

YyqBlobStore *
yyq_blob_store_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_BLOB_STORE);
}

const char *
yyq_blob_store_get_directory (YyqBlobStore *self)
{
  return self->directory;
}

static char *
folder_of (const char *directory, const char *name)
{
  return g_strdup_printf ("%s/%.2s", directory, name);
}

/* The name itself must survive a power cut too. */
static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
make_folder (YyqBlobStore *self, const char *folder, GError **error)
{
  if (g_mkdir (folder, 0700) == 0) {
    if (sync_folder (self->directory))
      return TRUE;
  } else if (errno == EEXIST) {
    return TRUE;
  }
  set_errno (error, "mkdir", errno);
  return FALSE;
}

static gboolean
write_file (const char *folder, const char *path, const guint8 *key, const char *sha256,
            GBytes *bytes, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s/.new-XXXXXX", folder);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  int code;

  if (fd < 0) {
    set_errno (error, "create", errno);
    return FALSE;
  }
  if (yyq_sealed_file_write (fd, key, sha256, bytes) && fsync (fd) == 0 && close (fd) == 0) {
    if (g_rename (temporary, path) == 0 && sync_folder (folder))
      return TRUE;
    code = errno;
  } else {
    code = errno;
    close (fd);
  }
  g_unlink (temporary);
  set_errno (error, "write", code);
  return FALSE;
}

/* A row of document. */
typedef struct {
  char *name; /* (nullable): there is no such row */
  gint64 version;
  GBytes *wrapped;
} Row;

static void
row_clear (Row *self)
{
  g_free (self->name);
  g_clear_pointer (&self->wrapped, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
load_row (YyqBlobStore *self, const char *sha256, Row *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    self->storage, error, "SELECT name, key_version, wrapped FROM document WHERE sha256 = $1", "s",
    sha256);

  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    row->name = g_strdup (yyq_rows_get_text (rows, 0));
    row->version = yyq_rows_get_int (rows, 1);
    row->wrapped = yyq_rows_get_bytes (rows, 2);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A document that was lost gets a new file and a new key. */
static gboolean
save_row (YyqBlobStore *self, const YyqNewBlob *blob, GError **error)
{
  gint64 version = 0;
  g_autoptr (GBytes) wrapped = yyq_master_keys_wrap (
    self->keyring, &(YyqKeyPlace){ PURPOSE, blob->sha256 }, blob->key, &version);

  return yyq_storage_execute (
    self->storage, error,
    "INSERT INTO document (sha256, name, length, key_version, wrapped) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, length = excluded.length, "
    "key_version = excluded.key_version, wrapped = excluded.wrapped",
    "ssiib", blob->sha256, blob->name, blob->length, version, wrapped);
}

/* (transfer full) */
static char *
path_of (YyqBlobStore *self, const char *name)
{
  g_autofree char *folder = folder_of (self->directory, name);

  return g_build_filename (folder, name, NULL);
}

static gboolean
is_there (YyqBlobStore *self, const char *sha256, gboolean *there, GError **error)
{
  g_auto (Row) row = { 0 };
  g_autofree char *path = NULL;

  if (!load_row (self, sha256, &row, error))
    return FALSE;
  path = row.name != NULL ? path_of (self, row.name) : NULL;
  *there = path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  return TRUE;
}

static gboolean
write_new (YyqBlobStore *self, YyqNewBlob *blob, GBytes *bytes, GError **error)
{
  g_autofree char *name = yyq_random_hex (NAME_BYTES);
  g_autofree char *folder = folder_of (self->directory, name);
  g_autofree char *path = path_of (self, name);

  yyq_aead_fill_random (blob->key, sizeof blob->key);
  if (!make_folder (self, folder, error) ||
      !write_file (folder, path, blob->key, blob->sha256, bytes, error))
    return FALSE;
  blob->name = g_steal_pointer (&name);
  blob->path = g_steal_pointer (&path);
  return TRUE;
}

/* Takes @id. @anew: whether or not it is there. */
static YyqNewBlob *
write_blob (YyqBlobStore *self, char *id, GBytes *bytes, gboolean anew, GError **error)
{
  g_autoptr (YyqNewBlob) blob = g_new0 (YyqNewBlob, 1);
  gboolean there = FALSE;

  yyq_writer_check_is_free ("writing a document");
  blob->sha256 = id;
  blob->length = (gint64) g_bytes_get_size (bytes);
  if ((!anew && !is_there (self, blob->sha256, &there, error)) ||
      (!there && !write_new (self, blob, bytes, error)))
    return NULL;
  return g_steal_pointer (&blob);
}

YyqNewBlob *
yyq_blob_store_write (YyqBlobStore *self, GBytes *bytes, GError **error)
{
  return write_blob (self, yyq_sha256_hex (bytes), bytes, FALSE, error);
}

YyqNewBlob *
yyq_blob_store_write_own (YyqBlobStore *self, GBytes *bytes, GError **error)
{
  return write_blob (self, yyq_random_hex (32), bytes, TRUE, error);
}

static void
remove_file (gpointer path, gpointer nothing)
{
  g_unlink (path);
}

static gboolean
add_blob (YyqBlobStore *self, YyqNewBlob *blob, GError **error)
{
  if (!save_row (self, blob, error))
    return FALSE;
  if (yyq_storage_in_transaction (self->storage))
    yyq_storage_on_rollback (self->storage, remove_file, g_steal_pointer (&blob->path), g_free);
  g_clear_pointer (&blob->path, g_free);
  return TRUE;
}

/* Another one may have brought the same bytes meanwhile: theirs stay. */
gboolean
yyq_blob_store_add (YyqBlobStore *self, YyqNewBlob *blob, GError **error)
{
  gboolean there = FALSE;

  if (!is_there (self, blob->sha256, &there, error))
    return FALSE;
  if (there)
    return TRUE;
  if (blob->path != NULL)
    return add_blob (self, blob, error);
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "document %s has gone",
               blob->sha256);
  return FALSE;
}

gboolean
yyq_blob_store_remove (YyqBlobStore *self, const char *id, GError **error)
{
  g_auto (Row) row = { 0 };

  if (!load_row (self, id, &row, error) ||
      !yyq_storage_execute (self->storage, error, "DELETE FROM document WHERE sha256 = $1", "s",
                            id))
    return FALSE;
  if (row.name != NULL)
    yyq_storage_on_commit (self->storage, remove_file, path_of (self, row.name), g_free);
  return TRUE;
}

const char *
yyq_new_blob_get_sha256 (const YyqNewBlob *self)
{
  return self->sha256;
}

gint64
yyq_new_blob_get_length (const YyqNewBlob *self)
{
  return self->length;
}

void
yyq_new_blob_free (YyqNewBlob *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
  explicit_bzero (self->key, sizeof self->key);
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

YyqSealedFile *
yyq_blob_store_open (YyqBlobStore *self, const char *sha256, GError **error)
{
  g_auto (Row) row = { 0 };
  g_autofree char *path = NULL;
  guint8 key[YYQ_AEAD_KEY];
  YyqSealedFile *file = NULL;

  if (!load_row (self, sha256, &row, error))
    return NULL;
  if (row.name == NULL) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "document %s is missing",
                 sha256);
    return NULL;
  }
  path = path_of (self, row.name);
  if (yyq_master_keys_unwrap (self->keyring, &(YyqKeyPlace){ PURPOSE, sha256 }, row.version,
                              row.wrapped, key, error))
    file = yyq_sealed_file_open (path, key, sha256, error);
  explicit_bzero (key, sizeof key);
  return file;
}

GBytes *
yyq_blob_store_get (YyqBlobStore *self, const char *sha256, GError **error)
{
  g_autoptr (YyqSealedFile) file = yyq_blob_store_open (self, sha256, error);

  return file != NULL ? yyq_sealed_file_read (file, 0, yyq_sealed_file_get_length (file), error)
                      : NULL;
}

/* In the database and whole, frame by frame. */
static gboolean
is_sealed (YyqBlobStore *self, const char *sha256)
{
  g_autoptr (YyqSealedFile) file = yyq_blob_store_open (self, sha256, NULL);
  gint64 length = file != NULL ? yyq_sealed_file_get_length (file) : 0;

  for (gint64 at = 0; file != NULL && at < length; at += YYQ_SEALED_FRAME) {
    g_autoptr (GBytes) frame =
      yyq_sealed_file_read (file, at, MIN (length - at, YYQ_SEALED_FRAME), NULL);

    if (frame == NULL)
      return FALSE;
  }
  return file != NULL;
}

static gboolean
seal_anew (YyqBlobStore *self, GBytes *bytes, GError **error)
{
  g_autoptr (YyqNewBlob) blob = write_blob (self, yyq_sha256_hex (bytes), bytes, TRUE, error);

  return blob != NULL && add_blob (self, blob, error);
}

/* @path: a document as the first release kept it, under its hash. */
static gboolean
seal_old_file (YyqBlobStore *self, const char *path, const char *name, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
  g_autofree char *sha256 = bytes != NULL ? yyq_sha256_hex (bytes) : NULL;

  if (sha256 == NULL)
    return FALSE;
  if (!g_str_equal (sha256, name)) {
    g_warning ("document %s is damaged: it stays as it is, in %s", name, path);
    return TRUE;
  }
  /* Without a transaction around it, the row is on the disk when the statement has ended. */
  if (!is_sealed (self, sha256) && !seal_anew (self, bytes, error))
    return FALSE;
  if (g_unlink (path) == 0)
    return TRUE;
  set_errno (error, "remove", errno);
  return FALSE;
}

/* What a killed process was writing has a name with a dot in front: it was never a document. */
static gboolean
seal_old_folder (YyqBlobStore *self, const char *folder, guint *n, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (*name == '.' ? g_unlink (path) != 0 : !seal_old_file (self, path, name, error)) {
      if (error != NULL && *error == NULL)
        set_errno (error, "remove", errno);
      return FALSE;
    }
    if (++*n % 1000 == 0)
      g_message ("sealed %u documents of the first release", *n);
  }
  /* Fails when something damaged stays in it. */
  g_rmdir (folder);
  return TRUE;
}

gboolean
yyq_blob_store_seal_old (YyqBlobStore *self, const char *old_directory, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (old_directory, 0, NULL);
  const char *name;
  guint n = 0;
  gboolean ok = TRUE;

  if (dir == NULL)
    return TRUE;
  while (ok && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *folder = g_build_filename (old_directory, name, NULL);

    ok = seal_old_folder (self, folder, &n, error);
  }
  g_rmdir (old_directory);
  yyq_storage_release (self->storage);
  return ok;
}
