/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scgi-transport.h"

#include "yyq-scgi-parser.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A peer that is slow with its request, or stops reading the reply, holds its thread so long at most. */
#define DEADLINE_MS 30000
#define OUT_OF_DESCRIPTORS_MS 100

struct _YyqScgiTransport {
  GObject parent_instance;

  YyqRouter *router;
  gboolean admin;
  guint n_threads;
  guint deadline_ms;
  char *path;
  int listener;
  int wake; /* eventfd that ends the accepting thread */
  GThread *acceptor;
  GThreadPool *workers;
};

G_DEFINE_FINAL_TYPE (YyqScgiTransport, yyq_scgi_transport, G_TYPE_OBJECT)

static gboolean
send_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    ssize_t n = send (fd, data, length, MSG_NOSIGNAL);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

/* A request that is being read. */
typedef struct {
  int fd;
  gint64 end_us; /* of the monotonic clock */
  GByteArray *buffer;
} Reader;

static gboolean
wait_readable (const Reader *reader)
{
  gint64 left_ms = (reader->end_us - g_get_monotonic_time ()) / 1000;
  struct pollfd poll_fd = { .fd = reader->fd, .events = POLLIN };

  return left_ms > 0 && poll (&poll_fd, 1, (int) left_ms) != 0;
}

/* Reads more; FALSE at the end, on errors and when the peer is too slow as a whole. */
static gboolean
receive (Reader *reader, gsize at_most)
{
  guint8 chunk[16384];
  ssize_t n;

  do {
    if (!wait_readable (reader))
      return FALSE;
    n = recv (reader->fd, chunk, MIN (sizeof chunk, at_most), MSG_DONTWAIT);
  } while (n < 0 && (errno == EINTR || errno == EAGAIN));
  if (n <= 0)
    return FALSE;
  g_byte_array_append (reader->buffer, chunk, (guint) n);
  return TRUE;
}

static GHashTable *
receive_header (Reader *reader, gsize *consumed)
{
  GByteArray *buffer = reader->buffer;
  GHashTable *header = NULL;

  while (receive (reader, G_MAXSIZE)) {
    if (!yyq_scgi_take_header ((const char *) buffer->data, buffer->len, &header, consumed, NULL))
      return NULL;
    if (header != NULL)
      return header;
  }
  return NULL;
}

static GBytes *
receive_body (Reader *reader, gsize start, gsize length)
{
  while (reader->buffer->len < start + length)
    if (!receive (reader, start + length - reader->buffer->len))
      return NULL;
  return g_bytes_new (reader->buffer->data + start, length);
}

static void
respond (int fd, YyqResponse *response)
{
  g_autoptr (GString) head = yyq_scgi_format_head (response);
  gsize size = 0;
  const char *data = response->body != NULL ? g_bytes_get_data (response->body, &size) : NULL;

  if (send_all (fd, head->str, head->len) && size > 0)
    send_all (fd, data, size);
}

/* Its body is not kept. It is read, though: what closes before that loses the reply, too. */
static void
drain (Reader *reader)
{
  do
    g_byte_array_set_size (reader->buffer, 0);
  while (receive (reader, G_MAXSIZE));
}

static void
refuse (int fd, const char *problem)
{
  g_autoptr (YyqResponse) response = yyq_response_new_refusal (problem);

  respond (fd, response);
}

static gsize
body_limit (YyqScgiTransport *self, GHashTable *header)
{
  const char *method = g_hash_table_lookup (header, "REQUEST_METHOD");
  const char *target = g_hash_table_lookup (header, "REQUEST_URI");

  return yyq_router_get_body_limit (self->router, method != NULL ? method : "", target != NULL ? target : "");
}

static void
serve (YyqScgiTransport *self, int fd)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  Reader reader = { fd, g_get_monotonic_time () + (gint64) self->deadline_ms * 1000, buffer };
  gsize start = 0;
  g_autoptr (GHashTable) header = receive_header (&reader, &start);
  gsize length = 0;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YyqRequest) request = NULL;
  g_autoptr (YyqResponse) response = NULL;

  if (header == NULL)
    return;
  if (!yyq_scgi_get_length (header, body_limit (self, header), &length)) {
    refuse (fd, "too-large");
    shutdown (fd, SHUT_WR);
    drain (&reader);
    return;
  }
  body = receive_body (&reader, start, length);
  if (body == NULL)
    return;
  request = yyq_scgi_make_request (header, body);
  if (request == NULL) {
    refuse (fd, "invalid");
    return;
  }
  request->admin = self->admin;
  response = yyq_router_dispatch (self->router, request);
  respond (fd, response);
}

static void
work (gpointer data, gpointer user_data)
{
  int fd = GPOINTER_TO_INT (data) - 1; /* 0 cannot be queued */
  YyqScgiTransport *self = user_data;
  struct timeval limit = { .tv_sec = self->deadline_ms / 1000, .tv_usec = (self->deadline_ms % 1000) * 1000 };

  setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  serve (self, fd);
  close (fd);
}

static gpointer
accept_loop (gpointer data)
{
  YyqScgiTransport *self = data;
  struct pollfd fds[] = { { .fd = self->listener, .events = POLLIN }, { .fd = self->wake, .events = POLLIN } };

  while (poll (fds, G_N_ELEMENTS (fds), -1) >= 0 || errno == EINTR) {
    int fd;

    if (fds[1].revents != 0)
      break;
    fd = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0)
      g_thread_pool_push (self->workers, GINT_TO_POINTER (fd + 1), NULL);
    else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
      poll (&fds[1], 1, OUT_OF_DESCRIPTORS_MS); /* the connection stays queued: do not spin */
  }
  return NULL;
}

static gboolean
fail (GError **error, const char *what, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s %s: %s", what, path, g_strerror (saved));
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
    if (bind (fd, (struct sockaddr *) &address, sizeof address) == 0 && g_chmod (path, (int) mode) == 0 &&
        listen (fd, SOMAXCONN) == 0)
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
  self->wake = -1;
  self->deadline_ms = DEADLINE_MS;
}

YyqScgiTransport *
yyq_scgi_transport_new (YyqRouter *router, gboolean admin, guint n_threads)
{
  YyqScgiTransport *self = g_object_new (YYQ_TYPE_SCGI_TRANSPORT, NULL);

  self->router = router;
  self->admin = admin;
  self->n_threads = n_threads;
  return self;
}

void
yyq_scgi_transport_set_deadline (YyqScgiTransport *self, guint deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

gboolean
yyq_scgi_transport_listen (YyqScgiTransport *self, const char *path, guint mode, GError **error)
{
  g_return_val_if_fail (self->acceptor == NULL, FALSE);

  self->listener = bind_socket (path, mode, error);
  if (self->listener < 0)
    return FALSE;
  self->wake = eventfd (0, EFD_CLOEXEC);
  if (self->wake < 0) {
    close (self->listener);
    self->listener = -1;
    return fail (error, "no eventfd for", path);
  }
  self->path = g_strdup (path);
  self->workers = g_thread_pool_new (work, self, (int) self->n_threads, FALSE, NULL);
  self->acceptor = g_thread_new ("yyq-scgi", accept_loop, self);
  return TRUE;
}

void
yyq_scgi_transport_stop (YyqScgiTransport *self)
{
  guint64 one = 1;

  if (self->acceptor == NULL)
    return;
  while (write (self->wake, &one, sizeof one) < 0 && errno == EINTR)
    continue;
  g_clear_pointer (&self->acceptor, g_thread_join);
  close (self->listener);
  close (self->wake);
  g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
  g_thread_pool_free (self->workers, FALSE, TRUE);
  self->workers = NULL;
}
