/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scgi-transport.h"

#include "yyq-scgi-connection.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
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
  GMainLoop *loop; /* on a thread of its own */
  GThread *thread;
  GSource *accepting;            /* (nullable): while there is room */
  GUnixFDSourceFunc accept_next; /* below what starts it again */
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (YyqScgiTransport, yyq_scgi_transport, G_TYPE_OBJECT)

static void
work (gpointer data, gpointer user_data)
{
  yyq_scgi_connection_work (data);
}

static void
stop_accepting (YyqScgiTransport *self)
{
  if (self->accepting != NULL)
    g_source_destroy (self->accepting);
  g_clear_pointer (&self->accepting, g_source_unref);
}

static void
start_accepting (YyqScgiTransport *self)
{
  self->accepting = g_unix_fd_source_new (self->listener, G_IO_IN);
  g_source_set_callback (self->accepting, G_SOURCE_FUNC (self->accept_next), self, NULL);
  g_source_attach (self->accepting, self->shared.context);
}

static gboolean
accept_again (gpointer data)
{
  YyqScgiTransport *self = data;

  if (self->accepting == NULL && !self->stopping)
    start_accepting (self);
  return G_SOURCE_REMOVE;
}

/* The connection stays queued: do not spin. */
static void
wait_for_descriptors (YyqScgiTransport *self)
{
  g_autoptr (GSource) timer = g_timeout_source_new (OUT_OF_DESCRIPTORS_MS);

  stop_accepting (self);
  g_source_set_callback (timer, accept_again, self, NULL);
  g_source_attach (timer, self->shared.context);
}

static gboolean
accept_next (int listener, GIOCondition condition, gpointer data)
{
  YyqScgiTransport *self = data;
  int fd = accept4 (listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

  if (fd >= 0)
    yyq_scgi_connection_start (&self->shared, fd);
  else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
    wait_for_descriptors (self);
  if (self->shared.n_open >= MOST_CONNECTIONS)
    stop_accepting (self);
  return G_SOURCE_CONTINUE;
}

static void
connection_closed (gpointer data)
{
  YyqScgiTransport *self = data;

  if (!self->stopping)
    accept_again (self);
  else if (self->shared.n_open == 0)
    g_main_loop_quit (self->loop);
}

static gboolean
begin_stopping (gpointer data)
{
  YyqScgiTransport *self = data;

  self->stopping = TRUE;
  stop_accepting (self);
  if (self->shared.n_open == 0)
    g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
serve (gpointer data)
{
  YyqScgiTransport *self = data;

  g_main_loop_run (self->loop);
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
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

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
yyq_scgi_transport_class_init (YyqScgiTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
yyq_scgi_transport_init (YyqScgiTransport *self)
{
  self->listener = -1;
  self->accept_next = accept_next;
  self->shared.deadline_ms = DEADLINE_MS;
  self->shared.closed = connection_closed;
  self->shared.transport = self;
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

gboolean
yyq_scgi_transport_listen (YyqScgiTransport *self, const char *path, guint mode, GError **error)
{
  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->listener = bind_socket (path, mode, error);
  if (self->listener < 0)
    return FALSE;
  self->path = g_strdup (path);
  self->stopping = FALSE;
  self->shared.workers = g_thread_pool_new (work, self, (int) self->n_threads, FALSE, NULL);
  self->shared.open = yyq_open_replies_new ();
  self->shared.context = g_main_context_new ();
  self->loop = g_main_loop_new (self->shared.context, FALSE);
  start_accepting (self);
  self->thread = g_thread_new ("yyq-scgi", serve, self);
  return TRUE;
}

void
yyq_scgi_transport_stop (YyqScgiTransport *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->thread == NULL)
    return;
  /* Not invoked: its thread may not have begun to run the loop that this ends. */
  source = g_idle_source_new ();
  g_source_set_callback (source, begin_stopping, self, NULL);
  g_source_attach (source, self->shared.context);
  g_clear_pointer (&self->thread, g_thread_join);
  close (self->listener);
  g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
  g_thread_pool_free (self->shared.workers, FALSE, TRUE);
  g_clear_pointer (&self->shared.open, yyq_open_replies_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->shared.context, g_main_context_unref);
}
