/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-scgi-parser.h"
#include "yyq-scgi-transport.h"
#include "yyq-soup-transport.h"
#include "yyq-test-identity.h"
#include "yyq-test-nginx.h"
#include "yyq-test-raw.h"
#include "yyq-test-soup.h"
#include "yyq-test-wait.h"

/* Bad peers: what they send, how slowly, and what is left of them afterwards. */

#define N_THREADS 2
#define DEADLINE_MS 400
#define N_SLOW 64
#define LONG_BODY (12 * 1024 * 1024)

static struct {
  GMutex lock;
  GCond changed;
  gboolean entered, may_leave, stopped;
} slow;

static void
answer_ok (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_response_set (response, 200, "application/octet-stream", request->body);
}

static void
answer_slowly (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_mutex_lock (&slow.lock);
  slow.entered = TRUE;
  g_cond_broadcast (&slow.changed);
  while (!slow.may_leave)
    g_cond_wait (&slow.changed, &slow.lock);
  g_mutex_unlock (&slow.lock);
  answer_ok (platform, request, response);
}

static gboolean
parse (YyqRequest *request, YyqResponse *response)
{
  return TRUE;
}

static gboolean
begin (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  return TRUE;
}

static gboolean
finish (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, gboolean commit)
{
  return TRUE;
}

static void
release (YyqPlatform *platform)
{
}

static const YyqRouterHooks hooks = { NULL, parse, begin, NULL, finish, release };
static const YyqRoute routes[] = {
  { "GET", "/quick", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, answer_ok },
  { "POST", "/echo", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, answer_ok },
  { "POST", "/api/v1/auth/echo", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, answer_ok },
  { "GET", "/slow", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, answer_slowly },
  { NULL },
};

typedef struct {
  YyqRouter *router;
  YyqScgiTransport *scgi;
  YyqSoupTransport *soup;
  YyqTestNginx *nginx;
  char *directory;
  char *path;
  guint16 port; /* of soup or nginx */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  slow.entered = slow.may_leave = slow.stopped = FALSE;
  fixture->router = yyq_router_new (NULL, &hooks);
  yyq_router_add_routes (fixture->router, routes);
  fixture->directory = g_dir_make_tmp ("yyq-transport-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "scgi.sock", NULL);
}

static void
set_up_scgi (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_up (fixture, data);
  fixture->scgi = yyq_scgi_transport_new (fixture->router, FALSE, N_THREADS);
  if (GPOINTER_TO_INT (data) == YYQ_TEST_NGINX_IMPATIENT)
    yyq_scgi_transport_set_deadline (fixture->scgi, DEADLINE_MS);
  yyq_scgi_transport_listen (fixture->scgi, fixture->path, 0600, &error);
  g_assert_no_error (error);
}

static void
set_up_soup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *colon;

  set_up (fixture, data);
  fixture->soup = yyq_soup_transport_new (fixture->router, N_THREADS);
  if (GPOINTER_TO_INT (data) == YYQ_TEST_NGINX_IMPATIENT)
    yyq_soup_transport_set_deadline (fixture->soup, DEADLINE_MS);
  yyq_soup_transport_listen (fixture->soup, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  colon = strrchr (yyq_soup_transport_get_base_url (fixture->soup), ':');
  fixture->port = (guint16) g_ascii_strtoull (colon + 1, NULL, 10);
}

static void
set_up_nginx (Fixture *fixture, gconstpointer data)
{
  set_up_scgi (fixture, data);
  fixture->nginx = yyq_test_nginx_new (fixture->path, GPOINTER_TO_INT (data));
  fixture->port = fixture->nginx->port;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->nginx, yyq_test_nginx_free);
  g_clear_object (&fixture->scgi);
  g_clear_object (&fixture->soup);
  yyq_router_free (fixture->router);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* Netstrings and pairs. */
static GByteArray *
make_scgi (const char *method, const char *target, const char *length, const char *body)
{
  const char *pairs[] = { "CONTENT_LENGTH", length, "SCGI",        "1",
                          "REQUEST_METHOD", method, "REQUEST_URI", target };
  g_autoptr (GByteArray) header = g_byte_array_new ();
  GByteArray *request = g_byte_array_new ();
  g_autofree char *prefix = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i += 2)
    if (pairs[i + 1] != NULL) {
      g_byte_array_append (header, (const guint8 *) pairs[i], (guint) strlen (pairs[i]) + 1);
      g_byte_array_append (header, (const guint8 *) pairs[i + 1],
                           (guint) strlen (pairs[i + 1]) + 1);
    }
  prefix = g_strdup_printf ("%u:", header->len);
  g_byte_array_append (request, (const guint8 *) prefix, (guint) strlen (prefix));
  g_byte_array_append (request, header->data, header->len);
  g_byte_array_append (request, (const guint8 *) ",", 1);
  g_byte_array_append (request, (const guint8 *) body, (guint) strlen (body));
  return request;
}

