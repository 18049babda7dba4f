/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-own-platform.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <openssl/rsa.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-clock.h"
#include "yyq-demo-authority.h"
#include "yyq-demo-timestamper.h"
#include "yyq-key-file.h"
#include "yyq-test-nginx.h"
#include "yyq-test-soup.h"
#include "yyq-test-storage.h"
#include "yyq-test-wait.h"

#define YEAR_MS (365LL * 24 * 3600 * 1000)

struct _YyqOwnPlatform {
  char *directory;
  char *socket;
  char *admin_socket;
  char *configuration;
  char *signer_root;
  char *storage; /* (nullable): in the data directory */
  YyqTestNginx *nginx;
  YyqDemoAuthority *authority;
  YyqDemoTimestamper *timestamper;
  GSubprocess *process;

  GThread *thread; /* of the time-stamp authority */
  GMainContext *context;
  GMainLoop *loop;
  GMutex lock;
  GCond changed;
  char *tsa_url; /* with @lock held until it is set */
};

static void
stamp (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
       gpointer data)
{
  YyqOwnPlatform *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) request = soup_message_body_flatten (body);
  g_autoptr (GBytes) reply =
    yyq_timestamper_query (YYQ_TIMESTAMPER (self->timestamper), request, NULL, NULL);

  soup_server_message_set_status (message, reply != NULL ? 200 : 500, NULL);
  if (reply != NULL)
    soup_server_message_set_response (message, "application/timestamp-reply", SOUP_MEMORY_COPY,
                                      g_bytes_get_data (reply, NULL), g_bytes_get_size (reply));
}

static gpointer
serve_stamps (gpointer data)
{
  YyqOwnPlatform *self = data;
  g_autoptr (SoupServer) server = NULL;
  g_autofree char *url = NULL;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, "/tsa", stamp, self, NULL);
  url = yyq_test_soup_listen (server);
  g_mutex_lock (&self->lock);
  self->tsa_url = g_strconcat (url, "/tsa", NULL);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
