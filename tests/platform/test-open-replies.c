/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "yyq-scgi-transport.h"
#include "yyq-soup-transport.h"
#include "yyq-test-identity.h"
#include "yyq-test-listener.h"
#include "yyq-test-nginx.h"
#include "yyq-test-raw.h"
#include "yyq-test-soup.h"
#include "yyq-test-wait.h"

/* Replies that stay open, through each transport: of a platform that says what the test says. */

#define N_THREADS 2
/* More than a transport has of requests at a time. */
#define N_MANY 300
#define N_IDLE 1000
/* Of one connection of HTTP/2. */
#define N_SHARED 100
#define HELLO "event: hello\n\n"
#define WORD "event: word\n\n"

static struct {
  GMutex lock;
  GPtrArray *replies; /* (element-type YyqOpenReply): all that were begun */
} told;

static void
answer_open (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqOpenReply) reply = yyq_open_reply_new ();

  yyq_open_reply_say (reply, HELLO);
  yyq_response_set_open (response, 200, "text/event-stream", reply);
  g_mutex_lock (&told.lock);
  g_ptr_array_add (told.replies, g_steal_pointer (&reply));
  g_mutex_unlock (&told.lock);
}

static void
answer_ok (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_response_set (response, 200, "application/octet-stream", request->body);
}

static void
release (YyqPlatform *platform)
{
}

/* Those who listen without a thread of their own. */
static struct {
  GPtrArray *sessions; /* (element-type SoupSession) */
  GPtrArray *idle;     /* (element-type Idle) */
  GCancellable *cancellable;
  guint n_open;
} many;

static const YyqRouterHooks hooks = { .release = release };
static const YyqRoute routes[] = {
  { "GET", "/quick", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, answer_ok },
  { "GET", "/api/v1/events", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN_REPLY, answer_open },
  { NULL },
};

typedef struct {
  YyqRouter *router;
  YyqScgiTransport *scgi;
  YyqSoupTransport *soup; /* served by the thread */
  YyqTestNginx *nginx;
  char *directory;
  char *path;
  guint16 port;

  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  told.replies = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_open_reply_unref);
  fixture->router = yyq_router_new (NULL, &hooks);
  yyq_router_add_routes (fixture->router, routes);
  fixture->directory = g_dir_make_tmp ("yyq-open-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "scgi.sock", NULL);
}

static void
set_up_nginx (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_up (fixture, data);
  fixture->scgi = yyq_scgi_transport_new (fixture->router, FALSE, N_THREADS);
  yyq_scgi_transport_listen (fixture->scgi, fixture->path, 0600, &error);
  g_assert_no_error (error);
  fixture->nginx = yyq_test_nginx_new (fixture->path, YYQ_TEST_NGINX_DEFAULT);
  fixture->port = fixture->nginx->port;
}

typedef struct {
  Fixture *fixture;
  GAsyncQueue *started;
} Start;

