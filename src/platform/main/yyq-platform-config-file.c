/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform-config-file.h"

#include <string.h>

#include "yyq-retention.h"

#define LOOPBACK "127.0.0.1:"

void
yyq_platform_config_file_free (YyqPlatformConfigFile *self)
{
  g_free (self->data_dir);
  g_free (self->storage);
  g_free (self->key_file);
  g_free (self->origin);
  g_free (self->oldest_client);
  g_free (self->scgi_socket);
  g_free (self->admin_socket);
  g_clear_pointer (&self->retention, g_hash_table_unref);
  yyq_trust_config_clear (&self->trust);
  g_free (self);
}

static gboolean
read_listen (YyqPlatformConfigFile *self, const char *listen, GError **error)
{
  guint64 port = 0;

  self->port = -1;
  if (listen == NULL)
    return TRUE;
  if (!g_str_has_prefix (listen, LOOPBACK) ||
      !g_ascii_string_to_unsigned (listen + strlen (LOOPBACK), 10, 0, 65535, &port, NULL)) {
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
      "listen: only %sPORT is possible; other machines come through nginx and scgi-socket",
      LOOPBACK);
    return FALSE;
  }
  self->port = (int) port;
  return TRUE;
}

static gboolean
check (YyqPlatformConfigFile *self, GError **error)
{
  if (self->port < 0 && self->scgi_socket == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "neither scgi-socket nor listen is set");
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_term (YyqPlatformConfigFile *self, GKeyFile *file, const char *name, GError **error)
{
  const YyqRetentionTerm *term = yyq_retention_find (name);
  g_autoptr (GError) local = NULL;
  const int days = g_key_file_get_integer (file, "retention", name, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (term == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "retention: %s has no term", name);
    return FALSE;
  }
  if (days < term->least) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "retention: %s is kept %d days at least", name, term->least);
    return FALSE;
  }
  g_hash_table_insert (self->retention, (gpointer) term->name, GINT_TO_POINTER (days));
  return TRUE;
}

static gboolean
read_retention (YyqPlatformConfigFile *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) names = g_key_file_get_keys (file, "retention", NULL, NULL);

  self->retention = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!read_term (self, file, names[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_offline_days (YyqPlatformConfigFile *self, GKeyFile *file, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, "platform", "offline-days", NULL);
  guint64 days = YYQ_PLATFORM_OFFLINE_DAYS;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, 365, &days, NULL)) {
    g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                         "offline-days is a number from 0 to 365");
    return FALSE;
  }
  self->offline_days = (guint) days;
  return TRUE;
}

YyqPlatformConfigFile *
yyq_platform_config_file_load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (YyqPlatformConfigFile) self = g_new0 (YyqPlatformConfigFile, 1);
  g_autofree char *listen = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return NULL;
  self->data_dir = g_key_file_get_string (file, "platform", "data-dir", error);
  if (self->data_dir == NULL)
    return NULL;
  self->origin = g_key_file_get_string (file, "platform", "origin", error);
  if (self->origin == NULL)
    return NULL;
  self->storage = g_key_file_get_string (file, "platform", "storage", NULL);
  self->key_file = g_key_file_get_string (file, "platform", "key-file", NULL);
  self->oldest_client = g_key_file_get_string (file, "platform", "oldest-client", NULL);
  self->scgi_socket = g_key_file_get_string (file, "platform", "scgi-socket", NULL);
  self->admin_socket = g_key_file_get_string (file, "platform", "admin-socket", NULL);
  listen = g_key_file_get_string (file, "platform", "listen", NULL);
  if (!read_listen (self, listen, error) || !check (self, error) ||
      !read_offline_days (self, file, error) || !read_retention (self, file, error) ||
      !yyq_trust_config_read (&self->trust, file, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
yyq_platform_config_file_apply (YyqPlatformConfigFile *self, YyqPlatform *platform)
{
  YyqPlatformConfig *config = yyq_platform_get_config (platform);

  g_free (config->origin);
  config->origin = g_strdup (self->origin);
  if (self->oldest_client != NULL) {
    g_free (config->oldest_client);
    config->oldest_client = g_strdup (self->oldest_client);
  }
  config->offline_days = self->offline_days;
  config->data_dir = g_strdup (self->data_dir);
  config->retention = g_hash_table_ref (self->retention);
  config->tsa_url = g_strdup (self->trust.tsa_url);
  g_ptr_array_extend (config->signer_roots, self->trust.signer_roots, (GCopyFunc) g_object_ref,
                      NULL);
  g_ptr_array_extend (config->tsa_roots, self->trust.tsa_roots, (GCopyFunc) g_object_ref, NULL);
  config->revocation_lists = g_strdupv (self->trust.revocation_lists);
}