start_stamps (YyqOwnPlatform *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("tsa", serve_stamps, self);
  g_mutex_lock (&self->lock);
  while (self->tsa_url == NULL)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static void
write_configuration (YyqOwnPlatform *self)
{
  g_autofree char *root = yyq_demo_authority_get_root_pem (self->authority);
  g_autofree char *crl = g_build_filename (self->directory, "signers.crl", NULL);
  g_autofree char *data = g_build_filename (self->directory, "data", NULL);
  g_autofree char *key = g_build_filename (self->directory, "master.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) list = yyq_demo_authority_make_crl (self->authority, &error);
  g_autofree char *storage =
    self->storage != NULL ? g_strdup_printf ("storage=%s\n", self->storage) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
    "[platform]\n%sdata-dir=%s\nkey-file=%s\norigin=%s\nscgi-socket=%s\nadmin-socket=%s\n\n"
    "[trust]\nrevocation-lists=%s\ntsa-url=%s\n"
    "[signer-root demo]\ncertificates=%s\n[tsa-root demo]\ncertificates=%s\n",
    storage, data, key, self->nginx->base_url, self->socket, self->admin_socket, crl, self->tsa_url,
    self->signer_root, self->signer_root);

  g_assert_no_error (error);
  g_assert_cmpint (yyq_key_file_add (key, NULL), ==, 1);
  g_assert_true (g_file_set_contents (self->signer_root, root, -1, NULL));
  g_assert_true (g_file_set_contents (crl, g_bytes_get_data (list, NULL),
                                      (gssize) g_bytes_get_size (list), NULL));
  g_assert_true (g_file_set_contents (self->configuration, text, -1, NULL));
}

static void
die_with_test (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* (transfer full) */
static char *
log_path (YyqOwnPlatform *self)
{
  return g_build_filename (self->directory, "platform.log", NULL);
}

char *
yyq_own_platform_read_log (YyqOwnPlatform *self)
{
  g_autofree char *path = log_path (self);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
start_platform (YyqOwnPlatform *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *program = g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "src", "platform",
                                               "main", "yuyunqian-platform", NULL);
  g_autofree char *log = log_path (self);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  self->process =
    g_subprocess_launcher_spawn (launcher, &error, program, "--config", self->configuration, NULL);
  g_assert_no_error (error);
  yyq_test_wait_aside_while (!g_file_test (self->admin_socket, G_FILE_TEST_EXISTS));
}

static void
stop_platform (YyqOwnPlatform *self)
{
  g_autofree char *log = NULL;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  log = yyq_own_platform_read_log (self);
  g_printerr ("%s", log);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_clear_object (&self->process);
}

void
yyq_own_platform_go_down (YyqOwnPlatform *self)
{
  yyq_test_nginx_go_down (self->nginx);
  stop_platform (self);
}

void
yyq_own_platform_come_up (YyqOwnPlatform *self)
{
  start_platform (self);
  yyq_test_nginx_come_up (self->nginx);
}

YyqOwnPlatform *
yyq_own_platform_new (void)
{
  YyqOwnPlatform *self = g_new0 (YyqOwnPlatform, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->directory = g_dir_make_tmp ("yyq-own-XXXXXX", &error);
  g_assert_no_error (error);
  self->socket = g_build_filename (self->directory, "platform.sock", NULL);
  self->admin_socket = g_build_filename (self->directory, "admin.sock", NULL);
  self->configuration = g_build_filename (self->directory, "platform.conf", NULL);
  self->signer_root = g_build_filename (self->directory, "signers.pem", NULL);
  self->storage = yyq_test_storage_make_address (FALSE);
  self->nginx = yyq_test_nginx_new (self->socket, TRUE);
  self->authority = yyq_demo_authority_new (yyq_clock_now () - YEAR_MS, &error);
  g_assert_no_error (error);
  self->timestamper = yyq_demo_timestamper_new (self->authority, &error);
  g_assert_no_error (error);
  start_stamps (self);
  write_configuration (self);
  start_platform (self);
  return self;
}

void
yyq_own_platform_free (YyqOwnPlatform *self)
{
  if (self->process != NULL)
    stop_platform (self);
  g_clear_pointer (&self->storage, yyq_test_storage_drop);
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  yyq_test_nginx_free (self->nginx);
  yyq_test_remove_tree (self->directory);
  g_object_unref (self->timestamper);
  g_object_unref (self->authority);
  g_free (self->directory);
  g_free (self->socket);
  g_free (self->admin_socket);
  g_free (self->configuration);
  g_free (self->signer_root);
  g_free (self->tsa_url);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
yyq_own_platform_get_url (YyqOwnPlatform *self)
{
  return self->nginx->base_url;
}

const char *
yyq_own_platform_get_tls_root (YyqOwnPlatform *self)
{
  return self->nginx->certificate;
}

const char *
yyq_own_platform_get_signer_root (YyqOwnPlatform *self)
{
  return self->signer_root;
}

YyqTestIdentity *
yyq_own_platform_issue (YyqOwnPlatform *self, const char *name, const char *uscc)
{
  YyqTestIdentity *identity = g_new0 (YyqTestIdentity, 1);
  g_autoptr (GError) error = NULL;

  identity->key = EVP_RSA_gen (2048);
  identity->x509 = yyq_demo_authority_issue (
    self->authority, uscc != NULL ? YYQ_DEMO_CERTIFICATE_COMPANY : YYQ_DEMO_CERTIFICATE_WORKER,
    name, uscc, identity->key, &error);
  g_assert_no_error (error);
  return identity;
}

char *
yyq_own_platform_administer (YyqOwnPlatform *self, const char *input, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (char *) g_getenv ("YYQ_CTL"));
  g_ptr_array_add (argv, (char *) "admin");
  va_start (arguments, input);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (char *) argument);
  va_end (arguments);
  g_ptr_array_add (argv, (char *) "--socket");
  g_ptr_array_add (argv, self->admin_socket);
  g_ptr_array_add (argv, NULL);
  process =
    g_subprocess_newv ((const char *const *) argv->pdata,
                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  reply = json_from_string (output, &error);
  g_assert_no_error (error);
  return g_strdup (json_object_get_string_member (json_node_get_object (reply), "id"));
}