static gpointer
serve (gpointer data)
{
  Start *start = data;
  Fixture *fixture = start->fixture;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  yyq_soup_transport_listen (fixture->soup, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  g_async_queue_push (start->started, fixture);
  g_main_loop_run (fixture->loop);
  yyq_soup_transport_stop (fixture->soup);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
set_up_soup (Fixture *fixture, gconstpointer data)
{
  Start start = { fixture, g_async_queue_new () };
  const char *colon;

  set_up (fixture, data);
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  fixture->soup = yyq_soup_transport_new (fixture->router, N_THREADS);
  fixture->thread = g_thread_new ("soup", serve, &start);
  g_async_queue_pop (start.started);
  g_async_queue_unref (start.started);
  colon = strrchr (yyq_soup_transport_get_base_url (fixture->soup), ':');
  fixture->port = (guint16) g_ascii_strtoull (colon + 1, NULL, 10);
}

static void
stop (Fixture *fixture)
{
  g_clear_object (&fixture->scgi);
  if (fixture->thread != NULL) {
    g_main_loop_quit (fixture->loop);
    g_thread_join (g_steal_pointer (&fixture->thread));
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  g_clear_pointer (&fixture->nginx, yyq_test_nginx_free);
  g_clear_object (&fixture->soup);
  g_clear_pointer (&fixture->loop, g_main_loop_unref);
  g_clear_pointer (&fixture->context, g_main_context_unref);
  yyq_router_free (fixture->router);
  g_ptr_array_unref (told.replies);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static YyqTestListener *
begin (Fixture *fixture)
{
  YyqTestListener *listener =
    yyq_test_listener_new (fixture->port, fixture->nginx != NULL, "/api/v1/events", NULL);
  g_autofree char *text = NULL;

  yyq_test_wait_aside_while (yyq_test_listener_count (listener, HELLO) == 0 &&
                             !yyq_test_listener_has_ended (listener));
  text = yyq_test_listener_get_text (listener);
  if (strstr (text, HELLO) == NULL)
    g_error ("it ended with: %s", text);
  return listener;
}

/* (transfer none) */
static YyqOpenReply *
get_reply (guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&told.lock);

  return g_ptr_array_index (told.replies, index);
}

static void
test_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestListener) listener = begin (fixture);
  g_autofree char *text = NULL;

  for (guint i = 1; i <= 3; i++) {
    yyq_open_reply_say (get_reply (0), WORD);
    yyq_test_wait_aside_while (yyq_test_listener_count (listener, WORD) < i);
    g_assert_false (yyq_test_listener_has_ended (listener));
  }
  text = yyq_test_listener_get_text (listener);
  g_assert_nonnull (strstr (text, " 200 "));
  g_assert_nonnull (strstr (text, "Content-Type: text/event-stream"));
  g_assert_null (strstr (text, "Content-Length"));
  yyq_open_reply_say (get_reply (0), "event: last\n\n");
  yyq_open_reply_end (get_reply (0));
  yyq_open_reply_say (get_reply (0), WORD);
  yyq_test_wait_aside_while (!yyq_test_listener_has_ended (listener));
  g_assert_cmpuint (yyq_test_listener_count (listener, "event: last\n\n"), ==, 1);
  g_assert_cmpuint (yyq_test_listener_count (listener, WORD), ==, 3);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  YyqTestListener *going = begin (fixture);
  g_autoptr (YyqTestListener) staying = begin (fixture);

  yyq_test_listener_free (going);
  yyq_test_wait_aside_while (!yyq_open_reply_is_over (get_reply (0)));
  g_assert_false (yyq_open_reply_is_over (get_reply (1)));
  g_assert_false (yyq_test_listener_has_ended (staying));
}

static guint
count_replies (void)
{
  guint n;

  g_mutex_lock (&told.lock);
  n = told.replies->len;
  g_mutex_unlock (&told.lock);
  return n;
}

/* What it takes at first lies in buffers on the way. */
static void
test_deaf (Fixture *fixture, gconstpointer data)
{
  static const char request[] = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
  g_autoptr (GIOStream) peer = yyq_test_raw_connect (fixture->port, fixture->nginx != NULL);
  g_autofree char *text = g_strnfill (4000, 'x');
  guint n = 0;

  yyq_test_raw_send (peer, request, strlen (request));
  yyq_test_wait_aside_while (count_replies () == 0);
  /* Not faster than it is sent: what is said too fast ends it, too. */
  for (; !yyq_open_reply_is_over (get_reply (0)); n++) {
    yyq_open_reply_say (get_reply (0), text);
    g_usleep (1000);
    g_assert_cmpuint (n, <, 100000);
  }
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestListener) listener = begin (fixture);

  stop (fixture);
  yyq_test_wait_aside_while (!yyq_test_listener_has_ended (listener));
  g_assert_true (yyq_open_reply_is_over (get_reply (0)));
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* One of many: it needs no thread. */
typedef struct {
  SoupMessage *message;
  GInputStream *stream; /* (nullable): until its head is there */
  GString *text;
} Idle;

static void
idle_free (gpointer data)
{
  Idle *self = data;

  g_object_unref (self->message);
  g_clear_object (&self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Idle *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    many.n_open--;
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  g_string_append_len (self->text, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (self->stream, 1024, G_PRIORITY_DEFAULT, many.cancellable,
                                   read_cb, self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Idle *self = data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (self->message), ==, 200);
  many.n_open++;
  g_input_stream_read_bytes_async (self->stream, 1024, G_PRIORITY_DEFAULT, many.cancellable,
                                   read_cb, self);
}

static gboolean
accept_any (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors,
            gpointer data)
{
  return TRUE;
}

static void
open_one (Fixture *fixture, SoupSession *session)
{
  Idle *idle = g_new0 (Idle, 1);
  g_autofree char *url = g_strdup_printf ("%s://127.0.0.1:%u/api/v1/events",
                                          fixture->nginx != NULL ? "https" : "http", fixture->port);

  idle->message = soup_message_new ("GET", url);
  idle->text = g_string_new (NULL);
  g_signal_connect (idle->message, "accept-certificate", G_CALLBACK (accept_any), NULL);
  g_ptr_array_add (many.idle, idle);
  soup_session_send_async (session, idle->message, G_PRIORITY_DEFAULT, NULL, sent_cb, idle);
}

/* The first of a session makes the connection that the others share. */
static void
open_many (Fixture *fixture, guint n)
{
  many.sessions = g_ptr_array_new_with_free_func (g_object_unref);
  many.idle = g_ptr_array_new_with_free_func (idle_free);
  many.cancellable = g_cancellable_new ();
  many.n_open = 0;
  for (guint i = 0; i < n; i++) {
    if (i % N_SHARED == 0) {
      g_ptr_array_add (many.sessions,
                       soup_session_new_with_options ("max-conns", N_SHARED, "max-conns-per-host",
                                                      N_SHARED, NULL));
      yyq_test_wait_while (many.n_open < i);
    }
    open_one (fixture, g_ptr_array_index (many.sessions, i / N_SHARED));
    if (i % N_SHARED == 0)
      yyq_test_wait_while (many.n_open < i + 1);
  }
  yyq_test_wait_while (many.n_open < n);
}

static void
close_many (void)
{
  g_cancellable_cancel (many.cancellable);
  yyq_test_wait_while (many.n_open > 0);
  g_ptr_array_unref (many.idle);
  for (guint i = 0; i < many.sessions->len; i++)
    soup_session_abort (g_ptr_array_index (many.sessions, i));
  g_ptr_array_unref (many.sessions);
  g_object_unref (many.cancellable);
}

static gboolean
all_heard (const char *word)
{
  for (guint i = 0; i < many.idle->len; i++)
    if (strstr (((Idle *) g_ptr_array_index (many.idle, i))->text->str, word) == NULL)
      return FALSE;
  return TRUE;
}

static void
say_to_all (const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&told.lock);

  for (guint i = 0; i < told.replies->len; i++)
    yyq_open_reply_say (g_ptr_array_index (told.replies, i), text);
}

static void
assert_quick (Fixture *fixture)
{
  g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, fixture->nginx != NULL);
  const gint64 start = g_get_monotonic_time ();
  g_autofree char *reply = yyq_test_raw_exchange (
    stream, "GET /quick HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

  g_assert_nonnull (strstr (reply, " 200 "));
  g_test_message ("answered after %" G_GINT64_FORMAT " us", g_get_monotonic_time () - start);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  const guint n = GPOINTER_TO_UINT (data);
  g_autoptr (YyqTestListener) one = begin (fixture);
  const guint threads = count_threads ();
  gint64 start;

  open_many (fixture, n - 1);
  yyq_test_wait_while (!all_heard (HELLO));
  /* GIO has some for itself, ten at most. */
  g_assert_cmpuint (count_threads (), <=, threads + 10);
  for (guint i = 0; i < 3; i++)
    assert_quick (fixture);
  start = g_get_monotonic_time ();
  say_to_all (WORD);
  yyq_test_wait_while (!all_heard (WORD));
  g_test_message ("%u were told after %" G_GINT64_FORMAT " ms", n - 1,
                  (g_get_monotonic_time () - start) / 1000);
  close_many ();
}

static void
test_descriptors (Fixture *fixture, gconstpointer data)
{
  const guint before = yyq_test_raw_count_descriptors ();

  for (guint i = 0; i < 100; i++)
    yyq_test_listener_free (begin (fixture));
  yyq_test_wait_aside_while (yyq_test_raw_count_descriptors () > before + 4);
}

#define ADD(name, kind, data, test)                                                         \
  g_test_add ("/open-replies/" name, Fixture, GUINT_TO_POINTER (data), set_up_##kind, test, \
              tear_down)
#define ADD_BOTH(name, test)          \
  ADD ("soup: " name, soup, 0, test); \
  ADD ("nginx: " name, nginx, 0, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_forgive_soup ();
  ADD_BOTH ("what is said comes as it is said, until the end", test_said);
  ADD_BOTH ("who goes is noticed without a word", test_gone);
  ADD_BOTH ("who takes nothing is hung up on", test_deaf);
  ADD_BOTH ("stopping ends them", test_stop);
  ADD_BOTH ("no descriptor is left behind", test_descriptors);
  ADD ("soup: they take no place of requests, and no threads", soup, N_MANY, test_many);
  ADD ("nginx: a thousand who are idle are in nobody's way", nginx, N_IDLE, test_many);
  return g_test_run ();
}
