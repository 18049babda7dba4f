/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ctl-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdio.h>
#include <unistd.h>

#include "yyq-error.h"

#define FILE_MAX (256 * 1024 * 1024)

static gboolean
fail (GError **error, const char *path)
{
  int saved = errno;
  /* A limit on files or on a user's space is a full disk to whoever meets it. */
  gboolean full = saved == EFBIG || saved == EDQUOT;

  g_set_error (error, G_IO_ERROR, full ? G_IO_ERROR_NO_SPACE : g_io_error_from_errno (saved),
               "%s: %s", path, g_strerror (saved));
  return FALSE;
}

static gboolean
read_all (int fd, const char *path, GByteArray *data, GError **error)
{
  guint8 chunk[64 * 1024];
  gssize n;

  while ((n = read (fd, chunk, sizeof chunk)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (error, path);
    if (data->len + (gsize) n > FILE_MAX) {
      g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d bytes", FILE_MAX);
      return FALSE;
    }
    g_byte_array_append (data, chunk, (guint) n);
  }
  return TRUE;
}

GBytes *
yyq_ctl_file_read (const char *path, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done;

  if (fd < 0) {
    fail (error, path);
    return NULL;
  }
  done = read_all (fd, path, data, error);
  close (fd);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&data)) : NULL;
}

static gboolean
write_all (int fd, const char *path, GBytes *data, GError **error)
{
  gsize left;
  const guint8 *at = g_bytes_get_data (data, &left);

  while (left > 0) {
    gssize n = write (fd, at, left);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (error, path);
    at += n;
    left -= (gsize) n;
  }
  return fsync (fd) == 0 || fail (error, path);
}

/* The new name is safe on disk only when the folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }
}

gboolean
yyq_ctl_file_write (const char *path, GBytes *data, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  gboolean done;

  if (fd < 0)
    return fail (error, path);
  done = write_all (fd, path, data, error);
  if (close (fd) != 0 && done)
    done = fail (error, path);
  if (done && rename (temporary, path) != 0)
    done = fail (error, path);
  if (done)
    sync_folder (path);
  else
    unlink (temporary);
  return done;
}
