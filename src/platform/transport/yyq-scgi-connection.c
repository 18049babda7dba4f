/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-scgi-connection.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yyq-scgi-parser.h"

/* Of bodies that are larger than those of most routes, in memory at a time. */
#define MOST_LARGE ((gsize) 16 * 1024 * 1024)
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
  int fd;
  State state;
  GSource *watch; /* (nullable): none while a thread works */
  GSource *timer;

  GByteArray *head;
  GHashTable *header; /* (nullable) */
  guint8 *body;
  gsize length; /* of the body */
  gsize got;
  gboolean large;

  YyqRequest *request;   /* (nullable) */
  YyqResponse *response; /* (nullable) */
  GString *answer;       /* (nullable): head of the reply */
  GBytes *piece;         /* (nullable): of a body that comes in pieces */
  gboolean cut;          /* its next piece could not be had */
  gsize sent;            /* of the head, and of the body or the piece behind it */
  gboolean refused;      /* before its body was read */
};

static void
drop_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Everything but the descriptor. */
static void
let_go (YyqScgiConnection *self)
{
  YyqScgiShared *shared = self->shared;

  drop_source (&self->watch);
  drop_source (&self->timer);
  if (self->large)
    shared->large -= self->length;
  g_byte_array_unref (self->head);
  g_clear_pointer (&self->header, g_hash_table_unref);
  g_free (self->body);
  g_clear_pointer (&self->request, yyq_request_free);
  g_clear_pointer (&self->response, yyq_response_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  if (self->answer != NULL)
    g_string_free (self->answer, TRUE);
  g_free (self);
  shared->n_open--;
  shared->closed (shared->transport);
}

static void
hang_up (YyqScgiConnection *self)
{
  close (self->fd);
  let_go (self);
}

static gboolean
too_slow (gpointer data)
{
  hang_up (data);
  return G_SOURCE_REMOVE;
}

static void
set_deadline (YyqScgiConnection *self)
{
  drop_source (&self->timer);
  self->timer = g_timeout_source_new (self->shared->deadline_ms);
  g_source_set_callback (self->timer, too_slow, self, NULL);
  g_source_attach (self->timer, self->shared->context);
}

static void
watch (YyqScgiConnection *self, GIOCondition condition, GUnixFDSourceFunc ready)
{
  drop_source (&self->watch);
  self->watch = g_unix_fd_source_new (self->fd, condition);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (ready), self, NULL);
  g_source_attach (self->watch, self->shared->context);
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

/* What closes while bytes come in loses the reply, too: they are read, and not kept. */
static gboolean
drain (int fd, GIOCondition condition, gpointer data)
{
  YyqScgiConnection *self = data;
  guint8 chunk[CHUNK];

  if (receive (self, chunk, sizeof chunk) < 0)
    hang_up (self);
  return G_SOURCE_CONTINUE;
}

static void
finish (YyqScgiConnection *self)
{
  if (!self->refused) {
    hang_up (self);
    return;
  }
  shutdown (self->fd, SHUT_WR);
  self->state = DRAIN;
  watch (self, G_IO_IN, drain);
}

static gssize
send_some (YyqScgiConnection *self, const char *data, gsize length)
{
  gssize n;

  do
    n = send (self->fd, data, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  if (n >= 0)
    return n;
  return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
}

/* A worker makes the next piece, so that nobody waits for the disk here. */
static void
ask_worker (YyqScgiConnection *self)
{
  self->state = WORK;
  drop_source (&self->watch);
  drop_source (&self->timer);
  g_thread_pool_push (self->shared->workers, self, NULL);
}

/* What fails in the middle leaves a body that is shorter than was said: the peer sees that it was
 * cut. */
static void
finish_part (YyqScgiConnection *self)
{
  g_clear_pointer (&self->piece, g_bytes_unref);
  if (self->response->next == NULL || yyq_response_is_at_end (self->response)) {
    finish (self);
    return;
  }
  self->sent = self->answer->len;
  ask_worker (self);
}

static gboolean
send_answer (int fd, GIOCondition condition, gpointer data)
{
  YyqScgiConnection *self = data;
  GBytes *bytes = self->piece != NULL ? self->piece : self->response->body;
  gsize size = 0;
  const char *body = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  gsize head = self->answer->len;
  gssize n;

  if (self->sent < head)
    n = send_some (self, self->answer->str + self->sent, head - self->sent);
  else
    n = send_some (self, body + (self->sent - head), size - (self->sent - head));
  self->sent += n > 0 ? (gsize) n : 0;
  if (n < 0)
    hang_up (self);
  else if (self->sent == head + size)
    finish_part (self);
  return G_SOURCE_CONTINUE;
}

/* Takes @response. */
static void
answer (YyqScgiConnection *self, YyqResponse *response)
{
  if (self->response != NULL)
    yyq_response_free (self->response);
  self->response = response;
  self->answer = yyq_scgi_format_head (response);
  self->state = ANSWER;
  set_deadline (self);
  watch (self, G_IO_OUT, send_answer);
}

/* It is no request any more that somebody waits for, and no part of what there is room for. */
static void
leave_open (YyqScgiConnection *self)
{
  g_autoptr (GString) head = yyq_scgi_format_head (self->response);

  yyq_open_replies_add (self->shared->open, self->fd, head->str, self->response->open);
  let_go (self);
}

static void
refuse (YyqScgiConnection *self, const char *problem)
{
  self->refused = TRUE;
  answer (self, yyq_response_new_refusal (problem));
}

static gboolean
worked (gpointer data)
{
  YyqScgiConnection *self = data;

  if (self->response->open != NULL) {
    leave_open (self);
  } else if (self->answer == NULL) {
    answer (self,
            self->cut ? yyq_response_new_refusal ("internal") : g_steal_pointer (&self->response));
  } else if (self->cut) {
    hang_up (self);
  } else {
    self->state = ANSWER;
    set_deadline (self);
    watch (self, G_IO_OUT, send_answer);
  }
  return G_SOURCE_REMOVE;
}

void
yyq_scgi_connection_work (YyqScgiConnection *self)
{
  if (self->response == NULL)
    self->response = yyq_router_dispatch (self->shared->router, self->request);
  if (self->response->next != NULL)
    self->cut = yyq_response_next (self->response, &self->piece) == YYQ_BODY_FAILED;
  g_main_context_invoke (self->shared->context, worked, self);
}

/* The peer has said everything: it is only listened to again when there is an answer. */
static void
hand_over (YyqScgiConnection *self)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_steal_pointer (&self->body), self->length);

  self->request = yyq_scgi_make_request (self->header, body);
  if (self->request == NULL) {
    refuse (self, "invalid");
    return;
  }
  self->request->admin = self->shared->admin;
  ask_worker (self);
}