static char *
exchange_scgi (Fixture *fixture, const char *data, gsize length)
{
  g_autoptr (GSocketConnection) connection = yyq_test_raw_connect_unix (fixture->path);

  yyq_test_raw_send (G_IO_STREAM (connection), data, length);
  return yyq_test_raw_receive (G_IO_STREAM (connection));
}

static void
assert_scgi (Fixture *fixture, const char *method, const char *target, const char *length,
             const char *body, const char *status)
{
  g_autoptr (GByteArray) request = make_scgi (method, target, length, body);
  g_autofree char *reply = exchange_scgi (fixture, (const char *) request->data, request->len);

  g_test_message ("%s %s %s", method, target, length);
  if (status != NULL)
    g_assert_true (g_str_has_prefix (reply, status));
  else
    g_assert_cmpstr (reply, ==, "");
}

static void
test_scgi_pieces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) request = make_scgi ("POST", "/echo", "5", "hello");
  gsize whole = request->len - 5;

  for (guint n = 0; n <= request->len; n++) {
    GHashTable *header = NULL;
    gsize consumed = 0;

    g_assert_true (
      yyq_scgi_take_header ((const char *) request->data, n, &header, &consumed, NULL));
    g_assert_cmpint (header != NULL, ==, n >= whole);
    if (header != NULL)
      g_assert_cmpuint (consumed, ==, whole);
    g_clear_pointer (&header, g_hash_table_unref);
  }
}

static void
test_scgi_malformed (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *data;
    gsize length;
  } bad[] = {
    { "GET / HTTP/1.1\r\n\r\n", 18 },
    { ":", 1 },
    { "-5:", 3 },
    { "999999:", 7 },
    { "70000:", 6 },
    { "0:,", 3 },
    { "5:a\0b\0c,", 8 },
    { "4:a\0b\0;", 7 },
    { "4:a\0bb,", 7 },
    { "2:\0\0,", 5 },
    { "\0\0\0\0\0\0\0\0", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *reply = exchange_scgi (fixture, bad[i].data, bad[i].length);

    g_test_message ("%u", i);
    g_assert_cmpstr (reply, ==, "");
    assert_scgi (fixture, "GET", "/quick", "0", "", "Status: 200");
  }
}

static void
test_scgi_lengths (Fixture *fixture, gconstpointer data)
{
  assert_scgi (fixture, "POST", "/echo", "5", "hello", "Status: 200");
  assert_scgi (fixture, "POST", "/echo", NULL, "", "Status: 413");
  assert_scgi (fixture, "POST", "/echo", "-1", "", "Status: 413");
  assert_scgi (fixture, "POST", "/echo", "67108865", "", "Status: 413");
  assert_scgi (fixture, "POST", "/echo", "18446744073709551616", "", "Status: 413");
  assert_scgi (fixture, "GET", "no path", "0", "", "Status: 422");
  assert_scgi (fixture, "GET", "/%00", "0", "", "Status: 422");
}

typedef struct {
  GSocketConnection *peers[N_SLOW];
} Slow;

/* They connect, send some of a header or of a body, and then no more. */
static void
connect_slow (Fixture *fixture, Slow *peers)
{
  g_autoptr (GByteArray) request = make_scgi ("POST", "/echo", "100", "only so much");

  for (guint i = 0; i < N_SLOW; i++) {
    peers->peers[i] = yyq_test_raw_connect_unix (fixture->path);
    yyq_test_raw_send (G_IO_STREAM (peers->peers[i]), (const char *) request->data,
                       i % 2 == 0 ? request->len : 3);
  }
}

