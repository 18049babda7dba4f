/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-demo-authority.h"
#include "yyq-file-tree.h"
#include "yyq-http-timestamper.h"
#include "yyq-key-file.h"
#include "yyq-test-wait.h"
#include "yyq-tsp.h"

/* yuyunqian-platform --demo as a process; without contracts, which have tests of their own. */

#define LONGEST_S 120 /* to start it, with sanitizers on a busy machine */

typedef struct {
  GPid pid;
  JsonNode *ready;
} Process;

static char *
find_platform (void)
{
  return g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "src", "platform", "main",
                           "yuyunqian-platform", NULL);
}

/* One line, or as much as there is when the other side closes. */
static char *
read_line (int fd)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char c;

  alarm (LONGEST_S);
  while (read (fd, &c, 1) == 1 && c != '\n')
    g_string_append_c (line, c);
  alarm (0);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static JsonObject *
ready_of (Process *process)
{
  return json_node_get_object (process->ready);
}

static void
start (Process *process)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *platform = find_platform ();
  const char *argv[] = { platform, "--demo", "--demo-empty", NULL };
  g_autofree char *line = NULL;
  int out = -1;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &process->pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  line = read_line (out);
  close (out);
  process->ready = json_from_string (line, &error);
  g_assert_no_error (error);
}

static char *
directory_of (Process *process)
{
  return g_path_get_dirname (json_object_get_string_member (ready_of (process), "ca"));
}

static void
end (Process *process)
{
  int status = -1;

  kill (process->pid, SIGTERM);
  g_assert_cmpint (waitpid (process->pid, &status, 0), ==, process->pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  json_node_unref (process->ready);
}

static GBytes *
fetch (const char *base, const char *path, guint *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  GBytes *body = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  return body;
}

static JsonNode *
fetch_server (const char *url)
{
  g_autoptr (GError) error = NULL;
  guint status = 0;
  g_autoptr (GBytes) body = fetch (url, "/api/v1/server", &status);
  g_autofree char *json = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 200);
  return node;
}

static void
check_accounts (const char *url)
{
  g_autoptr (JsonNode) server = fetch_server (url);
  JsonObject *object = json_node_get_object (server);

  g_assert_true (json_object_get_boolean_member (object, "demo"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "demo_accounts")),
                    ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "demo_ukey_pin"), !=, "");
}

static void
check_authorities (const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) server = fetch_server (url);
  const char *tsa = json_object_get_string_member (json_node_get_object (server), "tsa_url");
  g_autoptr (YyqTimestamper) timestamper = yyq_http_timestamper_new (tsa, 0, NULL);
  g_autoptr (GBytes) digest = g_bytes_new ("12345678123456781234567812345678", 32);
  g_autoptr (GBytes) token = yyq_tsp_stamp (digest, timestamper, NULL, &error);
  guint status = 0;
  g_autoptr (GBytes) root = fetch (url, "/api/v1/ca", &status);
  g_autoptr (GBytes) crl = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (token);
  g_assert_cmpuint (status, ==, 200);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (root, NULL), "-----BEGIN CERTIFICATE-----"));
  crl = fetch (url, "/api/v1/ca/crl", &status);
  g_assert_cmpuint (status, ==, 200);
}

