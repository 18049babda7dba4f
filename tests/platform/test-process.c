/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "yyq-key-file.h"
#include "yyq-test-identity.h"
#include "yyq-test-raw.h"
#include "yyq-test-wait.h"

/* yuyunqian-platform as a process: how it ends, what it writes, which settings it refuses. */

typedef struct {
  char *directory;
  char *config;
  char *socket;
  char *key_file; /* (nullable) */
  GSubprocess *process;
} Fixture;

static void
write_config (Fixture *fixture, const char *more)
{
  g_autofree char *text = g_strdup_printf (
    "[platform]\ndata-dir=%s/data\norigin=https://127.0.0.1\nscgi-socket=%s\n%s%s\n%s",
    fixture->directory, fixture->socket, fixture->key_file != NULL ? "key-file=" : "",
    fixture->key_file != NULL ? fixture->key_file : "", more);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->config, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestIdentity) root =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "root", NULL, -1, 1 });
  g_autofree char *pem = NULL;
  g_autofree char *trust = NULL;

  fixture->directory = g_dir_make_tmp ("yyq-process-XXXXXX", NULL);
  fixture->config = g_build_filename (fixture->directory, "platform.conf", NULL);
  fixture->socket = g_build_filename (fixture->directory, "platform.sock", NULL);
  fixture->key_file = g_build_filename (fixture->directory, "master.key", NULL);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 1);
  pem = g_build_filename (fixture->directory, "root.pem", NULL);
  yyq_test_identity_write_pem (root, pem);
  trust = g_strdup_printf (
    "[signer-root a]\ncertificates=%s\nrevocation=none\n[tsa-root b]\ncertificates=%s\n", pem, pem);
  write_config (fixture, trust);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->process);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->config);
  g_free (fixture->socket);
  g_free (fixture->key_file);
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
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  fixture->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("YYQ_PLATFORM"),
                                                  "--config", fixture->config, NULL);
  g_assert_no_error (error);
}

static void
start_and_wait (Fixture *fixture)
{
  start (fixture);
  yyq_test_wait_aside_while (!yyq_test_raw_listens (fixture->socket));
}

/* (transfer full): what it wrote until its end. */
static char *
wait_for_end (Fixture *fixture, int wanted)
{
  g_autoptr (GError) error = NULL;
  char *log = NULL;

  g_subprocess_communicate_utf8 (fixture->process, NULL, NULL, NULL, &log, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (fixture->process));
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->process), ==, wanted);
  return log;
}

/* The head says how long the body is; the body may come later. */
static GSocketConnection *
send_head (Fixture *fixture, const char *target, const char *body)
{
  GSocketConnection *connection = yyq_test_raw_connect_unix (fixture->socket);
  g_autofree char *pairs =
    g_strdup_printf ("CONTENT_LENGTH%c%zu%cSCGI%c1%cREQUEST_METHOD%cPOST%cREQUEST_URI%c%s%c", 1,
                     strlen (body), 1, 1, 1, 1, 1, 1, target, 1);
  g_autofree char *head = g_strdup_printf ("%zu:%s,", strlen (pairs), pairs);
  gsize length = strlen (head);

  /* printf cannot write NUL. */
  for (gsize i = 0; i < length; i++)
    if (head[i] == '\001')
      head[i] = '\0';
  g_assert_true (yyq_test_raw_send (G_IO_STREAM (connection), head, length));
  return connection;
}

#define LOG_IN "{\"phone\":\"13812345678\",\"password\":\"Geheim-9876\",\"device\":\"张三的电脑\"}"

