/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "yyq-key-file.h"
#include "yyq-test-identity.h"
#include "yyq-test-nginx.h"
#include "yyq-test-raw.h"
#include "yyq-test-wait.h"

/*
 * What one stranger can send, to the process that is shipped, over its own socket and through
 * nginx: each costs it less than 0.2 s and 32 MB, and a writer passes meanwhile. Time is that of
 * the process, not of the clock on the wall.
 */

#define MOST_CPU_MS 200
#define MOST_KB (32 * 1024)
#define MB (1024 * 1024)
#define N_SLOW 64

typedef struct {
  char *directory;
  char *socket;
  GSubprocess *process;
  GPid pid;
  YyqTestNginx *nginx; /* (nullable): then it stands before the process */
} Fixture;

static void
write_config (Fixture *fixture, const char *config)
{
  g_autoptr (YyqTestIdentity) root =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "root", NULL, -1, 1 });
  g_autofree char *pem = g_build_filename (fixture->directory, "root.pem", NULL);
  g_autofree char *key = g_build_filename (fixture->directory, "master.key", NULL);
  g_autofree char *text = g_strdup_printf (
    "[platform]\ndata-dir=%s/data\norigin=https://127.0.0.1\nscgi-socket=%s\nkey-file=%s\n"
    "[signer-root a]\ncertificates=%s\nrevocation=none\n[tsa-root b]\ncertificates=%s\n",
    fixture->directory, fixture->socket, key, pem, pem);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (yyq_key_file_add (key, NULL), ==, 1);
  yyq_test_identity_write_pem (root, pem);
  g_file_set_contents (config, text, -1, &error);
  g_assert_no_error (error);
}

static void
die_with_test (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *config = g_build_filename (fixture->directory, "platform.conf", NULL);
  g_autoptr (GError) error = NULL;

  write_config (fixture, config);
  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  fixture->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("YYQ_PLATFORM"),
                                                  "--config", config, NULL);
  g_assert_no_error (error);
  fixture->pid = (GPid) g_ascii_strtoll (g_subprocess_get_identifier (fixture->process), NULL, 10);
  yyq_test_wait_aside_while (!yyq_test_raw_listens (fixture->socket));
}

static void
set_up (Fixture *fixture, gconstpointer with_nginx)
{
  fixture->directory = g_dir_make_tmp ("yyq-hostile-XXXXXX", NULL);
  fixture->socket = g_build_filename (fixture->directory, "platform.sock", NULL);
  start (fixture);
  if (with_nginx != NULL)
    fixture->nginx = yyq_test_nginx_new (fixture->socket, YYQ_TEST_NGINX_DEFAULT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->nginx, yyq_test_nginx_free);
  g_subprocess_force_exit (fixture->process);
  g_subprocess_wait (fixture->process, NULL, NULL);
  g_object_unref (fixture->process);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->socket);
}

static char *
read_proc (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int) fixture->pid, name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* utime and stime, which follow the name in brackets as the 12th and 13th. */
static gint64
cpu_ms (Fixture *fixture)
{
  g_autofree char *text = read_proc (fixture, "stat");
  g_auto (GStrv) fields = g_strsplit (strrchr (text, ')') + 2, " ", -1);
  gint64 ticks = g_ascii_strtoll (fields[11], NULL, 10) + g_ascii_strtoll (fields[12], NULL, 10);

  return ticks * 1000 / sysconf (_SC_CLK_TCK);
}

static gint64
peak_kb (Fixture *fixture)
{
  g_autofree char *text = read_proc (fixture, "status");
  const char *line = strstr (text, "VmHWM:");

  g_assert_nonnull (line);
  return g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10);
}

static void
add_pair (GString *pairs, const char *name, const char *value)
{
  g_string_append_len (pairs, name, (gssize) strlen (name) + 1);
  g_string_append_len (pairs, value, (gssize) strlen (value) + 1);
}

static GString *
scgi_head (const char *target, gsize length)
{
  g_autoptr (GString) pairs = g_string_new (NULL);
  g_autofree char *size = g_strdup_printf ("%zu", length);
  GString *head = g_string_new (NULL);

  add_pair (pairs, "CONTENT_LENGTH", size);
  add_pair (pairs, "SCGI", "1");
  add_pair (pairs, "REQUEST_METHOD", "POST");
  add_pair (pairs, "REQUEST_URI", target);
  add_pair (pairs, "REMOTE_ADDR", "192.0.2.1");
  g_string_append_printf (head, "%zu:", pairs->len);
  g_string_append_len (head, pairs->str, (gssize) pairs->len);
  return g_string_append_c (head, ',');
}

/* (transfer full): a connection on which a request of @length bytes has begun. */
static GIOStream *
begin_post (Fixture *fixture, const char *target, gsize length)
{
  g_autoptr (GString) head = NULL;
  GIOStream *stream;

  if (fixture->nginx != NULL) {
    head = g_string_new (NULL);
    g_string_printf (
      head,
      "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n",
      target, length);
    stream = yyq_test_raw_connect (fixture->nginx->port, TRUE);
  } else {
    head = scgi_head (target, length);
    stream = G_IO_STREAM (yyq_test_raw_connect_unix (fixture->socket));
  }
  g_assert_true (yyq_test_raw_send (stream, head->str, head->len));
  return stream;
}

/* Until the end of the body; where that was refused, its end may find nobody. */
static char *
receive_answer (Fixture *fixture, GIOStream *stream)
{
  if (fixture->nginx == NULL)
    g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), FALSE, TRUE,
                       NULL);
  return yyq_test_raw_receive (stream);
}

