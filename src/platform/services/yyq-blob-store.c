/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-blob-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "yyq-error.h"
#include "yyq-file-tree.h"
#include "yyq-id.h"

struct _YyqBlobStore {
  GObject parent_instance;

  char *directory;
  gboolean temporary;
};

G_DEFINE_FINAL_TYPE (YyqBlobStore, yyq_blob_store, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  YyqBlobStore *self = YYQ_BLOB_STORE (object);

  if (self->temporary)
    yyq_file_tree_remove (self->directory);
  g_free (self->directory);
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
  g_set_error (error, YYQ_STORE_ERROR, code == ENOSPC || code == EDQUOT ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED,
               "document %s: %s", verb, g_strerror (code));
}

YyqBlobStore *
yyq_blob_store_new (const char *directory, GError **error)
{
  g_autoptr (YyqBlobStore) self = g_object_new (YYQ_TYPE_BLOB_STORE, NULL);

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

static char *
folder_of (YyqBlobStore *self, const char *sha256)
{
  return g_strdup_printf ("%s/%.2s", self->directory, sha256);
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0) {
    gssize n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    length -= (gsize) n;
  }
  return fsync (fd) == 0;
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
write_file (const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s/.new-XXXXXX", folder);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  int code;

  if (fd < 0) {
    set_errno (error, "create", errno);
    return FALSE;
  }
  if (write_all (fd, bytes) && close (fd) == 0) {
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

char *
yyq_blob_store_put (YyqBlobStore *self, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (bytes);
  g_autofree char *folder = folder_of (self, sha256);
  g_autofree char *path = g_build_filename (folder, sha256, NULL);
  GStatBuf info;

  if (g_stat (path, &info) == 0 && (gsize) info.st_size == g_bytes_get_size (bytes))
    return g_steal_pointer (&sha256);
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    set_errno (error, "mkdir", errno);
    return NULL;
  }
  if (!write_file (folder, path, bytes, error))
    return NULL;
  return g_steal_pointer (&sha256);
}

GBytes *
yyq_blob_store_get (YyqBlobStore *self, const char *sha256, GError **error)
{
  g_autofree char *folder = folder_of (self, sha256);
  g_autofree char *path = g_build_filename (folder, sha256, NULL);
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL)) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "document %s is missing", sha256);
    return NULL;
  }
  bytes = g_bytes_new_take (data, length);
  actual = yyq_sha256_hex (bytes);
  if (!g_str_equal (actual, sha256)) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "document %s is damaged", sha256);
    return NULL;
  }
  return g_steal_pointer (&bytes);
}
