/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-open-replies.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define AT_A_TIME 64

typedef struct {
  YyqOpenReplies *owner;
  int fd;
  YyqOpenReply *reply; /* (owned) */
  gboolean ready;      /* it is among those that have something to send */
} Connection;

struct _YyqOpenReplies {
  int poll;
  int bell;        /* readable: look at what follows */
  GHashTable *all; /* (element-type Connection): the thread's own */

  GMutex lock;      /* for what follows */
  GThread *thread;  /* (nullable): until the first is added */
  GPtrArray *ready; /* (element-type Connection): new ones, and those with something to send */
  gboolean stopping;
};

/* With the lock held. */
static void
ring (YyqOpenReplies *self)
{
  const guint64 one = 1;
  gssize n;

  do
    n = write (self->bell, &one, sizeof one);
  while (n < 0 && errno == EINTR);
}

static void
wake (gpointer data)
{
  Connection *connection = data;
  YyqOpenReplies *self = connection->owner;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (connection->ready)
    return;
  connection->ready = TRUE;
  g_ptr_array_add (self->ready, connection);
  if (self->ready->len == 1)
    ring (self);
}

/* Nobody wakes it after close. */
static void
hang_up (YyqOpenReplies *self, Connection *connection)
{
  yyq_open_reply_close (connection->reply);
  g_mutex_lock (&self->lock);
  if (connection->ready)
    g_ptr_array_remove (self->ready, connection);
  g_mutex_unlock (&self->lock);
  g_hash_table_remove (self->all, connection);
  close (connection->fd);
  yyq_open_reply_unref (connection->reply);
  g_free (connection);
}

/* FALSE: it is gone, or takes nothing; what is said is so short that it is sent whole or not at
 * all. */
static gboolean
send_text (int fd, const char *text)
{
  gsize length = strlen (text);
  gssize n;

  do
    n = send (fd, text, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  return n == (gssize) length;
}

static void
send_said (YyqOpenReplies *self, Connection *connection)
{
  gboolean ended = FALSE;
  g_autofree char *text = yyq_open_reply_take (connection->reply, &ended);

  if ((*text != '\0' && !send_text (connection->fd, text)) || ended)
    hang_up (self, connection);
}

/* (transfer none) (nullable) */
static Connection *
take_ready (YyqOpenReplies *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Connection *connection;

  if (self->ready->len == 0)
    return NULL;
  connection = g_ptr_array_steal_index_fast (self->ready, self->ready->len - 1);
  connection->ready = FALSE;
  return connection;
}

static void
watch (YyqOpenReplies *self, Connection *connection)
{
  struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP, .data.ptr = connection };

  g_hash_table_add (self->all, connection);
  if (epoll_ctl (self->poll, EPOLL_CTL_ADD, connection->fd, &event) != 0)
    yyq_open_reply_end (connection->reply);
}

static void
send_ready (YyqOpenReplies *self)
{
  guint64 times;
  Connection *connection;

  if (read (self->bell, &times, sizeof times) < 0)
    return;
  while ((connection = take_ready (self)) != NULL) {
    if (!g_hash_table_contains (self->all, connection))
      watch (self, connection);
    send_said (self, connection);
  }
}

static gboolean
is_stopping (YyqOpenReplies *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->stopping;
}

/* First those who went, while each event's connection is there: sending may hang up on others. */
static void
turn (YyqOpenReplies *self)
{
  struct epoll_event events[AT_A_TIME];
  int n = epoll_wait (self->poll, events, AT_A_TIME, -1);
  gboolean rung = FALSE;

  for (int i = 0; i < n; i++) {
    if (events[i].data.ptr == NULL)
      rung = TRUE;
    else
      hang_up (self, events[i].data.ptr);
  }
  if (rung)
    send_ready (self);
}

static gpointer
run (gpointer data)
{
  YyqOpenReplies *self = data;

  while (!is_stopping (self))
    turn (self);
  return NULL;
}

YyqOpenReplies *
yyq_open_replies_new (void)
{
  YyqOpenReplies *self = g_new0 (YyqOpenReplies, 1);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };

  self->poll = epoll_create1 (EPOLL_CLOEXEC);
  self->bell = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->poll < 0 || self->bell < 0 ||
      epoll_ctl (self->poll, EPOLL_CTL_ADD, self->bell, &event) != 0)
    g_error ("replies that stay open: %s", g_strerror (errno));
  g_mutex_init (&self->lock);
  self->all = g_hash_table_new (NULL, NULL);
  self->ready = g_ptr_array_new ();
  return self;
}

static void
hang_up_all (YyqOpenReplies *self)
{
  g_autoptr (GList) watched = g_hash_table_get_keys (self->all);
  Connection *connection;

  for (GList *item = watched; item != NULL; item = item->next)
    hang_up (self, item->data);
  while ((connection = take_ready (self)) != NULL)
    hang_up (self, connection);
}

void
yyq_open_replies_free (YyqOpenReplies *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  ring (self);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  hang_up_all (self);
  close (self->poll);
  close (self->bell);
  g_hash_table_unref (self->all);
  g_ptr_array_unref (self->ready);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
begin (YyqOpenReplies *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->thread == NULL)
    self->thread = g_thread_new ("yyq-open", run, self);
}

void
yyq_open_replies_add (YyqOpenReplies *self, int fd, const char *head, YyqOpenReply *reply)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->owner = self;
  connection->fd = fd;
  connection->reply = yyq_open_reply_ref (reply);
  if (!send_text (fd, head))
    yyq_open_reply_end (reply);
  begin (self);
  /* From here on it is the thread's. */
  yyq_open_reply_connect (reply, wake, connection);
}
