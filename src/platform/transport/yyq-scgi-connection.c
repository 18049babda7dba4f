/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scgi-connection.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "yyq-scgi-parser.h"

/* Of bodies that are larger than those of most routes, in memory at a time: three of the largest
 * uploads. */
#define MOST_LARGE ((gsize) 48 * 1024 * 1024)
#define CHUNK 16384

typedef enum {
  HEAD,
  BODY,
  WORK,
  ANSWER,
  DRAIN
} State;

struct _YyqScgiConnection {
  YyqScgiShared *shared;
  int fd; /* -1: given away */
  State state;
  YyqScgiWait wait; /* what for, when a step does not go on */
  gint64 deadline_us;

  GByteArray *head;
  GHashTable *header; /* (nullable): of what stands in head */
  guint8 *body;
  gsize length; /* of the body */
  gsize got;
  gboolean large;

  YyqRequest *request;   /* (nullable) */
  YyqResponse *response; /* (nullable) */
  GString *answer;       /* (nullable): head of the reply */
  GBytes *piece;         /* (nullable): of a body that comes in pieces */
  gsize sent;            /* of the head, and of the body or the piece behind it */
  gboolean refused;      /* before its body was read */
};

/* A step ends with one of these: TRUE goes on with the next. */
static gboolean
wait_for (YyqScgiConnection *self, YyqScgiWait wait)
{
  self->wait = wait;
  return FALSE;
}

static gboolean
go_to (YyqScgiConnection *self, State state)
{
  self->state = state;
  return TRUE;
}

static void
set_deadline (YyqScgiConnection *self)
{
  self->deadline_us =
    g_get_monotonic_time () + (gint64) self->shared->deadline_ms * G_TIME_SPAN_MILLISECOND;
}

/* Bytes that came, 0: none yet, -1: the end. */
static gssize
receive (YyqScgiConnection *self, guint8 *data, gsize length)
{
  gssize n;

  do
    n = recv (self->fd, data, length, MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  if (n > 0)
    return n;
  return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
}

/* Takes @response. */
static gboolean
answer (YyqScgiConnection *self, YyqResponse *response)
{
  if (self->response != response)
    g_clear_pointer (&self->response, yyq_response_free);
  self->response = response;
  self->answer = yyq_scgi_format_head (response);
  set_deadline (self);
  return go_to (self, ANSWER);
}

static gboolean
refuse (YyqScgiConnection *self, const char *problem)
{
  self->refused = TRUE;
  return answer (self, yyq_response_new_refusal (problem));
}

static gboolean
has_room (YyqScgiConnection *self)
{
  gsize *large = &self->shared->large;
  gsize before;

  if (self->length <= YYQ_ROUTE_BODY)
    return TRUE;
  before = (gsize) g_atomic_pointer_add (large, (gssize) self->length);
  self->large = before == 0 || before + self->length <= MOST_LARGE;
  if (!self->large)
    g_atomic_pointer_add (large, -(gssize) self->length);
  return self->large;
}

/* The header is there, and perhaps some of the body behind it. */
static gboolean
begin_body (YyqScgiConnection *self, gsize consumed)
{
  const char *method = g_hash_table_lookup (self->header, "REQUEST_METHOD");
  const char *target = g_hash_table_lookup (self->header, "REQUEST_URI");
  gsize limit = yyq_router_get_body_limit (self->shared->router, method != NULL ? method : "",
                                           target != NULL ? target : "");

  if (!yyq_scgi_get_length (self->header, limit, &self->length))
    return refuse (self, "too-large");
  if (!has_room (self))
    return refuse (self, "busy");
  self->body = g_malloc (self->length + 1);
  self->got = MIN (self->head->len - consumed, self->length);
  memcpy (self->body, self->head->data + consumed, self->got);
  return go_to (self, BODY);
}

/* One deadline for head and body: a byte now and then keeps nobody. */
static gboolean
read_head (YyqScgiConnection *self)
{
  guint8 chunk[CHUNK];
  gssize n = receive (self, chunk, sizeof chunk);
  gsize consumed = 0;

  if (n <= 0)
    return wait_for (self, n == 0 ? YYQ_SCGI_READ : YYQ_SCGI_CLOSED);
  g_byte_array_append (self->head, chunk, (guint) n);
  if (!yyq_scgi_take_header ((const char *) self->head->data, self->head->len, &self->header,
                             &consumed, NULL))
    return wait_for (self, YYQ_SCGI_CLOSED);
  return self->header == NULL || begin_body (self, consumed);
}

/* The peer has said everything. */
static gboolean
begin_work (YyqScgiConnection *self)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_steal_pointer (&self->body), self->length);

  self->request = yyq_scgi_make_request (self->header, body);
  if (self->request == NULL)
    return refuse (self, "invalid");
  self->request->admin = self->shared->admin;
  return go_to (self, WORK);
}

static gboolean
read_body (YyqScgiConnection *self)
{
  gssize n;

  if (self->got == self->length)
    return begin_work (self);
  n = receive (self, self->body + self->got, self->length - self->got);
  if (n <= 0)
    return wait_for (self, n == 0 ? YYQ_SCGI_READ : YYQ_SCGI_CLOSED);
  self->got += (gsize) n;
  return TRUE;
}

