/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scgi-transport.h"

#include "yyq-scgi-connection.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

/* A peer that is slow with its request, or stops reading the reply, is hung up on. */
#define DEADLINE_MS 30000
#define OUT_OF_DESCRIPTORS_MS 100
/* More wait in the kernel's queue until one of these is done. */
#define MOST_CONNECTIONS 256

struct _YyqScgiTransport {
  GObject parent_instance;

  YyqScgiShared shared;
  guint n_threads;
  char *path;
  int listener;
  int poll;           /* what all threads wait for */
  int timer;          /* of it: somebody is late */
  int bell;           /* of it: it is over */
  GPtrArray *threads; /* (element-type GThread) (nullable): while it listens */

  /* Atomic: a request takes no lock. */
  gint n_open;
  gint shut; /* no new connection wakes anybody, until there is room again */
  gint stopping;

  GMutex lock;         /* for what follows */
  GHashTable *waiting; /* (element-type YyqScgiConnection): for their peers; nobody has them */
  gint64 timer_us;     /* when the timer goes off; 0: never */
};

G_DEFINE_FINAL_TYPE (YyqScgiTransport, yyq_scgi_transport, G_TYPE_OBJECT)

/* What is told of once, until it is asked for again: so one thread has it. */
static void
ask_for (YyqScgiTransport *self, int operation, int fd, guint32 events, gpointer what)
{
  struct epoll_event event = { .events = events | EPOLLONESHOT, .data.ptr = what };

  if (epoll_ctl (self->poll, operation, fd, &event) != 0)
    g_error ("cannot wait for a socket: %s", g_strerror (errno));
}

/* Of those who find room one opens again. */
static void
open_again (YyqScgiTransport *self)
{
  if (g_atomic_int_get (&self->n_open) < MOST_CONNECTIONS &&
      g_atomic_int_compare_and_exchange (&self->shut, TRUE, FALSE))
    ask_for (self, EPOLL_CTL_MOD, self->listener, EPOLLIN, &self->listener);
}

/* For who has just let somebody in, whom nobody else can be. */
static void
accept_more (YyqScgiTransport *self)
{
  if (g_atomic_int_get (&self->n_open) < MOST_CONNECTIONS) {
    ask_for (self, EPOLL_CTL_MOD, self->listener, EPOLLIN, &self->listener);
    return;
  }
  g_atomic_int_set (&self->shut, TRUE);
  open_again (self);
}

/* With the lock held. */
static void
set_timer (YyqScgiTransport *self, gint64 at_us)
{
  const struct itimerspec wanted = { .it_value = { at_us / G_USEC_PER_SEC,
                                                   at_us % G_USEC_PER_SEC * 1000 } };

  if (self->timer_us != 0 && self->timer_us <= at_us)
    return;
  self->timer_us = at_us;
  timerfd_settime (self->timer, TFD_TIMER_ABSTIME, &wanted, NULL);
}

/* Never read: all threads see it, and end. */
static void
ring (YyqScgiTransport *self)
{
  const guint64 one = 1;
  gssize n;

  do
    n = write (self->bell, &one, sizeof one);
  while (n < 0 && errno == EINTR);
}

static void
leave (YyqScgiTransport *self)
{
  if (g_atomic_int_dec_and_test (&self->n_open) && g_atomic_int_get (&self->stopping))
    ring (self);
}

static void
connection_closed (YyqScgiTransport *self)
{
  leave (self);
  if (g_atomic_int_get (&self->shut))
    open_again (self);
}

/* As soon as it is asked for, another thread may have it. */
static void
wait_for_peer (YyqScgiTransport *self, YyqScgiConnection *connection, YyqScgiWait wait,
               gboolean new)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_add (self->waiting, connection);
  set_timer (self, yyq_scgi_connection_get_deadline (connection));
  ask_for (self, new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, yyq_scgi_connection_get_fd (connection),
           wait == YYQ_SCGI_READ ? EPOLLIN : EPOLLOUT, connection);
}

static void
go_on (YyqScgiTransport *self, YyqScgiConnection *connection, gboolean new)
{
  YyqScgiWait wait = yyq_scgi_connection_go_on (connection);

  if (wait == YYQ_SCGI_CLOSED)
    connection_closed (self);
  else
    wait_for_peer (self, connection, wait, new);
}

/* FALSE: it was late, and is no more. */
static gboolean
take_waiting (YyqScgiTransport *self, YyqScgiConnection *connection)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_hash_table_remove (self->waiting, connection);
}

/* (transfer full) (element-type YyqScgiConnection): and the timer goes on for the others. */
static GPtrArray *
take_late (YyqScgiTransport *self)
{
  GPtrArray *late = g_ptr_array_new ();
  const gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer connection;

  self->timer_us = 0;
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &connection, NULL)) {
    const gint64 deadline_us = yyq_scgi_connection_get_deadline (connection);

    if (deadline_us > now_us) {
      set_timer (self, deadline_us);
    } else {
      g_ptr_array_add (late, connection);
      g_hash_table_iter_remove (&iter);
    }
  }
  return late;
}

static void
hang_up_on_late (YyqScgiTransport *self)
{
  g_autoptr (GPtrArray) late = take_late (self);

  if (g_atomic_int_get (&self->shut))
    open_again (self);
  for (guint i = 0; i < late->len; i++) {
    yyq_scgi_connection_hang_up (g_ptr_array_index (late, i));
    connection_closed (self);
  }
}