static void
test_sigterm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *log = NULL;

  start_and_wait (fixture);
  connection = send_head (fixture, "/api/v1/auth/login-password", LOG_IN);
  /* Accepted before the signal, because this one came after it and is answered. */
  {
    g_autoptr (GSocketConnection) second = send_head (fixture, "/api/v1/auth/refresh", "{}");

    g_free (yyq_test_raw_exchange (G_IO_STREAM (second), "{}"));
  }
  g_subprocess_send_signal (fixture->process, SIGTERM);
  reply = yyq_test_raw_exchange (G_IO_STREAM (connection), LOG_IN);
  g_assert_true (g_str_has_prefix (reply, "Status: 401"));
  log = wait_for_end (fixture, 0);
  g_assert_nonnull (strstr (log, "stopped"));
  g_assert_false (g_file_test (fixture->socket, G_FILE_TEST_EXISTS));
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  static const char *const private[] = { "13812345678",  "Geheim",         "张三",
                                         "secret-token", "named-contract", "q=" };
  g_autoptr (GSocketConnection) log_in = NULL;
  g_autoptr (GSocketConnection) session = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *other = NULL;
  g_autofree char *log = NULL;
  g_autofree char *id = NULL;

  start_and_wait (fixture);
  log_in = send_head (fixture, "/api/v1/auth/login-password", LOG_IN);
  reply = yyq_test_raw_exchange (G_IO_STREAM (log_in), LOG_IN);
  session = send_head (fixture, "/api/v1/contracts/named-contract/sign-sessions?q=13812345678",
                       "{\"refresh_token\":\"secret-token\"}");
  other = yyq_test_raw_exchange (G_IO_STREAM (session), "{\"refresh_token\":\"secret-token\"}");
  g_assert_true (g_str_has_prefix (other, "Status: 401"));
  g_subprocess_send_signal (fixture->process, SIGTERM);
  log = wait_for_end (fixture, 0);
  id = g_strndup (strstr (reply, "X-Request-Id: ") + strlen ("X-Request-Id: "), 36);
  g_assert_nonnull (strstr (log, id));
  g_assert_nonnull (strstr (log, "POST /api/v1/contracts/{id}/sign-sessions 401"));
  for (guint i = 0; i < G_N_ELEMENTS (private); i++)
    g_assert_null (strstr (log, private[i]));
}

static void
assert_refused (Fixture *fixture, const char *more, const char *named)
{
  g_autofree char *log = NULL;

  write_config (fixture, more);
  start (fixture);
  log = wait_for_end (fixture, 1);
  g_test_message ("%s", log);
  g_assert_nonnull (strstr (log, named));
  g_clear_object (&fixture->process);
}

/* A group of a signer root that is right but for @more, or for @certificates. */
static void
assert_root_refused (Fixture *fixture, const char *certificates, const char *more,
                     const char *named)
{
  g_autofree char *group = g_strdup_printf ("[signer-root a]\ncertificates=%s/%s\n%s",
                                            fixture->directory, certificates, more);

  assert_refused (fixture, group, "[signer-root a]");
  assert_refused (fixture, group, named);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nonsense = g_build_filename (fixture->directory, "nonsense.pem", NULL);

  g_assert_true (g_file_set_contents (nonsense, "nonsense", -1, NULL));
  assert_refused (fixture, "listen=0.0.0.0:80\n", "listen");
  assert_refused (fixture, "", "[signer-root NAME]");
  assert_refused (fixture, "[trust]\nsigner-roots=root.pem\n",
                  "signer-roots: each root has a group now");
  assert_refused (fixture, "[trust]\nrevocation-lists=/nonexistent/lists\n",
                  "revocation-lists: /nonexistent/lists");
  assert_refused (fixture, "[trust]\nrevocation-list=/\n",
                  "[trust] revocation-list: there is no such setting");
  assert_root_refused (fixture, "missing.pem", "", "missing.pem");
  assert_root_refused (fixture, "nonsense.pem", "", "nonsense.pem: not a certificate");
  assert_root_refused (fixture, "root.pem", "extended-key-usages=1.2\n",
                       "extended-key-usages: there is no such setting");
  assert_root_refused (fixture, "root.pem", "extended-key-usage=codeSigning\n",
                       "extended-key-usage: \"codeSigning\"");
  assert_root_refused (fixture, "root.pem", "policies=1.2..3\n", "policies: \"1.2..3\"");
  assert_root_refused (fixture, "root.pem", "key-usage=signing\n", "key-usage: \"signing\"");
  assert_root_refused (fixture, "root.pem", "minimum-rsa=1024\n", "minimum-rsa: \"1024\"");
  assert_root_refused (fixture, "root.pem", "grace-hours=-1\n", "grace-hours: \"-1\"");
  assert_root_refused (fixture, "root.pem", "revocation=no\n", "revocation: \"no\"");
}

