/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "yyq-audit.h"
#include "yyq-blob-store.h"
#include "yyq-demo-run.h"
#include "yyq-field-key.h"
#include "yyq-http-timestamper.h"
#include "yyq-idempotency.h"
#include "yyq-job-runner.h"
#include "yyq-key-location.h"
#include "yyq-master-keys.h"
#include "yyq-memory.h"
#include "yyq-platform-config-file.h"
#include "yyq-platform-server.h"
#include "yyq-platform-services.h"
#include "yyq-process.h"
#include "yyq-scheduler.h"
#include "yyq-storage-open.h"

/* yuyunqian-platform: the service behind the client. docs/install.md tells how to run it. */

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* Personal data and keys are in this process: no core dumps, and files for the owner only. */
static void
harden (void)
{
  yyq_process_leave_no_core ();
  yyq_process_hide_memory ();
  umask (0077);
  signal (SIGPIPE, SIG_IGN);
}

/*
 * One line for each request and event, without personal data. GLib's own writer would drop what is
 * less than a message; under systemd the fields (YYQ_REQUEST_ID, ...) can be searched for.
 */
static gboolean
write_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  g_autofree char *text = g_log_writer_format_fields (level, fields, n_fields, FALSE);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return fputs (line, stderr) >= 0;
}

/* @journal: whether standard error is that of systemd, which does not change. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer journal)
{
  const char *domain = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
  if (level & G_LOG_LEVEL_DEBUG ||
      (level & G_LOG_LEVEL_INFO && g_strcmp0 (domain, G_LOG_DOMAIN) != 0))
    return G_LOG_WRITER_HANDLED;
  if (GPOINTER_TO_INT (journal))
    return g_log_writer_journald (level, fields, n_fields, NULL);
  return write_line (level, fields, n_fields) ? G_LOG_WRITER_HANDLED : G_LOG_WRITER_UNHANDLED;
}

/* What the first release left as it was. */
static gboolean
seal_old (YyqPlatform *platform, const char *data_dir, GError **error)
{
  g_autofree char *documents = g_build_filename (data_dir, "documents", NULL);

  return yyq_blob_store_seal_old (yyq_blob_store_of (platform), documents, error) &&
         yyq_idempotency_seal_old (platform, error);
}

static YyqPlatform *
make_platform (YyqPlatformConfigFile *file, YyqMasterKeys *keyring, GError **error)
{
  g_autofree char *old_key = g_build_filename (file->data_dir, "field.key", NULL);
  g_autoptr (YyqStorage) storage = yyq_storage_open (file->storage, file->data_dir, error);
  g_autoptr (YyqFieldCipher) cipher =
    storage != NULL ? yyq_field_key_load (storage, keyring, old_key, error) : NULL;
  YyqPlatform *platform = cipher != NULL ? yyq_platform_new (storage, cipher) : NULL;

  if (platform != NULL)
    yyq_platform_add_service (platform, keyring);
  return platform;
}

static YyqPlatform *
open_platform (YyqPlatformConfigFile *file, GError **error)
{
  g_autofree char *key_file = NULL;
  g_autoptr (YyqMasterKeys) keyring = NULL;
  g_autoptr (YyqPlatform) platform = NULL;

  if (g_mkdir_with_parents (file->data_dir, 0700) != 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", file->data_dir,
                 g_strerror (errno));
    return NULL;
  }
  key_file = yyq_key_location_find (file->key_file, file->data_dir, error);
  keyring = key_file != NULL ? yyq_master_keys_load (key_file, error) : NULL;
  platform = keyring != NULL ? make_platform (file, keyring, error) : NULL;
  if (platform == NULL)
    return NULL;
  yyq_platform_config_file_apply (file, platform);
  if (!yyq_audit_open_chains (platform, error) ||
      !yyq_platform_services_install (platform, error) ||
      !seal_old (platform, file->data_dir, error))
    return NULL;
  return g_steal_pointer (&platform);
}