/* It is no request any more that somebody waits for, and no part of what there is room for. */
static gboolean
leave_open (YyqScgiConnection *self)
{
  g_autoptr (GString) head = yyq_scgi_format_head (self->response);

  yyq_open_replies_add (self->shared->open, self->fd, head->str, self->response->open);
  self->fd = -1;
  return wait_for (self, YYQ_SCGI_CLOSED);
}

/* The reply, and of one that comes in pieces the next of them. What fails in the middle leaves a
 * body that is shorter than was said: the peer sees that it was cut. */
static gboolean
work (YyqScgiConnection *self)
{
  gboolean cut = FALSE;

  if (self->response == NULL)
    self->response = yyq_router_dispatch (self->shared->router, self->request);
  if (self->response->open != NULL)
    return leave_open (self);
  if (self->response->next != NULL)
    cut = yyq_response_next (self->response, &self->piece) == YYQ_BODY_FAILED;
  if (self->answer == NULL)
    return answer (self, cut ? yyq_response_new_refusal ("internal") : self->response);
  if (cut)
    return wait_for (self, YYQ_SCGI_CLOSED);
  set_deadline (self);
  return go_to (self, ANSWER);
}

/* Bytes that went, 0: none yet, -1: the end. */
static gssize
send_some (YyqScgiConnection *self, GBytes *behind)
{
  gsize size = 0;
  const char *body = behind != NULL ? g_bytes_get_data (behind, &size) : NULL;
  const gsize head = self->answer->len;
  const gsize of_head = MIN (self->sent, head);
  const gsize of_body = self->sent - of_head;
  struct iovec parts[] = {
    { self->answer->str + of_head, head - of_head },
    { size > 0 ? (char *) body + of_body : NULL, size - of_body },
  };
  const struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  gssize n;

  do
    n = sendmsg (self->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  if (n >= 0)
    return n;
  return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
}

/* What closes while bytes come in loses the reply, too: they are read, and not kept. */
static gboolean
finish (YyqScgiConnection *self)
{
  if (!self->refused)
    return wait_for (self, YYQ_SCGI_CLOSED);
  shutdown (self->fd, SHUT_WR);
  return go_to (self, DRAIN);
}

static gboolean
finish_part (YyqScgiConnection *self)
{
  g_clear_pointer (&self->piece, g_bytes_unref);
  if (self->response->next == NULL || yyq_response_is_at_end (self->response))
    return finish (self);
  self->sent = self->answer->len;
  return go_to (self, WORK);
}

static gboolean
send_answer (YyqScgiConnection *self)
{
  GBytes *behind = self->piece != NULL ? self->piece : self->response->body;
  const gsize whole = self->answer->len + (behind != NULL ? g_bytes_get_size (behind) : 0);
  gssize n = send_some (self, behind);

  if (n < 0)
    return wait_for (self, YYQ_SCGI_CLOSED);
  self->sent += (gsize) n;
  if (self->sent == whole)
    return finish_part (self);
  return n > 0 || wait_for (self, YYQ_SCGI_WRITE);
}

/* Some at a time, so that the deadline comes for who never ends. */
static gboolean
drain (YyqScgiConnection *self)
{
  guint8 chunk[CHUNK];

  return wait_for (self, receive (self, chunk, sizeof chunk) < 0 ? YYQ_SCGI_CLOSED : YYQ_SCGI_READ);
}

YyqScgiConnection *
yyq_scgi_connection_new (YyqScgiShared *shared, int fd)
{
  YyqScgiConnection *self = g_new0 (YyqScgiConnection, 1);

  self->shared = shared;
  self->fd = fd;
  self->head = g_byte_array_new ();
  set_deadline (self);
  return self;
}

void
yyq_scgi_connection_hang_up (YyqScgiConnection *self)
{
  if (self->large)
    g_atomic_pointer_add (&self->shared->large, -(gssize) self->length);
  g_clear_pointer (&self->header, g_hash_table_unref);
  g_byte_array_unref (self->head);
  g_free (self->body);
  g_clear_pointer (&self->request, yyq_request_free);
  g_clear_pointer (&self->response, yyq_response_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  if (self->answer != NULL)
    g_string_free (self->answer, TRUE);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

YyqScgiWait
yyq_scgi_connection_go_on (YyqScgiConnection *self)
{
  static gboolean (*const steps[]) (YyqScgiConnection *) = {
    [HEAD] = read_head, [BODY] = read_body, [WORK] = work, [ANSWER] = send_answer, [DRAIN] = drain,
  };
  YyqScgiWait wait;

  while (steps[self->state](self))
    continue;
  wait = self->wait;
  if (wait == YYQ_SCGI_CLOSED)
    yyq_scgi_connection_hang_up (self);
  return wait;
}

int
yyq_scgi_connection_get_fd (YyqScgiConnection *self)
{
  return self->fd;
}

gint64
yyq_scgi_connection_get_deadline (YyqScgiConnection *self)
{
  return self->deadline_us;
}