/* One who may issue certificates of signers says nothing of time stamps, and the other way round.
 */
static void
test_two_lists (Fixture *fixture, gconstpointer data)
{
  g_autofree char *signers = g_strdup_printf (
    "[signer-root a]\ncertificates=%s/root.pem\nrevocation=none\n", fixture->directory);
  g_autofree char *stamps =
    g_strdup_printf ("[tsa-root a]\ncertificates=%s/root.pem\n", fixture->directory);

  assert_refused (fixture, signers, "[tsa-root NAME]: no time stamp could ever count");
  assert_refused (fixture, stamps, "[signer-root NAME]: no certificate could ever count");
}

static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *list = g_build_filename (fixture->directory, "nonsense.crl", NULL);
  g_autofree char *text =
    g_strdup_printf ("[trust]\nrevocation-lists=%s\n[signer-root main]\ncertificates=%s/root.pem\n"
                     "[tsa-root b]\ncertificates=%s/root.pem\n",
                     fixture->directory, fixture->directory, fixture->directory);

  g_assert_true (g_file_set_contents (list, "nonsense", -1, NULL));
  assert_refused (
    fixture, text,
    "main: revocation is required, and revocation-lists has no list of this authority");
  assert_refused (fixture, text, "nonsense.crl: not a revocation list");
}

static void
set_key_file (Fixture *fixture, char *path)
{
  g_free (fixture->key_file);
  fixture->key_file = path;
}

static void
test_key_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trust =
    g_strdup_printf ("[signer-root a]\ncertificates=%s/root.pem\nrevocation=none\n[tsa-root "
                     "b]\ncertificates=%s/root.pem\n",
                     fixture->directory, fixture->directory);
  g_autofree char *inside = g_build_filename (fixture->directory, "data", "master.key", NULL);
  g_autofree char *link = g_build_filename (fixture->directory, "link.key", NULL);
  g_autofree char *data_dir = g_path_get_dirname (inside);

  g_assert_cmpint (g_chmod (fixture->key_file, 0640), ==, 0);
  assert_refused (fixture, trust, "can be read by others");
  g_assert_cmpint (g_mkdir_with_parents (data_dir, 0700), ==, 0);
  g_assert_cmpint (yyq_key_file_add (inside, NULL), ==, 1);
  set_key_file (fixture, g_strdup (inside));
  assert_refused (fixture, trust, "lies in data-dir");
  g_assert_cmpint (symlink (inside, link), ==, 0);
  set_key_file (fixture, g_strdup (link));
  assert_refused (fixture, trust, "lies in data-dir");
  set_key_file (fixture, g_strdup ("/nonexistent/master.key"));
  assert_refused (fixture, trust, "yyqctl admin new-key");
  set_key_file (fixture, NULL);
  assert_refused (fixture, trust, "key-file is not set");
}

#define ADD(name, test) g_test_add ("/process/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("SIGTERM lets the request that runs be answered", test_sigterm);
  ADD ("the log has request ids and no personal data", test_log);
  ADD ("a wrong setting is named", test_settings);
  ADD ("roots of signers and of time stamps are both wanted", test_two_lists);
  ADD ("without any list of a root that needs one it does not start, and says which", test_no_list);
  ADD ("a master key that others may read, or that lies with the data, is refused", test_key_file);
  return g_test_run ();
}