/* Without an authority, too: what happens is anchored, and waits for one. */
static void
start_working (YyqPlatform *platform, const char *tsa_url)
{
  YyqScheduler *scheduler = yyq_scheduler_of (platform);
  g_autoptr (YyqTimestamper) timestamper = NULL;

  if (tsa_url == NULL)
    g_message (
      "tsa-url is not set: no contract can be completed, and evidence goes without a time stamp");
  else
    timestamper = yyq_http_timestamper_new (tsa_url, 0, NULL);
  yyq_platform_set_timestamper (platform, timestamper);
  yyq_scheduler_start (scheduler);
  yyq_job_runner_start (yyq_job_runner_of (platform));
}

static gboolean
listen_as_told (YyqPlatformServer *server, YyqPlatformConfigFile *file, GError **error)
{
  return (file->port < 0 || yyq_platform_server_listen (server, (guint16) file->port, error)) &&
         (file->scgi_socket == NULL ||
          yyq_platform_server_listen_scgi (server, file->scgi_socket, error)) &&
         (file->admin_socket == NULL ||
          yyq_platform_server_listen_admin (server, file->admin_socket, error));
}

static int
fail (const GError *error)
{
  g_printerr ("yuyunqian-platform: %s\n", error->message);
  return EXIT_FAILURE;
}

static int
run (const char *path, GMainLoop *loop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPlatformConfigFile) file = yyq_platform_config_file_load (path, &error);
  g_autoptr (YyqPlatform) platform = file != NULL ? open_platform (file, &error) : NULL;
  g_autoptr (YyqPlatformServer) server = NULL;

  if (platform == NULL)
    return fail (error);
  g_log_set_writer_func (write_log, GINT_TO_POINTER (g_log_writer_is_journald (STDERR_FILENO)),
                         NULL);
  start_working (platform, file->trust.tsa_url);
  server = yyq_platform_server_new (platform);
  if (!listen_as_told (server, file, &error))
    return fail (error);
  g_message ("ready");
  g_main_loop_run (loop);
  yyq_platform_server_stop (server);
  g_message ("stopped");
  return EXIT_SUCCESS;
}

typedef struct {
  char *config;
  gboolean demo, demo_empty, version;
  char *demo_dir;
  int ready_fd;
} Options;

static gboolean
read_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options->config,
      "Key file with the settings of this platform", "FILE" },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options->demo,
      "A platform with invented companies that ends with its parent", NULL },
    { "demo-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->demo_dir,
      "Where the demo keeps its files, which then stay", "DIR" },
    { "demo-empty", 0, 0, G_OPTION_ARG_NONE, &options->demo_empty,
      "A demo without contracts and bound UKeys", NULL },
    { "ready-fd", 0, 0, G_OPTION_ARG_INT, &options->ready_fd,
      "Where the demo says that it listens; without it standard output", "N" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version and end", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->version || options->demo != (options->config != NULL))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       options->demo ? "--demo takes no --config"
                                     : "--config FILE is missing; see --help");
  return FALSE;
}

static int
run_demo (const Options *options, GMainLoop *loop)
{
  const YyqDemoOptions demo = { options->demo_dir, options->ready_fd, options->demo_empty };
  g_autoptr (GError) error = NULL;

  return yyq_demo_run (&demo, loop, &error) ? EXIT_SUCCESS : fail (error);
}

/* Until SIGTERM or SIGINT: then requests that run are answered before it ends. */
static int
serve (const Options *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint terminate = g_unix_signal_add (SIGTERM, quit, loop);
  guint interrupt = g_unix_signal_add (SIGINT, quit, loop);
  int status = options->demo ? run_demo (options, loop) : run (options->config, loop);

  g_source_remove (terminate);
  g_source_remove (interrupt);
  return status;
}

int
main (int argc, char **argv)
{
  Options options = { .ready_fd = STDOUT_FILENO };
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  setlocale (LC_ALL, ""); /* NOLINT(concurrency-mt-unsafe): there is one thread */
  g_log_writer_default_set_use_stderr (TRUE); /* before there are threads */
  harden ();
  yyq_memory_set_up ();
  if (!read_options (&options, &argc, &argv, &error))
    status = fail (error);
  else if (options.version)
    g_print ("yuyunqian-platform %s\n", YYQ_VERSION);
  else
    status = sodium_init () < 0 ? EXIT_FAILURE : serve (&options);
  g_free (options.config);
  g_free (options.demo_dir);
  return status;
}