/* The deadline of these is far away: whoever waited behind them would not be answered in this
 * test's time. */
static void
test_scgi_behind (Fixture *fixture, gconstpointer data)
{
  Slow slow_peers;
  gint64 start;

  connect_slow (fixture, &slow_peers);
  start = g_get_monotonic_time ();
  assert_scgi (fixture, "GET", "/quick", "0", "", "Status: 200");
  assert_scgi (fixture, "POST", "/echo", "5", "hello", "Status: 200");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  for (guint i = 0; i < N_SLOW; i++)
    g_object_unref (slow_peers.peers[i]);
}

/* Bytes in time, but the request as a whole takes too long. */
static void
test_scgi_slow (Fixture *fixture, gconstpointer data)
{
  Slow slow_peers;

  connect_slow (fixture, &slow_peers);
  for (guint i = 0; i < N_SLOW; i++) {
    g_autofree char *reply = yyq_test_raw_receive (G_IO_STREAM (slow_peers.peers[i]));

    g_assert_cmpstr (reply, ==, "");
    g_object_unref (slow_peers.peers[i]);
  }
}

/* A body that is too large is answered while it still comes, and nothing of it is kept. */
static void
test_scgi_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) request = make_scgi ("POST", "/echo", "12582912", "");
  g_autoptr (GSocketConnection) peer = yyq_test_raw_connect_unix (fixture->path);
  g_autofree char *body = g_strnfill (LONG_BODY, '0');
  g_autofree char *reply = NULL;

  yyq_test_raw_send (G_IO_STREAM (peer), (const char *) request->data, request->len);
  g_assert_true (yyq_test_raw_send (G_IO_STREAM (peer), body, LONG_BODY));
  g_socket_shutdown (g_socket_connection_get_socket (peer), FALSE, TRUE, NULL);
  reply = yyq_test_raw_receive (G_IO_STREAM (peer));
  g_assert_true (g_str_has_prefix (reply, "Status: 413"));
}

static void
test_scgi_drip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) request = make_scgi ("POST", "/echo", "60000", "");
  g_autoptr (GSocketConnection) peer = yyq_test_raw_connect_unix (fixture->path);

  yyq_test_raw_send (G_IO_STREAM (peer), (const char *) request->data, request->len);
  /* A byte now and then keeps no deadline from coming. */
  yyq_test_wait_aside_while (yyq_test_raw_send (G_IO_STREAM (peer), "x", 1));
}

static void
test_scgi_socket (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqScgiTransport) other = yyq_scgi_transport_new (fixture->router, FALSE, 1);
  g_autofree char *file = g_build_filename (fixture->directory, "file", NULL);
  g_autofree char *longer = g_strnfill (200, 'x');
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_file_set_contents (file, "precious", -1, &error);
  g_assert_no_error (error);
  g_assert_false (yyq_scgi_transport_listen (other, file, 0600, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_clear_error (&error);
  g_assert_false (yyq_scgi_transport_listen (other, longer, 0600, &error));
  g_assert_nonnull (error);
}

/* A client in a thread of its own, while the main context serves. */
typedef struct {
  Fixture *fixture;
  void (*work) (Fixture *fixture);
  gint done;
} Client;

static gpointer
run_client (gpointer data)
{
  Client *client = data;

  client->work (client->fixture);
  g_atomic_int_set (&client->done, 1);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
serve_client (Fixture *fixture, void (*work) (Fixture *fixture))
{
  Client client = { fixture, work, 0 };
  GThread *thread = g_thread_new ("client", run_client, &client);

  yyq_test_wait_while (!g_atomic_int_get (&client.done));
  g_thread_join (thread);
}

static void
assert_http (Fixture *fixture, const char *text, const char *status)
{
  g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, fixture->nginx != NULL);
  g_autofree char *reply = yyq_test_raw_exchange (stream, text);

  g_test_message ("%.50s", text);
  if (strstr (reply, status) == NULL)
    g_error ("%s is not in: %s", status, reply);
}

#define QUICK "GET /quick HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

static void
send_bad_soup (Fixture *fixture)
{
  static const char *const bad[] = { "\r\n\r\n\r\n", "GARBAGE\r\n\r\n", "GET /quick\r\n\r\n",
                                     "\x16\x03\x01\x02" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, FALSE);

    yyq_test_raw_send (stream, bad[i], strlen (bad[i]));
    g_io_stream_close (stream, NULL, NULL);
    assert_http (fixture, QUICK, " 200 ");
  }
  assert_http (fixture, QUICK "\xff\xff garbage behind it \r\n\r\n" QUICK, " 200 ");
  assert_http (fixture, QUICK, " 200 ");
}

