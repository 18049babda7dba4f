/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-draft-file.h"

#include "yyq-draft-state.h"
#include "yyq-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "YYQDRFT1"
#define MAGIC_SIZE 8
#define LENGTH_SIZE 4
#define DAMAGED ".damaged"

struct _YyqDraftFile {
  char *directory;
  char *id;
  char *path;
  char *temporary; /* (nullable): where it lies before it is committed */
  YyqCipher *cipher;
  int fd;
  gsize end;           /* of what is good; behind it nothing counts */
  gsize snapshot_size; /* up to the first operation */
};

static gboolean
fail (GError **error, const char *path)
{
  const int code = errno;
  const gboolean full = code == ENOSPC || code == EDQUOT || code == EFBIG;

  g_set_error (error, YYQ_STORE_ERROR, full ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED,
               "“%s”: %s", path, g_strerror (code));
  return FALSE;
}

static YyqDraftFile *
file_new (const char *directory, const char *id, YyqCipher *cipher)
{
  YyqDraftFile *self = g_new0 (YyqDraftFile, 1);

  self->directory = g_strdup (directory);
  self->id = g_strdup (id);
  self->path = g_build_filename (directory, id, NULL);
  self->cipher = yyq_cipher_ref (cipher);
  self->fd = -1;
  return self;
}

/* The lock is that of the inode: a descriptor in another thread must not keep it. */
static void
close_fd (int fd)
{
  if (fd < 0)
    return;
  flock (fd, LOCK_UN);
  close (fd);
}

void
yyq_draft_file_close (YyqDraftFile *self)
{
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  close_fd (self->fd);
  g_free (self->directory);
  g_free (self->id);
  g_free (self->path);
  g_free (self->temporary);
  yyq_cipher_unref (self->cipher);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDraftFile, yyq_draft_file_close)

/* Frames */

static void
append_frame (GByteArray *bytes, GBytes *sealed)
{
  const guint32 length = GUINT32_TO_BE ((guint32) g_bytes_get_size (sealed));

  g_byte_array_append (bytes, (const guint8 *) &length, LENGTH_SIZE);
  g_byte_array_append (bytes, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
}

/* (transfer full) (nullable): the sealed bytes of the whole frame at @offset, which moves behind
 * it. */
static GBytes *
take_frame (GBytes *file, gsize *offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint32 length;

  if (size - *offset < LENGTH_SIZE)
    return NULL;
  memcpy (&length, data + *offset, LENGTH_SIZE);
  length = GUINT32_FROM_BE (length);
  if (length > size - *offset - LENGTH_SIZE)
    return NULL;
  *offset += LENGTH_SIZE + length;
  return g_bytes_new_from_bytes (file, *offset - length, length);
}

static GBytes *
seal_snapshot (YyqCipher *cipher, const char *id, const YyqDraftState *state)
{
  g_autoptr (GBytes) plain = yyq_draft_state_to_bytes (state);

  return yyq_cipher_seal (cipher, "draft", "snapshot", id, plain);
}

static char *
place_of_operation (const char *id, guint64 seq)
{
  return g_strdup_printf ("%s|%" G_GUINT64_FORMAT, id, seq);
}

/* @offset (out): behind it. */
static YyqDraftState *
read_snapshot (YyqCipher *cipher, const char *id, GBytes *file, gsize *offset, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;

  *offset = MAGIC_SIZE;
  if (g_bytes_get_size (file) >= MAGIC_SIZE &&
      memcmp (g_bytes_get_data (file, NULL), MAGIC, MAGIC_SIZE) == 0)
    sealed = take_frame (file, offset);
  if (sealed == NULL) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "The draft %s has no snapshot",
                 id);
    return NULL;
  }
  plain = yyq_cipher_open (cipher, "draft", "snapshot", id, sealed, error);
  return plain != NULL ? yyq_draft_state_from_bytes (plain, error) : NULL;
}

/* Into @state, one after the other, until one is not whole or not the one that must come. */
static gsize
read_operations (YyqCipher *cipher, const char *id, GBytes *file, gsize offset, YyqDraftApply apply,
                 YyqDraftState *state)
{
  while (offset < g_bytes_get_size (file)) {
    gsize behind = offset;
    g_autoptr (GBytes) sealed = take_frame (file, &behind);
    g_autofree char *place = place_of_operation (id, state->seq + 1);
    g_autoptr (GBytes) operation =
      sealed != NULL ? yyq_cipher_open (cipher, "draft", "operation", place, sealed, NULL) : NULL;
    GBytes *local = operation != NULL ? apply (state->local, operation, NULL) : NULL;

    if (local == NULL)
      break;
    g_bytes_unref (state->local);
    state->local = local;
    state->seq++;
    offset = behind;
  }
  return offset;
}

