/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform-server.h"

#include "yyq-directory.h"
#include "yyq-job-runner.h"
#include "yyq-password-service.h"
#include "yyq-platform-services.h"
#include "yyq-router-hooks.h"
#include "yyq-routes.h"
#include "yyq-scgi-transport.h"
#include "yyq-scheduler.h"
#include "yyq-seal-service.h"
#include "yyq-soup-transport.h"
#include "yyq-sqlite-storage.h"
#include "yyq-validators.h"

/* Requests that run at a time. Most of them wait: for the one writer, or for one of two places to
 * hash a password. */
#define N_THREADS 16

struct _YyqPlatformServer {
  GObject parent_instance;

  YyqPlatform *platform;   /* (owned) */
  YyqRouter *router;       /* (owned) */
  YyqSoupTransport *soup;  /* (owned) (nullable) */
  YyqScgiTransport *scgi;  /* (owned) (nullable) */
  YyqScgiTransport *admin; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqPlatformServer, yyq_platform_server, G_TYPE_OBJECT)

static void
dispose (GObject *object)
{
  yyq_platform_server_stop (YYQ_PLATFORM_SERVER (object));
  G_OBJECT_CLASS (yyq_platform_server_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  YyqPlatformServer *self = YYQ_PLATFORM_SERVER (object);

  g_clear_pointer (&self->router, yyq_router_free);
  g_clear_object (&self->platform);
  G_OBJECT_CLASS (yyq_platform_server_parent_class)->finalize (object);
}

static void
yyq_platform_server_class_init (YyqPlatformServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_platform_server_init (YyqPlatformServer *self)
{
}

YyqPlatformServer *
yyq_platform_server_new (YyqPlatform *platform)
{
  YyqPlatformServer *self = g_object_new (YYQ_TYPE_PLATFORM_SERVER, NULL);

  self->platform = g_object_ref (platform);
  self->router = yyq_router_new (platform, &yyq_platform_router_hooks);
  yyq_routes_add_all (self->router);
  return self;
}

static void
add_test_company (YyqPlatform *platform)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (GError) error = NULL;
  g_autofree char *uscc = g_strdup ("91419999MA0TEXT01");
  g_autofree char *full = g_strdup_printf ("%s%c", uscc, yyq_uscc_check_character (uscc));
  g_autofree char *hash = yyq_password_service_hash ("Test-Passw0rd", &error);
  g_autofree char *company = NULL;
  g_autofree char *account = NULL;

  g_assert_no_error (error);
  yyq_storage_begin (storage, &error);
  g_assert_no_error (error);
  company = yyq_directory_create_company (platform, "云启测试科技有限公司", full, NULL, &error);
  g_assert_no_error (error);
  yyq_seal_service_add_defaults (platform, company, "云启测试科技有限公司", &error);
  g_assert_no_error (error);
  account = yyq_directory_create_account (platform, "张测试", "13800000001", hash, &error);
  g_assert_no_error (error);
  yyq_directory_add_manager (platform, account, company, &error);
  g_assert_no_error (error);
  yyq_storage_commit (storage, &error);
  g_assert_no_error (error);
  yyq_storage_release (storage);
}

YyqPlatformServer *
yyq_platform_server_new_for_test (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_sqlite_storage_new_temporary (&error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqPlatform) platform = yyq_platform_new (storage, cipher);
  YyqPlatformServer *self;

  g_assert_no_error (error);
  yyq_platform_services_install (platform, &error);
  g_assert_no_error (error);
  add_test_company (platform);
  self = yyq_platform_server_new (platform);
  yyq_platform_server_listen (self, 0, &error);
  g_assert_no_error (error);
  return self;
}

YyqPlatform *
yyq_platform_server_get_platform (YyqPlatformServer *self)
{
  return self->platform;
}

YyqRouter *
yyq_platform_server_get_router (YyqPlatformServer *self)
{
  return self->router;
}

/* Without a name of its own in the configuration, the origin that a UKey signs is where we listen.
 */
static void
set_origin (YyqPlatformServer *self)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);

  if (!g_str_equal (config->origin, YYQ_PLATFORM_ORIGIN_UNSET))
    return;
  g_free (config->origin);
  config->origin = g_strdup (yyq_soup_transport_get_base_url (self->soup));
}

gboolean
yyq_platform_server_listen (YyqPlatformServer *self, guint16 port, GError **error)
{
  g_return_val_if_fail (self->soup == NULL, FALSE);
  self->soup = yyq_soup_transport_new (self->router, N_THREADS);
  if (!yyq_soup_transport_listen (self->soup, "127.0.0.1", port, error)) {
    g_clear_object (&self->soup);
    return FALSE;
  }
  set_origin (self);
  return TRUE;
}

gboolean
yyq_platform_server_listen_scgi (YyqPlatformServer *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->scgi == NULL, FALSE);
  self->scgi = yyq_scgi_transport_new (self->router, FALSE, N_THREADS);
  return yyq_scgi_transport_listen (self->scgi, path, 0660, error);
}

gboolean
yyq_platform_server_listen_admin (YyqPlatformServer *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->admin == NULL, FALSE);
  self->admin = yyq_scgi_transport_new (self->router, TRUE, 1);
  return yyq_scgi_transport_listen (self->admin, path, 0600, error);
}

const char *
yyq_platform_server_get_base_url (YyqPlatformServer *self)
{
  return self->soup != NULL ? yyq_soup_transport_get_base_url (self->soup) : NULL;
}

void
yyq_platform_server_stop (YyqPlatformServer *self)
{
  YyqScheduler *scheduler = self->platform != NULL ? yyq_scheduler_of (self->platform) : NULL;
  YyqJobRunner *jobs = self->platform != NULL ? yyq_job_runner_of (self->platform) : NULL;

  if (self->soup != NULL)
    yyq_soup_transport_stop (self->soup);
  if (self->scgi != NULL)
    yyq_scgi_transport_stop (self->scgi);
  if (self->admin != NULL)
    yyq_scgi_transport_stop (self->admin);
  if (scheduler != NULL)
    yyq_scheduler_stop (scheduler);
  if (jobs != NULL)
    yyq_job_runner_stop (jobs);
  g_clear_object (&self->soup);
  g_clear_object (&self->scgi);
  g_clear_object (&self->admin);
}