static void
test_soup_bad (Fixture *fixture, gconstpointer data)
{
  serve_client (fixture, send_bad_soup);
}

static void
send_chunked (Fixture *fixture)
{
  g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, FALSE);
  g_autofree char *chunk = g_strnfill (1024 * 1024, 'x');
  const char *head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  g_autofree char *reply = NULL;

  yyq_test_raw_send (stream, head, strlen (head));
  for (guint i = 0; i < LONG_BODY / (1024 * 1024); i++)
    g_assert_true (yyq_test_raw_send (stream, "100000\r\n", 8) &&
                   yyq_test_raw_send (stream, chunk, 1024 * 1024) &&
                   yyq_test_raw_send (stream, "\r\n", 2));
  yyq_test_raw_send (stream, "0\r\n\r\n", 5);
  reply = yyq_test_raw_receive (stream);
  g_assert_nonnull (strstr (reply, " 413 "));
}

static void
send_long (Fixture *fixture)
{
  g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, FALSE);
  g_autofree char *head = g_strdup_printf (
    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n", LONG_BODY);
  g_autofree char *body = g_strnfill (LONG_BODY, 'x');
  g_autofree char *reply = NULL;

  yyq_test_raw_send (stream, head, strlen (head));
  yyq_test_raw_send (stream, body, LONG_BODY);
  reply = yyq_test_raw_receive (stream);
  g_assert_nonnull (strstr (reply, " 413 "));
}

static void
test_soup_large (Fixture *fixture, gconstpointer data)
{
  serve_client (fixture, send_long);
  serve_client (fixture, send_chunked);
}

/* The thread that serves is the one that would wait. */
static void
send_slow_soup (Fixture *fixture)
{
  static const char *const beginnings[] = {
    "",
    "GET /quick HTTP/1.1\r\nHost: local",
    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nonly so much",
  };
  GIOStream *peers[N_SLOW];

  for (guint i = 0; i < N_SLOW; i++) {
    const char *text = beginnings[i % G_N_ELEMENTS (beginnings)];

    peers[i] = yyq_test_raw_connect (fixture->port, FALSE);
    yyq_test_raw_send (peers[i], text, strlen (text));
  }
  for (guint i = 0; i < N_SLOW; i++) {
    g_autofree char *reply = yyq_test_raw_receive (peers[i]);

    g_assert_cmpstr (reply, ==, "");
    g_object_unref (peers[i]);
  }
}

static void
test_soup_slow (Fixture *fixture, gconstpointer data)
{
  serve_client (fixture, send_slow_soup);
}

static void
connect_often (Fixture *fixture)
{
  for (guint i = 0; i < 300; i++) {
    g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, FALSE);
    g_autofree char *reply =
      i % 2 == 0 ? yyq_test_raw_exchange (stream, "GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n")
                 : NULL;

    g_io_stream_close (stream, NULL, NULL);
  }
}

static void
test_soup_descriptors (Fixture *fixture, gconstpointer data)
{
  guint before = yyq_test_raw_count_descriptors ();

  serve_client (fixture, connect_often);
  yyq_test_wait_while (yyq_test_raw_count_descriptors () > before + 8);
}