static void
test_ready (void)
{
  Process process = { 0 };
  g_autofree char *directory = NULL;
  const char *url;

  start (&process);
  url = json_object_get_string_member (ready_of (&process), "url");
  directory = directory_of (&process);
  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  g_assert_true (g_file_test (json_object_get_string_member (ready_of (&process), "module"),
                              G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (json_object_get_string_member (ready_of (&process), "softhsm2_conf"),
                              G_FILE_TEST_EXISTS));
  check_accounts (url);
  check_authorities (url);
  end (&process);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
}

/* In the child: starts the demo, passes its line on, and waits to be killed. */
static void
be_parent (int fd)
{
  g_autofree char *platform = find_platform ();
  pid_t pid = fork ();

  if (pid == 0) {
    dup2 (fd, STDOUT_FILENO);
    execl (platform, platform, "--demo", "--demo-empty", NULL);
    _exit (127);
  }
  close (fd);
  for (;;)
    pause ();
}

/* A pipe that the demo holds open: its end is seen when nobody holds it any more. */
static void
test_parent (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *directory = NULL;
  Process process = { 0 };
  int fds[2];
  pid_t parent;

  g_assert_cmpint (pipe (fds), ==, 0);
  parent = fork ();
  if (parent == 0)
    be_parent (fds[1]);
  close (fds[1]);
  line = read_line (fds[0]);
  process.ready = json_from_string (line, &error);
  g_assert_no_error (error);
  directory = directory_of (&process);
  g_assert_true (g_file_test (directory, G_FILE_TEST_IS_DIR));
  kill (parent, SIGKILL);
  waitpid (parent, NULL, 0);
  rest = read_line (fds[0]);
  close (fds[0]);
  g_assert_cmpstr (rest, ==, "");
  /* Its descriptors are closed a moment before or after. */
  yyq_test_wait_aside_while (g_file_test (directory, G_FILE_TEST_EXISTS));
  json_node_unref (process.ready);
}

static void
test_directory (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *platform = find_platform ();
  g_autofree char *directory = g_dir_make_tmp ("yyq-demo-run-XXXXXX", &error);
  g_autofree char *mine = g_build_filename (directory, "mine.txt", NULL);
  const char *argv[] = { platform, "--demo", "--demo-dir", directory, NULL };
  g_autofree char *message = NULL;
  int status = 0;

  g_file_set_contents (mine, "keep me", -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &message,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_nonnull (strstr (message, "new or empty directory"));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  yyq_file_tree_remove (directory);
}

static char *
write_configuration (const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqDemoAuthority) authority =
    yyq_demo_authority_new (g_get_real_time () / 1000, &error);
  g_autofree char *pem = yyq_demo_authority_get_root_pem (authority);
  g_autofree char *root = g_build_filename (directory, "root.pem", NULL);
  char *path = g_build_filename (directory, "platform.conf", NULL);
  g_autofree char *key = g_build_filename (directory, "master.key", NULL);
  g_autofree char *text = g_strdup_printf (
    "[platform]\ndata-dir=%s/data\nkey-file=%s\norigin=https://sign.example.com\n"
    "listen=127.0.0.1:0\nscgi-socket=%s/scgi\nadmin-socket=%s/admin\n"
    "[signer-root a]\ncertificates=%s\nrevocation=none\n[tsa-root b]\ncertificates=%s\n",
    directory, key, directory, directory, root, root);

  g_file_set_contents (root, pem, -1, &error);
  g_assert_no_error (error);
  yyq_key_file_add (key, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* A request over the socket of SCGI, because the port is not told there. */
static char *
ask_scgi (const char *directory, const char *method, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_build_filename (directory, "scgi", NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (name);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) header = g_string_new (NULL);
  g_autofree char *start = NULL;
  char reply[512] = "";
  gsize n = 0;

  yyq_test_wait_aside_while ((connection = g_socket_client_connect (
                                client, G_SOCKET_CONNECTABLE (address), NULL, NULL)) == NULL);
  for (guint i = 0; i < 8; i++) {
    const char *const parts[] = { "CONTENT_LENGTH", "0",    "SCGI",        "1",
                                  "REQUEST_METHOD", method, "REQUEST_URI", path };

    g_string_append_len (header, parts[i], (gssize) strlen (parts[i]) + 1);
  }
  start = g_strdup_printf ("%zu:", header->len);
  g_string_prepend (header, start);
  g_string_append_c (header, ',');
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), header->str,
                             header->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), reply,
                           sizeof reply - 1, &n, NULL, &error);
  return g_strdup (reply);
}

static void
test_production (void)
{
  static const char *const requests[][2] = {
    { "POST", "/api/v1/tsa" },
    { "GET", "/api/v1/ca" },
    { "GET", "/api/v1/ca/crl" },
    { "POST", "/api/v1/ca/certificates" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("yyq-demo-run-XXXXXX", &error);
  g_autofree char *configuration = write_configuration (directory);
  g_autofree char *platform = find_platform ();
  const char *argv[] = { platform, "--config", configuration, NULL };
  g_autofree char *health = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  health = ask_scgi (directory, "GET", "/healthz");
  g_assert_nonnull (strstr (health, "200"));
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++) {
    g_autofree char *reply = ask_scgi (directory, requests[i][0], requests[i][1]);

    g_test_message ("%s", requests[i][1]);
    g_assert_nonnull (strstr (reply, "Status: 404"));
  }
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  yyq_file_tree_remove (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func (
    "/demo/run/says where it is, its authorities answer, and SIGTERM leaves nothing behind",
    test_ready);
  g_test_add_func ("/demo/run/dies with its parent and leaves nothing behind", test_parent);
  g_test_add_func ("/demo/run/a directory with files in it is refused and stays as it is",
                   test_directory);
  g_test_add_func ("/demo/run/a platform with a configuration has no authorities", test_production);
  return g_test_run ();
}
