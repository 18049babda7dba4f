/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* One mapping for each secret: mlock works on whole pages, and pages are not shared with the heap.
 */
struct _YyqSecret {
  gatomicrefcount ref_count;
  gsize capacity;
  gsize length;
  gsize mapped;
  char *bytes;
};

G_DEFINE_BOXED_TYPE (YyqSecret, yyq_secret, yyq_secret_ref, yyq_secret_unref)

YyqSecret *
yyq_secret_new (gsize capacity)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  YyqSecret *self = g_new0 (YyqSecret, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->capacity = capacity;
  self->mapped = (capacity / page + 1) * page;
  self->bytes =
    mmap (NULL, self->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->bytes == MAP_FAILED)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", capacity);

  /* mlock may be refused (RLIMIT_MEMLOCK); the pages then can be swapped, but stay out of dumps and
   * forks. */
  if (mlock (self->bytes, self->mapped) != 0)
    g_debug ("A secret's memory cannot be locked");
  madvise (self->bytes, self->mapped, MADV_DONTDUMP);
  madvise (self->bytes, self->mapped, MADV_WIPEONFORK);
  return self;
}

YyqSecret *
yyq_secret_new_from_text (const char *text)
{
  gsize length = strlen (text);
  YyqSecret *self = yyq_secret_new (length);

  yyq_secret_append (self, text, length);
  return self;
}

YyqSecret *
yyq_secret_ref (YyqSecret *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yyq_secret_unref (YyqSecret *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  explicit_bzero (self->bytes, self->mapped);
  munmap (self->bytes, self->mapped);
  g_free (self);
}

gboolean
yyq_secret_append (YyqSecret *self, const void *bytes, gsize length)
{
  if (length > self->capacity - self->length)
    return FALSE;

  memcpy (self->bytes + self->length, bytes, length);
  self->length += length;
  return TRUE;
}

void
yyq_secret_truncate (YyqSecret *self, gsize length)
{
  if (length >= self->length)
    return;

  explicit_bzero (self->bytes + length, self->length - length);
  self->length = length;
}

void
yyq_secret_clear (YyqSecret *self)
{
  yyq_secret_truncate (self, 0);
}

const char *
yyq_secret_peek (YyqSecret *self)
{
  return self->bytes;
}

gsize
yyq_secret_get_length (YyqSecret *self)
{
  return self->length;
}