/* Without descriptors the connection stays queued: do not spin. */
static void
wait_for_descriptors (YyqScgiTransport *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_atomic_int_set (&self->shut, TRUE);
  set_timer (self, g_get_monotonic_time () + OUT_OF_DESCRIPTORS_MS * G_TIME_SPAN_MILLISECOND);
}

/* Counted before it is there, so that whoever stops waits for it. */
static int
let_in (YyqScgiTransport *self)
{
  int fd = -1;

  g_atomic_int_inc (&self->n_open);
  if (!g_atomic_int_get (&self->stopping)) {
    fd = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
      wait_for_descriptors (self);
    else
      accept_more (self);
  }
  return fd;
}

/* Another thread waits for the next one, before there is work here. */
static void
accept_next (YyqScgiTransport *self)
{
  int fd = let_in (self);

  if (fd < 0)
    leave (self);
  else
    go_on (self, yyq_scgi_connection_new (&self->shared, fd), TRUE);
}

static gpointer
serve (gpointer data)
{
  YyqScgiTransport *self = data;
  struct epoll_event event = { 0 };

  while (event.data.ptr != &self->bell) {
    if (epoll_wait (self->poll, &event, 1, -1) < 1)
      continue;
    if (event.data.ptr == &self->listener)
      accept_next (self);
    else if (event.data.ptr == &self->timer)
      hang_up_on_late (self);
    else if (event.data.ptr != &self->bell && take_waiting (self, event.data.ptr))
      go_on (self, event.data.ptr, FALSE);
  }
  return NULL;
}

static gboolean
fail (GError **error, const char *what, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s %s: %s", what, path,
               g_strerror (saved));
  return FALSE;
}

/* A stale socket of an earlier run goes; any other file stays, and bind fails. */
static void
remove_stale (const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) == 0 && S_ISSOCK (info.st_mode))
    g_unlink (path);
}

static int
bind_socket (const char *path, guint mode, GError **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (g_strlcpy (address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
    errno = ENAMETOOLONG;
  else if (fd >= 0) {
    remove_stale (path);
    /* The mode is set before listen: until then nobody can connect. */
    if (bind (fd, (struct sockaddr *) &address, sizeof address) == 0 &&
        g_chmod (path, (int) mode) == 0 && listen (fd, SOMAXCONN) == 0)
      return fd;
  }
  fail (error, "cannot listen on", path);
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
dispose (GObject *object)
{
  yyq_scgi_transport_stop (YYQ_SCGI_TRANSPORT (object));
  G_OBJECT_CLASS (yyq_scgi_transport_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_mutex_clear (&YYQ_SCGI_TRANSPORT (object)->lock);
  G_OBJECT_CLASS (yyq_scgi_transport_parent_class)->finalize (object);
}

static void
yyq_scgi_transport_class_init (YyqScgiTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_scgi_transport_init (YyqScgiTransport *self)
{
  self->listener = -1;
  self->shared.deadline_ms = DEADLINE_MS;
  g_mutex_init (&self->lock);
}

YyqScgiTransport *
yyq_scgi_transport_new (YyqRouter *router, gboolean admin, guint n_threads)
{
  YyqScgiTransport *self = g_object_new (YYQ_TYPE_SCGI_TRANSPORT, NULL);

  self->shared.router = router;
  self->shared.admin = admin;
  self->n_threads = n_threads;
  return self;
}

void
yyq_scgi_transport_set_deadline (YyqScgiTransport *self, guint deadline_ms)
{
  self->shared.deadline_ms = deadline_ms;
}

static void
open_poll (YyqScgiTransport *self)
{
  struct epoll_event bell = { .events = EPOLLIN, .data.ptr = &self->bell };
  struct epoll_event timer = { .events = EPOLLIN | EPOLLET, .data.ptr = &self->timer };

  self->poll = epoll_create1 (EPOLL_CLOEXEC);
  self->bell = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->timer = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (epoll_ctl (self->poll, EPOLL_CTL_ADD, self->bell, &bell) != 0 ||
      epoll_ctl (self->poll, EPOLL_CTL_ADD, self->timer, &timer) != 0)
    g_error ("requests over SCGI: %s", g_strerror (errno));
  self->timer_us = 0;
  ask_for (self, EPOLL_CTL_ADD, self->listener, EPOLLIN, &self->listener);
}

gboolean
yyq_scgi_transport_listen (YyqScgiTransport *self, const char *path, guint mode, GError **error)
{
  g_return_val_if_fail (self->threads == NULL, FALSE);

  self->listener = bind_socket (path, mode, error);
  if (self->listener < 0)
    return FALSE;
  self->path = g_strdup (path);
  self->stopping = FALSE;
  self->shut = FALSE;
  self->waiting = g_hash_table_new (NULL, NULL);
  self->shared.open = yyq_open_replies_new ();
  open_poll (self);
  self->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_thread_join);
  for (guint i = 0; i < self->n_threads; i++)
    g_ptr_array_add (self->threads, g_thread_new ("yyq-scgi", serve, self));
  return TRUE;
}

void
yyq_scgi_transport_stop (YyqScgiTransport *self)
{
  if (self->threads == NULL)
    return;
  g_atomic_int_set (&self->stopping, TRUE);
  if (g_atomic_int_get (&self->n_open) == 0)
    ring (self);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  close (self->listener);
  g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
  close (self->poll);
  close (self->timer);
  close (self->bell);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->shared.open, yyq_open_replies_free);
}
