/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-run.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "yyq-clock.h"
#include "yyq-demo-routes.h"
#include "yyq-demo-seed.h"
#include "yyq-file-tree.h"
#include "yyq-job-runner.h"
#include "yyq-master-keys.h"
#include "yyq-memory.h"
#include "yyq-platform-server.h"
#include "yyq-platform-services.h"
#include "yyq-scheduler.h"
#include "yyq-sqlite-storage.h"

#define TOKEN_LABEL "豫云签演示 UKey"
#define TOKEN_PIN "123456"
#define YEAR_MS (365 * 24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct {
  char *directory;
  gboolean temporary;
  YyqDemoAuthority *authority;
  YyqDemoTimestamper *timestamper;
  YyqDemoToken *token; /* (nullable) */
  YyqPlatform *platform;
  YyqPlatformServer *server;
} Demo;

static void
demo_clear (Demo *self)
{
  if (self->server != NULL)
    yyq_platform_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->platform);
  g_clear_pointer (&self->token, yyq_demo_token_free);
  g_clear_object (&self->timestamper);
  g_clear_object (&self->authority);
  if (self->temporary)
    yyq_file_tree_remove (self->directory);
  g_free (self->directory);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Demo, demo_clear)

static gboolean
is_empty (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
make_directory (Demo *self, const char *wanted, GError **error)
{
  if (wanted == NULL) {
    self->directory = g_dir_make_tmp ("yuyunqian-demo-XXXXXX", error);
    self->temporary = self->directory != NULL;
    return self->temporary;
  }
  self->directory = g_canonicalize_filename (wanted, NULL);
  if (g_mkdir_with_parents (self->directory, 0700) == 0 && is_empty (self->directory))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "%s: a demo needs a new or empty directory",
               self->directory);
  return FALSE;
}

static gboolean
make_authorities (Demo *self, GError **error)
{
  self->authority = yyq_demo_authority_new (yyq_clock_now () - YEAR_MS, error);
  self->timestamper =
    self->authority != NULL ? yyq_demo_timestamper_new (self->authority, error) : NULL;
  return self->timestamper != NULL;
}

/* Without SoftHSM there is a demo without a soft UKey. */
static gboolean
make_token (Demo *self, GError **error)
{
  const YyqDemoCompany *company = &yyq_demo_companies[YYQ_DEMO_MAIN];
  const YyqDemoTokenSpec spec = { self->directory, TOKEN_LABEL, TOKEN_PIN, company->name,
                                  company->uscc };

  if (yyq_demo_token_get_module () == NULL)
    return TRUE;
  self->token = yyq_demo_token_new (self->authority, &spec, error);
  return self->token != NULL;
}

static gboolean
configure (Demo *self, GError **error)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);
  g_autofree char *path = g_build_filename (self->directory, "ca.pem", NULL);
  g_autofree char *root = yyq_demo_authority_get_root_pem (self->authority);

  if (!yyq_demo_authority_configure (self->authority, config, self->directory, error))
    return FALSE;
  config->demo = TRUE;
  config->demo_ukey_pin = self->token != NULL ? g_strdup (TOKEN_PIN) : NULL;
  config->data_dir = g_strdup (self->directory);
  return g_file_set_contents (path, root, -1, error);
}

static gboolean
make_platform (Demo *self, GError **error)
{
  g_autofree char *database = g_build_filename (self->directory, "platform.db", NULL);
  g_autoptr (YyqStorage) storage = yyq_sqlite_storage_new (database, error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  /* What stays in --demo-dir stays sealed: nobody reads it after this process. */
  g_autoptr (YyqMasterKeys) keyring = yyq_master_keys_new_random ();

  if (storage == NULL)
    return FALSE;
  self->platform = yyq_platform_new (storage, cipher);
  yyq_platform_add_service (self->platform, keyring);
  if (!configure (self, error) || !yyq_platform_services_install (self->platform, error))
    return FALSE;
  yyq_platform_set_timestamper (self->platform, YYQ_TIMESTAMPER (self->timestamper));
  return TRUE;
}

static gboolean
fill_platform (Demo *self, gboolean empty, GError **error)
{
  g_autoptr (GArray) plans = yyq_demo_plan_new (yyq_clock_now ());
  g_autoptr (GPtrArray) papers = NULL;
  YyqDemoSeed seed = { plans, NULL, empty ? NULL : self->token, TOKEN_LABEL };

  if (empty)
    g_array_set_size (plans, 0);
  papers = yyq_demo_papers_new (plans, self->authority, self->timestamper, error);
  seed.papers = papers;
  return papers != NULL && yyq_demo_seed_apply (self->platform, &seed, error);
}

static gboolean
fill_and_trim (Demo *self, gboolean empty, GError **error)
{
  gboolean filled;

  yyq_memory_begin_papers ();
  filled = fill_platform (self, empty, error);
  yyq_memory_end_papers ();
  return filled;
}

static gboolean
listen_on_loopback (Demo *self, GError **error)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);

  self->server = yyq_platform_server_new (self->platform);
  yyq_demo_routes_add (yyq_platform_server_get_router (self->server), self->platform,
                       self->authority, self->timestamper);
  if (!yyq_platform_server_listen (self->server, 0, error))
    return FALSE;
  config->tsa_url =
    g_strconcat (yyq_platform_server_get_base_url (self->server), "/api/v1/tsa", NULL);
  yyq_scheduler_start (yyq_scheduler_of (self->platform));
  yyq_job_runner_start (yyq_job_runner_of (self->platform));
  return TRUE;
}

static char *
make_ready_line (Demo *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *ca = g_build_filename (self->directory, "ca.pem", NULL);
  const struct {
    const char *name, *value;
  } members[] = {
    { "url", yyq_platform_server_get_base_url (self->server) },
    { "ca", ca },
    { "module", self->token != NULL ? yyq_demo_token_get_module () : NULL },
    { "softhsm2_conf", self->token != NULL ? self->token->configuration : NULL },
    { "ukey_pin", self->token != NULL ? TOKEN_PIN : NULL },
  };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    if (members[i].value == NULL)
      continue;
    json_builder_set_member_name (builder, members[i].name);
    json_builder_add_string_value (builder, members[i].value);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
say_ready (Demo *self, int fd, GError **error)
{
  g_autofree char *json = make_ready_line (self);
  g_autofree char *line = g_strconcat (json, "\n", NULL);
  const char *at = line;
  gssize n = 0;

  while (*at != '\0' && ((n = write (fd, at, strlen (at))) > 0 || errno == EINTR))
    at += MAX (n, 0);
  if (*at == '\0')
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "the ready line: %s",
               g_strerror (errno));
  return FALSE;
}

gboolean
yyq_demo_run (const YyqDemoOptions *options, GMainLoop *loop, GError **error)
{
  g_auto (Demo) demo = { 0 };

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (!make_directory (&demo, options->directory, error) || !make_authorities (&demo, error) ||
      !make_token (&demo, error) || !make_platform (&demo, error) ||
      !fill_and_trim (&demo, options->empty, error) || !listen_on_loopback (&demo, error) ||
      !say_ready (&demo, options->ready_fd, error))
    return FALSE;
  if (options->ready_fd > STDERR_FILENO)
    close (options->ready_fd);
  g_message ("ready: demo");
  g_main_loop_run (loop);
  return TRUE;
}