static void
test_scgi_descriptors (Fixture *fixture, gconstpointer data)
{
  guint before = yyq_test_raw_count_descriptors ();

  for (guint i = 0; i < 300; i++) {
    if (i % 2 == 0)
      g_object_unref (yyq_test_raw_connect_unix (fixture->path));
    else
      assert_scgi (fixture, "GET", "/quick", "0", "", "Status: 200");
  }
  g_clear_object (&fixture->scgi);
  g_assert_cmpuint (yyq_test_raw_count_descriptors (), <=, before);
}

static void
wait_until_entered (void)
{
  g_mutex_lock (&slow.lock);
  while (!slow.entered)
    g_cond_wait (&slow.changed, &slow.lock);
  g_mutex_unlock (&slow.lock);
}

static gboolean
has_entered (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&slow.lock);

  return slow.entered;
}

static gboolean
let_leave (gpointer data)
{
  g_mutex_lock (&slow.lock);
  slow.may_leave = TRUE;
  g_cond_broadcast (&slow.changed);
  g_mutex_unlock (&slow.lock);
  return G_SOURCE_REMOVE;
}

static gpointer
ask_slow_scgi (gpointer data)
{
  assert_scgi (data, "GET", "/slow", "0", "", "Status: 200");
  return NULL;
}

/* Nobody has stopped by then, while a request runs. */
static gpointer
leave_at_last (gpointer unused)
{
  const gint64 until = g_get_monotonic_time () + 100 * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&slow.lock);
  while (!slow.stopped && g_cond_wait_until (&slow.changed, &slow.lock, until))
    continue;
  g_assert_false (slow.stopped);
  g_mutex_unlock (&slow.lock);
  let_leave (NULL);
  return NULL;
}

static void
note_stopped (void)
{
  g_mutex_lock (&slow.lock);
  slow.stopped = TRUE;
  g_cond_broadcast (&slow.changed);
  g_mutex_unlock (&slow.lock);
}

static void
test_scgi_stop (Fixture *fixture, gconstpointer data)
{
  GThread *client = g_thread_new ("client", ask_slow_scgi, fixture);
  GThread *leaver;

  wait_until_entered ();
  leaver = g_thread_new ("leaver", leave_at_last, NULL);
  yyq_scgi_transport_stop (fixture->scgi);
  note_stopped ();
  g_assert_true (slow.may_leave);
  g_thread_join (client);
  g_thread_join (leaver);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static gpointer
ask_slow_soup (gpointer data)
{
  assert_http (data, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n", " 200 ");
  return NULL;
}

static void
test_soup_stop (Fixture *fixture, gconstpointer data)
{
  GThread *client = g_thread_new ("client", ask_slow_soup, fixture);

  yyq_test_wait_while (!has_entered ());
  g_timeout_add (100, let_leave, NULL);
  yyq_soup_transport_stop (fixture->soup);
  g_assert_true (slow.may_leave);
  g_thread_join (client);
}

static void
test_soup_loopback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqSoupTransport) other = yyq_soup_transport_new (fixture->router, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_soup_transport_listen (other, "0.0.0.0", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_nginx_hygiene (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    "GET /quick HTTP/1.1\r\n\r\n",
    "GET /quick HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
    "GARBAGE\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_http (fixture, bad[i], " 400 ");
  assert_http (fixture, QUICK "\xff\xff garbage behind it \r\n\r\n", " 200 ");
  assert_http (fixture, QUICK, "Strict-Transport-Security");
}

static void
test_nginx_large (Fixture *fixture, gconstpointer data)
{
  assert_http (fixture,
               "POST /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
               "13631488\r\n\r\n",
               " 413 ");
}

/* nginx hangs up on them; the platform never sees them. */
static void
test_nginx_slow (Fixture *fixture, gconstpointer data)
{
  static const char *const beginnings[] = {
    "GET /quick HTTP/1.1\r\nHost: local",
    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nonly so much",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++) {
    g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, TRUE);
    g_autofree char *reply = yyq_test_raw_exchange (stream, beginnings[i]);

    g_assert_null (strstr (reply, " 200 "));
    assert_http (fixture, QUICK, " 200 ");
  }
}

static void
test_nginx_log_ins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) stream = yyq_test_raw_connect (fixture->port, TRUE);
  g_autoptr (GString) requests = g_string_new (NULL);
  g_autofree char *reply = NULL;

  /* All at once, so that a slow machine does not keep within the rate. */
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (
      requests, "POST /api/v1/auth/echo HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 0\r\n\r\n",
      i == 59 ? "Connection: close\r\n" : "");
  reply = yyq_test_raw_exchange (stream, requests->str);
  g_assert_nonnull (strstr (reply, " 200 "));
  g_assert_nonnull (strstr (reply, " 429 "));
}