/* Reading and writing */

static GBytes *
read_all (int fd, const char *path, GError **error)
{
  struct stat info;
  g_autofree guint8 *data = NULL;
  gsize size;
  gsize done = 0;

  if (fstat (fd, &info) != 0) {
    fail (error, path);
    return NULL;
  }
  size = (gsize) info.st_size;
  data = g_malloc (size + 1);
  while (done < size) {
    const gssize n = pread (fd, data + done, size - done, (off_t) done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      fail (error, path);
      return NULL;
    }
    if (n == 0)
      break;
    done += (gsize) n;
  }
  return g_bytes_new_take (g_steal_pointer (&data), done);
}

static gboolean
write_all (int fd, const char *path, const guint8 *data, gsize size, gsize at, GError **error)
{
  for (gsize done = 0; done < size;) {
    const gssize n = pwrite (fd, data + done, size - done, (off_t) (at + done));

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (error, path);
    done += (gsize) n;
  }
  return TRUE;
}

static int
open_locked (const char *path, GError **error)
{
  struct stat ours, named;
  int fd;

  /* Whoever compacts puts another inode under the name: then the lock is worth nothing. */
  do {
    fd = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
    if (fd < 0 && errno == ENOENT) {
      g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "“%s” is not there", path);
      return -1;
    }
    if (fd < 0) {
      fail (error, path);
      return -1;
    }
    if (flock (fd, LOCK_EX | LOCK_NB) != 0) {
      g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY, "“%s” is open elsewhere", path);
      close (fd);
      return -1;
    }
    if (fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino)
      return fd;
    close (fd);
  } while (TRUE);
}

YyqDraftFile *
yyq_draft_file_prepare (const char *directory, const char *id, const char *suffix,
                        YyqCipher *cipher, const YyqDraftState *state, GError **error)
{
  g_autoptr (YyqDraftFile) self = file_new (directory, id, cipher);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) sealed = seal_snapshot (cipher, id, state);

  g_byte_array_append (bytes, (const guint8 *) MAGIC, MAGIC_SIZE);
  append_frame (bytes, sealed);
  if (g_mkdir_with_parents (directory, 0700) != 0) {
    fail (error, directory);
    return NULL;
  }
  self->temporary = g_strconcat (self->path, suffix, NULL);
  self->fd = g_open (self->temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0 || flock (self->fd, LOCK_EX | LOCK_NB) != 0) {
    fail (error, self->temporary);
    return NULL;
  }
  if (!write_all (self->fd, self->temporary, bytes->data, bytes->len, 0, error))
    return NULL;
  self->end = bytes->len;
  self->snapshot_size = bytes->len;
  return g_steal_pointer (&self);
}

gboolean
yyq_draft_file_commit (YyqDraftFile *self, GError **error)
{
  if (g_rename (self->temporary, self->path) != 0)
    return fail (error, self->path);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/* What is cut away may be worth something to somebody who knows the format. */
static void
cut_off (YyqDraftFile *self, GBytes *contents)
{
  g_autofree char *aside = g_strconcat (self->path, DAMAGED, NULL);
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);

  g_warning ("The end of a draft could not be read and is cut off: %" G_GSIZE_FORMAT
             " of %" G_GSIZE_FORMAT " bytes",
             size - self->end, size);
  g_file_set_contents_full (aside, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  /* When this fails it is overwritten, and what is left behind that is cut off the next time. */
  if (ftruncate (self->fd, (off_t) self->end) != 0)
    g_warning ("“%s”: %s", self->path, g_strerror (errno));
}

/* What lies beside it; with its lock in hand. */
static void
unlink_beside (const char *path, const char *const *suffixes)
{
  for (gsize i = 0; suffixes[i] != NULL; i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    g_unlink (name);
  }
}

YyqDraftFile *
yyq_draft_file_open (const char *directory, const char *id, YyqCipher *cipher, YyqDraftApply apply,
                     YyqDraftState **state, gsize *cut, GError **error)
{
  g_autoptr (YyqDraftFile) self = file_new (directory, id, cipher);
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (YyqDraftState) read = NULL;
  static const char *const unfinished[] = { YYQ_DRAFT_FILE_NEW, YYQ_DRAFT_FILE_COMPACT, NULL };

  self->fd = open_locked (self->path, error);
  if (self->fd < 0)
    return NULL;
  unlink_beside (self->path, unfinished);
  contents = read_all (self->fd, self->path, error);
  if (contents == NULL)
    return NULL;
  read = read_snapshot (cipher, id, contents, &self->snapshot_size, error);
  if (read == NULL)
    return NULL;
  self->end = read_operations (cipher, id, contents, self->snapshot_size, apply, read);
  *cut = g_bytes_get_size (contents) - self->end;
  if (*cut > 0)
    cut_off (self, contents);
  *state = g_steal_pointer (&read);
  return g_steal_pointer (&self);
}

gboolean
yyq_draft_file_append (YyqDraftFile *self, GPtrArray *operations, guint64 first, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < operations->len; i++) {
    g_autofree char *place = place_of_operation (self->id, first + i);
    g_autoptr (GBytes) sealed =
      yyq_cipher_seal (self->cipher, "draft", "operation", place, operations->pdata[i]);

    append_frame (bytes, sealed);
  }
  if (!write_all (self->fd, self->path, bytes->data, bytes->len, self->end, error)) {
    /* The half of it that was written counts for nothing, with or without this. */
    if (ftruncate (self->fd, (off_t) self->end) != 0)
      g_info ("“%s”: %s", self->path, g_strerror (errno));
    return FALSE;
  }
  self->end += bytes->len;
  return TRUE;
}

