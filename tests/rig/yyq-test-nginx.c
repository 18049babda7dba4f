/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-nginx.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-test-identity.h"
#include "yyq-test-port.h"
#include "yyq-test-wait.h"

static void
write_file (const char *directory, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
make_certificate (const char *directory)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "openssl",
                         "req",
                         "-x509",
                         "-newkey",
                         "ec",
                         "-pkeyopt",
                         "ec_paramgen_curve:P-256",
                         "-nodes",
                         "-days",
                         "2",
                         "-subj",
                         "/CN=localhost",
                         "-addext",
                         "subjectAltName=IP:127.0.0.1,DNS:localhost",
                         "-keyout",
                         "key.pem",
                         "-out",
                         "cert.pem",
                         NULL };
  int status = -1;

  g_spawn_sync (directory, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* The same for all servers of a test. */
static void
write_certificate (const char *directory)
{
  static char *certificate, *key;

  if (certificate == NULL) {
    make_certificate (directory);
    certificate = read_file (directory, "cert.pem");
    key = read_file (directory, "key.pem");
    return;
  }
  write_file (directory, "cert.pem", certificate);
  write_file (directory, "key.pem", key);
}

static void
replace (GString *text, const char *find, const char *with)
{
  /* The shipped file and this list change together. */
  g_assert_cmpuint (g_string_replace (text, find, with, 0), >, 0);
}

static void
write_site (YyqTestNginx *self, const char *socket_path, YyqTestNginxFlags flags)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "data", "server", "nginx-yuyunqian.conf", NULL);
  g_autofree char *listen = g_strdup_printf ("listen 127.0.0.1:%u ssl http2;", self->port);
  g_autofree char *pass = g_strdup_printf ("unix:%s;", socket_path);
  g_autofree char *certificate = g_build_filename (self->directory, "cert.pem", NULL);
  g_autofree char *key = g_build_filename (self->directory, "key.pem", NULL);
  g_autofree char *shipped = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = NULL;

  g_file_get_contents (path, &shipped, NULL, &error);
  g_assert_no_error (error);
  text = g_string_new (shipped);
  replace (text, "listen 443 ssl http2;", listen);
  replace (text, "server_name contracts.example.com;", "server_name 127.0.0.1 localhost;");
  replace (text, "/etc/ssl/yuyunqian/fullchain.pem", certificate);
  replace (text, "/etc/ssl/yuyunqian/key.pem", key);
  replace (text, "unix:/run/yuyunqian/platform.sock;", pass);
  replace (text, "/var/log/nginx/yuyunqian.log", self->log);
  replace (text, "/var/log/nginx", self->directory);
  /* Else generous: it also bounds the handshake, and a machine that builds and tests is slow at
   * times. */
  replace (text, "client_header_timeout 10s;",
           flags & YYQ_TEST_NGINX_IMPATIENT ? "client_header_timeout 2s;"
                                            : "client_header_timeout 60s;");
  replace (text, "client_body_timeout 15s;",
           flags & YYQ_TEST_NGINX_IMPATIENT ? "client_body_timeout 2s;"
                                            : "client_body_timeout 60s;");
  if (!(flags & YYQ_TEST_NGINX_SHIPPED_RATE))
    replace (text, "rate=5r/s", "rate=1000r/s");
  replace (text, "rate=50r/s", "rate=100000r/s"); /* one address for all the clients of a test */
  write_file (self->directory, "site.conf", text->str);
}

static void
write_main (YyqTestNginx *self)
{
  g_autofree char *text = g_strdup_printf (
    "%sdaemon off;\npid nginx.pid;\nerror_log %s/error.log;\nworker_processes 1;\n"
    "worker_rlimit_nofile 20000;\nevents { worker_connections 10000; }\n"
    "http {\n  access_log off;\n  client_body_temp_path body;\n  proxy_temp_path proxy;\n  "
    "fastcgi_temp_path fastcgi;\n"
    "  uwsgi_temp_path uwsgi;\n  scgi_temp_path scgi;\n  include %s/site.conf;\n}\n",
    geteuid () == 0 ? "user root;\n" : "", self->directory, self->directory);

  write_file (self->directory, "nginx.conf", text);
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static gboolean
answers (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

void
yyq_test_nginx_come_up (YyqTestNginx *self)
{
  g_autofree char *found = g_find_program_in_path ("nginx");
  g_autofree char *log = g_build_filename (self->directory, "error.log", NULL);
  const char *argv[] = { found != NULL ? found : "/usr/sbin/nginx",
                         "-p",
                         self->directory,
                         "-c",
                         "nginx.conf",
                         "-e",
                         log,
                         NULL };
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, die_with_parent, NULL,
                 &self->pid, &error);
  g_assert_no_error (error);
  yyq_test_wait_aside_while (!answers (self->port) && waitpid (self->pid, NULL, WNOHANG) == 0);
  if (answers (self->port))
    return;
  g_file_get_contents (log, &words, NULL, NULL);
  g_error ("nginx does not start: %s", words);
}

YyqTestNginx *
yyq_test_nginx_new (const char *socket_path, YyqTestNginxFlags flags)
{
  YyqTestNginx *self = g_new0 (YyqTestNginx, 1);
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("yyq-nginx-XXXXXX", &error);
  g_assert_no_error (error);
  self->log = g_build_filename (self->directory, "access.log", NULL);
  self->reserved = yyq_test_port_reserve (&self->port);
  self->base_url = g_strdup_printf ("https://127.0.0.1:%u", self->port);
  self->certificate = g_build_filename (self->directory, "cert.pem", NULL);
  write_certificate (self->directory);
  write_site (self, socket_path, flags);
  write_main (self);
  yyq_test_nginx_come_up (self);
  return self;
}

void
yyq_test_nginx_go_down (YyqTestNginx *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGTERM);
  waitpid (self->pid, NULL, 0);
  self->pid = 0;
}

void
yyq_test_nginx_free (YyqTestNginx *self)
{
  yyq_test_nginx_go_down (self);
  g_object_unref (self->reserved);
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  g_free (self->certificate);
  g_free (self->log);
  g_free (self->base_url);
  g_free (self);
}
