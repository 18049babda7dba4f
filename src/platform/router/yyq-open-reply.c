/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-open-reply.h"

/* What is said is short; who takes none of it for so long is gone. */
#define MOST_UNSENT 4096

struct _YyqOpenReply {
  gatomicrefcount references;
  GMutex lock; /* for what follows */
  GString *said;
  gboolean over;
  YyqOpenReplyWake wake; /* (nullable) */
  gpointer wake_data;
};

YyqOpenReply *
yyq_open_reply_new (void)
{
  YyqOpenReply *self = g_new0 (YyqOpenReply, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->said = g_string_new (NULL);
  return self;
}

YyqOpenReply *
yyq_open_reply_ref (YyqOpenReply *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
yyq_open_reply_unref (YyqOpenReply *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_string_free (self->said, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* With the lock held, so that it is not called after close. */
static void
wake (YyqOpenReply *self)
{
  if (self->wake != NULL)
    self->wake (self->wake_data);
}

void
yyq_open_reply_say (YyqOpenReply *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->over)
    return;
  g_string_append (self->said, text);
  self->over = self->said->len > MOST_UNSENT;
  wake (self);
}

void
yyq_open_reply_end (YyqOpenReply *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->over)
    return;
  self->over = TRUE;
  wake (self);
}

gboolean
yyq_open_reply_is_over (YyqOpenReply *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->over;
}

void
yyq_open_reply_connect (YyqOpenReply *self, YyqOpenReplyWake wake_func, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_return_if_fail (self->wake == NULL);

  self->wake = wake_func;
  self->wake_data = data;
  wake (self);
}

char *
yyq_open_reply_take (YyqOpenReply *self, gboolean *ended)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  char *text = g_strdup (self->said->str);

  g_string_truncate (self->said, 0);
  *ended = self->over;
  return text;
}

void
yyq_open_reply_close (YyqOpenReply *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->over = TRUE;
  self->wake = NULL;
}

void
yyq_open_reply_abandon (YyqOpenReply *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->over = self->over || self->wake == NULL;
}