#define CHALLENGE \
  "{\"cert_sha256\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"

/* A 503 would say that it waited in vain for the one before it. */
static void
assert_writer_passes (Fixture *fixture)
{
  g_autoptr (GIOStream) stream =
    begin_post (fixture, "/api/v1/auth/ukey/challenge", strlen (CHALLENGE));
  g_autofree char *reply = NULL;

  g_assert_true (yyq_test_raw_send (stream, CHALLENGE, strlen (CHALLENGE)));
  reply = receive_answer (fixture, stream);
  g_assert_nonnull (strstr (reply, " 200 "));
}

typedef struct {
  gint64 cpu_ms;
  gint64 peak_kb;
} Cost;

static Cost
cost_now (Fixture *fixture)
{
  return (Cost){ cpu_ms (fixture), peak_kb (fixture) };
}

static void
assert_cheap (Fixture *fixture, const Cost *before, const char *what)
{
  Cost after = cost_now (fixture);

  g_test_message ("%s: %" G_GINT64_FORMAT " ms, %" G_GINT64_FORMAT " kB", what,
                  after.cpu_ms - before->cpu_ms, after.peak_kb - before->peak_kb);
  g_assert_cmpint (after.cpu_ms - before->cpu_ms, <=, MOST_CPU_MS);
  g_assert_cmpint (after.peak_kb - before->peak_kb, <=, MOST_KB);
}

static void
attack (Fixture *fixture, const char *target, GString *body, const char *status)
{
  Cost before = cost_now (fixture);
  g_autoptr (GIOStream) stream = begin_post (fixture, target, body->len);
  g_autofree char *reply = NULL;

  g_assert_true (yyq_test_raw_send (stream, body->str, body->len));
  assert_writer_passes (fixture);
  reply = receive_answer (fixture, stream);
  g_assert_nonnull (strstr (reply, status));
  g_assert_nonnull (strstr (reply, "urn:yyq:problem:"));
  assert_cheap (fixture, &before, target);
  g_string_free (body, TRUE);
}

/* What is far below and far above the limits, and what is just below those of bytes. */
static const char *const targets[] = { "/api/v1/auth/refresh", "/api/v1/auth/login-password",
                                       "/api/v1/nothing" };

static GString *
colliding (gsize size)
{
  static const char *const same[] = { "ab", "bA", "c " }; /* one number to g_str_hash() */
  GString *text = g_string_new ("{\"a\":0");

  for (guint i = 0; text->len < size - 32; i++) {
    g_string_append (text, ",\"");
    for (guint digit = 0, rest = i; digit < 10; digit++, rest /= 3)
      g_string_append (text, same[rest % 3]);
    g_string_append (text, "\":0");
  }
  return g_string_append_c (text, '}');
}

static void
test_colliding (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (g_str_hash ("ab"), ==, g_str_hash ("bA"));
  g_assert_cmpuint (g_str_hash ("ab"), ==, g_str_hash ("c "));
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    attack (fixture, targets[i], colliding (1100000), " 413 ");
    attack (fixture, targets[i], colliding (64 * 1024), i < 2 ? " 422 " : " 404 ");
  }
}

static GString *
repeated (const char *text, gsize size)
{
  GString *all = g_string_sized_new (size);

  while (all->len < size)
    g_string_append (all, text);
  return g_string_truncate (all, size);
}

static void
test_zeros (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    attack (fixture, targets[i], repeated ("0", 12 * MB), " 413 ");
    attack (fixture, targets[i], repeated ("[0,0,0,0", 12 * MB), " 413 ");
    attack (fixture, targets[i], repeated ("0", 64 * 1024), i < 2 ? " 422 " : " 404 ");
  }
  /* The largest body that anybody is let bring in; who it is, is asked before it is looked at. */
  attack (fixture, "/api/v1/sign-sessions/x/complete", repeated ("0", 12 * MB), " 413 ");
  attack (fixture, "/api/v1/sign-sessions/x/complete", repeated ("0", MB), " 401 ");
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  attack (fixture, "/api/v1/auth/refresh", repeated ("[", 20000), " 422 ");
  attack (fixture, "/api/v1/auth/refresh", repeated ("{\"a\":", 20000), " 422 ");
  attack (fixture, "/api/v1/auth/login-password", repeated ("[", 20000), " 422 ");
}

static void
test_slow (Fixture *fixture, gconstpointer data)
{
  Cost before = cost_now (fixture);
  GIOStream *peers[N_SLOW];

  for (guint i = 0; i < N_SLOW; i++) {
    peers[i] = begin_post (fixture, targets[i % G_N_ELEMENTS (targets)], 1000);
    g_assert_true (yyq_test_raw_send (peers[i], "{", 1));
  }
  for (guint i = 0; i < 4; i++)
    assert_writer_passes (fixture);
  assert_cheap (fixture, &before, "slow bodies");
  for (guint i = 0; i < N_SLOW; i++)
    g_object_unref (peers[i]);
}

#define ADD(name, test)                                                                         \
  G_STMT_START                                                                                  \
  {                                                                                             \
    g_test_add ("/hostile/scgi/" name, Fixture, NULL, set_up, test, tear_down);                 \
    g_test_add ("/hostile/nginx/" name, Fixture, GINT_TO_POINTER (1), set_up, test, tear_down); \
  }                                                                                             \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("names that collide cost no time", test_colliding);
  ADD ("12 MB of zeros cost no memory", test_zeros);
  ADD ("20,000 nested arrays are refused at the 33rd", test_nested);
  ADD ("64 slow bodies keep nobody waiting", test_slow);
  return g_test_run ();
}