static gboolean
read_body (YyqScgiConnection *self)
{
  gssize n = receive (self, self->body + self->got, self->length - self->got);

  if (n < 0) {
    hang_up (self);
    return FALSE;
  }
  self->got += (gsize) n;
  return TRUE;
}

static gboolean
has_room (YyqScgiConnection *self)
{
  YyqScgiShared *shared = self->shared;

  if (self->length <= YYQ_ROUTE_BODY)
    return TRUE;
  if (shared->large > 0 && shared->large + self->length > MOST_LARGE)
    return FALSE;
  shared->large += self->length;
  self->large = TRUE;
  return TRUE;
}

/* The header is there, and perhaps some of the body behind it. */
static void
begin_body (YyqScgiConnection *self, gsize consumed)
{
  const char *method = g_hash_table_lookup (self->header, "REQUEST_METHOD");
  const char *target = g_hash_table_lookup (self->header, "REQUEST_URI");
  gsize limit = yyq_router_get_body_limit (self->shared->router, method != NULL ? method : "",
                                           target != NULL ? target : "");

  if (!yyq_scgi_get_length (self->header, limit, &self->length)) {
    refuse (self, "too-large");
  } else if (!has_room (self)) {
    refuse (self, "busy");
  } else {
    self->state = BODY;
    self->body = g_malloc (self->length + 1);
    self->got = MIN (self->head->len - consumed, self->length);
    memcpy (self->body, self->head->data + consumed, self->got);
  }
}

static gboolean
read_head (YyqScgiConnection *self)
{
  guint8 chunk[CHUNK];
  gssize n = receive (self, chunk, sizeof chunk);
  gsize consumed = 0;

  if (n > 0)
    g_byte_array_append (self->head, chunk, (guint) n);
  if (n < 0 || !yyq_scgi_take_header ((const char *) self->head->data, self->head->len,
                                      &self->header, &consumed, NULL)) {
    hang_up (self);
    return FALSE;
  }
  if (self->header != NULL)
    begin_body (self, consumed);
  return TRUE;
}

/* One deadline for head and body: a byte now and then keeps nobody. */
static gboolean
read_request (int fd, GIOCondition condition, gpointer data)
{
  YyqScgiConnection *self = data;

  if (self->state == HEAD ? !read_head (self) : !read_body (self))
    return G_SOURCE_CONTINUE;
  if (self->state == BODY && self->got == self->length)
    hand_over (self);
  return G_SOURCE_CONTINUE;
}

void
yyq_scgi_connection_start (YyqScgiShared *shared, int fd)
{
  YyqScgiConnection *self = g_new0 (YyqScgiConnection, 1);

  self->shared = shared;
  self->fd = fd;
  self->head = g_byte_array_new ();
  shared->n_open++;
  set_deadline (self);
  watch (self, G_IO_IN, read_request);
}