static gboolean
is_logged (Fixture *fixture)
{
  g_autofree char *log = NULL;

  return g_file_get_contents (fixture->nginx->log, &log, NULL, NULL) &&
         strstr (log, "GET /quick 200") != NULL;
}

/* What is asked for stands in the log, and not the words behind it. */
static void
test_nginx_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  assert_http (
    fixture,
    "GET /quick?q=%E9%99%88%E5%B0%8F%E5%85%B0&word=secret HTTP/1.1\r\nHost: localhost\r\n"
    "Referer: https://localhost/?secret\r\nConnection: close\r\n\r\n",
    " 200 ");
  yyq_test_wait_aside_while (!is_logged (fixture));
  g_assert_true (g_file_get_contents (fixture->nginx->log, &log, NULL, NULL));
  g_assert_null (strstr (log, "secret"));
  g_assert_null (strstr (log, "q="));
  g_assert_null (strstr (log, "%E9"));
}

static void
test_nginx_down (Fixture *fixture, gconstpointer data)
{
  yyq_scgi_transport_stop (fixture->scgi);
  assert_http (fixture, QUICK, " 502 ");
}

#define ADD(name, kind, data, test) \
  g_test_add ("/transports/" name, Fixture, GINT_TO_POINTER (data), set_up_##kind, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_forgive_soup ();
  ADD ("scgi: a header is taken in whatever pieces it comes", scgi, 0, test_scgi_pieces);
  ADD ("scgi: what is no SCGI is closed, and the next one served", scgi, 0, test_scgi_malformed);
  ADD ("scgi: impossible lengths and targets are refused", scgi, 0, test_scgi_lengths);
  ADD ("scgi: nobody waits behind 64 peers that have stopped", scgi, 0, test_scgi_behind);
  ADD ("scgi: peers that stop have a deadline", scgi, YYQ_TEST_NGINX_IMPATIENT, test_scgi_slow);
  ADD ("scgi: a dripping peer has a deadline", scgi, YYQ_TEST_NGINX_IMPATIENT, test_scgi_drip);
  ADD ("scgi: too large a body is answered, and read to its end", scgi, 0, test_scgi_large);
  ADD ("scgi: the socket replaces no file and has its mode", scgi, 0, test_scgi_socket);
  ADD ("scgi: no descriptor is left behind", scgi, 0, test_scgi_descriptors);
  ADD ("scgi: stopping waits for the request that runs", scgi, 0, test_scgi_stop);
  ADD ("soup: bad requests harm nobody else", soup, 0, test_soup_bad);
  ADD ("soup: a body has the same limit with and without a length", soup, 0, test_soup_large);
  ADD ("soup: slow clients are hung up on", soup, YYQ_TEST_NGINX_IMPATIENT, test_soup_slow);
  ADD ("soup: no descriptor is left behind", soup, 0, test_soup_descriptors);
  ADD ("soup: stopping waits for the request that runs", soup, 0, test_soup_stop);
  ADD ("soup: listens on nothing but loopback", soup, 0, test_soup_loopback);
  ADD ("nginx: ambiguous requests are refused", nginx, 0, test_nginx_hygiene);
  ADD ("nginx: too large a body is refused before it is sent", nginx, 0, test_nginx_large);
  ADD ("nginx: slow clients are hung up on", nginx, YYQ_TEST_NGINX_IMPATIENT, test_nginx_slow);
  ADD ("nginx: log-ins have a rate", nginx, YYQ_TEST_NGINX_SHIPPED_RATE, test_nginx_log_ins);
  ADD ("nginx: the log has no queries", nginx, 0, test_nginx_log);
  ADD ("nginx: a platform that is down is told", nginx, 0, test_nginx_down);
  return g_test_run ();
}