gsize
yyq_draft_file_get_journal_size (YyqDraftFile *self)
{
  return self->end - self->snapshot_size;
}

int
yyq_draft_file_dup (YyqDraftFile *self)
{
  return fcntl (self->fd, F_DUPFD_CLOEXEC, 0);
}

gboolean
yyq_draft_file_sync (int fd, const char *directory, GError **error)
{
  const int folder =
    directory != NULL ? g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) : -1;
  gboolean ok = fdatasync (fd) == 0 || fail (error, "draft");

  if (ok && folder >= 0 && fsync (folder) != 0)
    ok = fail (error, directory);
  if (folder >= 0)
    close (folder);
  close (fd);
  return ok;
}

/* Of one that is not open here */

YyqDraftState *
yyq_draft_file_peek (const char *directory, const char *id, YyqCipher *cipher, GError **error)
{
  g_autofree char *path = g_build_filename (directory, id, NULL);
  g_autoptr (GBytes) contents = NULL;
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gsize offset;

  if (fd < 0) {
    fail (error, path);
    return NULL;
  }
  contents = read_all (fd, path, error);
  close (fd);
  return contents != NULL ? read_snapshot (cipher, id, contents, &offset, error) : NULL;
}

/* A file like it with another snapshot in front. */
static gboolean
replace_snapshot (const char *directory, const char *id, YyqCipher *cipher, GBytes *contents,
                  gsize offset, const YyqDraftState *state, GError **error)
{
  g_autoptr (YyqDraftFile) file =
    yyq_draft_file_prepare (directory, id, YYQ_DRAFT_FILE_NEW, cipher, state, error);
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);

  return file != NULL &&
         write_all (file->fd, file->temporary, data + offset, size - offset, file->end, error) &&
         yyq_draft_file_sync (yyq_draft_file_dup (file), directory, error) &&
         yyq_draft_file_commit (file, error);
}

gboolean
yyq_draft_file_park (const char *directory, const char *id, YyqCipher *cipher, const char *reason,
                     GError **error)
{
  g_autofree char *path = g_build_filename (directory, id, NULL);
  const int fd = open_locked (path, error);
  g_autoptr (GBytes) contents = fd >= 0 ? read_all (fd, path, error) : NULL;
  gsize offset = 0;
  g_autoptr (YyqDraftState) state =
    contents != NULL ? read_snapshot (cipher, id, contents, &offset, error) : NULL;
  gboolean ok = FALSE;

  if (state != NULL) {
    g_free (state->reason);
    state->reason = g_strdup (reason);
    ok = replace_snapshot (directory, id, cipher, contents, offset, state, error);
  }
  close_fd (fd);
  return ok;
}

gboolean
yyq_draft_file_remove (const char *directory, const char *id, GError **error)
{
  static const char *const all[] = { "", YYQ_DRAFT_FILE_NEW, YYQ_DRAFT_FILE_COMPACT, DAMAGED,
                                     NULL };
  g_autofree char *path = g_build_filename (directory, id, NULL);
  const int fd = open_locked (path, error);

  if (fd < 0)
    return FALSE;
  unlink_beside (path, all);
  close_fd (fd);
  return TRUE;
}
