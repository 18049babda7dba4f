/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sealed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "yyq-aead.h"
#include "yyq-error.h"

#define MAGIC "YYQSEAL1"
#define HEAD_LENGTH 32
#define STRIDE (YYQ_SEALED_FRAME + YYQ_AEAD_TAG)
/* Lengths beyond make no sense, and would overflow what is counted from them. */
#define LONGEST (G_GINT64_CONSTANT (1) << 40)

struct _YyqSealedFile {
  int fd;
  gint64 length;
  char *id;
  guint8 head[HEAD_LENGTH];
  guint8 key[YYQ_AEAD_KEY];
};

/* What is bound to every frame. */
typedef struct {
  guint8 nonce[YYQ_AEAD_NONCE];
  GByteArray *data;
} Binding;

static void
binding_clear (Binding *self)
{
  g_byte_array_unref (self->data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Binding, binding_clear)

static void
binding_init (Binding *self, const guint8 *head, const char *id, gint64 frame, gboolean last)
{
  guint64 number = GUINT64_TO_BE ((guint64) frame);
  guint8 flag = last ? 1 : 0;

  memset (self->nonce, 0, sizeof self->nonce);
  memcpy (self->nonce + sizeof self->nonce - sizeof number, &number, sizeof number);
  self->data = g_byte_array_new ();
  g_byte_array_append (self->data, head, HEAD_LENGTH);
  g_byte_array_append (self->data, (const guint8 *) &number, sizeof number);
  g_byte_array_append (self->data, &flag, 1);
  g_byte_array_append (self->data, (const guint8 *) id, (guint) strlen (id));
}

/* An empty document has one empty frame. */
static gint64
last_frame (gint64 length)
{
  return length == 0 ? 0 : (length - 1) / YYQ_SEALED_FRAME;
}

static gsize
frame_length (gint64 length, gint64 frame)
{
  return (gsize) MIN (length - frame * YYQ_SEALED_FRAME, YYQ_SEALED_FRAME);
}

static void
make_head (guint8 *head, gint64 length)
{
  guint32 frame = GUINT32_TO_BE (YYQ_SEALED_FRAME);
  guint64 total = GUINT64_TO_BE ((guint64) length);

  memset (head, 0, HEAD_LENGTH);
  memcpy (head, MAGIC, 8);
  memcpy (head + 8, &frame, 4);
  memcpy (head + 16, &total, 8);
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0) {
    gssize n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

gboolean
yyq_sealed_file_write (int fd, const guint8 *key, const char *id, GBytes *plain)
{
  gsize length = 0;
  const guint8 *text = g_bytes_get_data (plain, &length);
  g_autofree guint8 *sealed = g_malloc (STRIDE);
  gint64 last = last_frame ((gint64) length);
  guint8 head[HEAD_LENGTH];

  make_head (head, (gint64) length);
  if (!write_all (fd, head, sizeof head))
    return FALSE;
  for (gint64 frame = 0; frame <= last; frame++) {
    g_auto (Binding) binding = { 0 };
    gsize n = frame_length ((gint64) length, frame);

    binding_init (&binding, head, id, frame, frame == last);
    yyq_aead_seal (&(YyqAead){ key, binding.nonce, binding.data->data, binding.data->len },
                   text + frame * YYQ_SEALED_FRAME, n, sealed, sealed + n);
    if (!write_all (fd, sealed, n + YYQ_AEAD_TAG))
      return FALSE;
  }
  return TRUE;
}

void
yyq_sealed_file_free (YyqSealedFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  explicit_bzero (self->key, sizeof self->key);
  g_free (self->id);
  g_free (self);
}

static gboolean
read_at (int fd, guint8 *data, gsize length, gint64 offset)
{
  while (length > 0) {
    gssize n = pread (fd, data, length, offset);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    data += n;
    offset += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
read_head (YyqSealedFile *self)
{
  guint8 expected[HEAD_LENGTH];
  struct stat info;
  guint64 total = 0;

  if (!read_at (self->fd, self->head, HEAD_LENGTH, 0) || fstat (self->fd, &info) != 0)
    return FALSE;
  memcpy (&total, self->head + 16, 8);
  total = GUINT64_FROM_BE (total);
  if (total > LONGEST)
    return FALSE;
  self->length = (gint64) total;
  make_head (expected, self->length);
  return memcmp (expected, self->head, HEAD_LENGTH) == 0 &&
         info.st_size ==
           HEAD_LENGTH + self->length + (last_frame (self->length) + 1) * YYQ_AEAD_TAG;
}

YyqSealedFile *
yyq_sealed_file_open (const char *path, const guint8 *key, const char *id, GError **error)
{
  g_autoptr (YyqSealedFile) self = g_new0 (YyqSealedFile, 1);

  self->id = g_strdup (id);
  memcpy (self->key, key, sizeof self->key);
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (self->fd < 0) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "document %s is missing: %s",
                 id, g_strerror (errno));
    return NULL;
  }
  if (read_head (self))
    return g_steal_pointer (&self);
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "document %s is damaged", id);
  return NULL;
}

gint64
yyq_sealed_file_get_length (YyqSealedFile *self)
{
  return self->length;
}

/* @text: room for a frame. */
static gboolean
open_frame (YyqSealedFile *self, gint64 frame, guint8 *sealed, guint8 *text)
{
  g_auto (Binding) binding = { 0 };
  gsize n = frame_length (self->length, frame);

  binding_init (&binding, self->head, self->id, frame, frame == last_frame (self->length));
  return read_at (self->fd, sealed, n + YYQ_AEAD_TAG, HEAD_LENGTH + frame * STRIDE) &&
         yyq_aead_open (
           &(YyqAead){ self->key, binding.nonce, binding.data->data, binding.data->len }, sealed, n,
           sealed + n, text);
}

GBytes *
yyq_sealed_file_read (YyqSealedFile *self, gint64 first, gint64 n, GError **error)
{
  g_autofree guint8 *sealed = g_malloc (STRIDE);
  g_autofree guint8 *text = g_malloc (YYQ_SEALED_FRAME);
  g_autofree guint8 *wanted = NULL;
  gint64 done = 0;

  g_return_val_if_fail (first >= 0 && n >= 0 && first <= self->length && n <= self->length - first,
                        NULL);

  wanted = g_malloc ((gsize) n + 1);
  do {
    gint64 frame = MIN ((first + done) / YYQ_SEALED_FRAME, last_frame (self->length));
    gint64 skip = first + done - frame * YYQ_SEALED_FRAME;
    gint64 part = MIN (n - done, (gint64) frame_length (self->length, frame) - skip);

    if (!open_frame (self, frame, sealed, text)) {
      g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT,
                   "document %s is damaged in frame %" G_GINT64_FORMAT, self->id, frame);
      return NULL;
    }
    memcpy (wanted + done, text + skip, (gsize) part);
    done += part;
  } while (done < n);
  return g_bytes_new_take (g_steal_pointer (&wanted), (gsize) n);
}
