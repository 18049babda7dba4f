/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform-config-file.h"

#include <string.h>

#define LOOPBACK "127.0.0.1:"

void
yyq_platform_config_file_free (YyqPlatformConfigFile *self)
{
  g_free (self->data_dir);
  g_free (self->origin);
  g_free (self->scgi_socket);
  g_free (self->admin_socket);
  g_strfreev (self->signer_roots);
  g_strfreev (self->tsa_roots);
  g_strfreev (self->crls);
  g_free (self->tsa_url);
  g_free (self);
}

static gboolean
read_listen (YyqPlatformConfigFile *self, const char *listen, GError **error)
{
  guint64 port = 0;

  self->port = -1;
  if (listen == NULL)
    return TRUE;
  if (!g_str_has_prefix (listen, LOOPBACK) || !g_ascii_string_to_unsigned (listen + strlen (LOOPBACK), 10, 0, 65535, &port, NULL)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "listen: only %sPORT is possible; other machines come through nginx and scgi-socket", LOOPBACK);
    return FALSE;
  }
  self->port = (int) port;
  return TRUE;
}

static gboolean
check (YyqPlatformConfigFile *self, GError **error)
{
  if (self->port < 0 && self->scgi_socket == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "neither scgi-socket nor listen is set");
    return FALSE;
  }
  if (self->signer_roots == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "signer-roots is not set: no certificate could ever sign");
    return FALSE;
  }
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
  self->scgi_socket = g_key_file_get_string (file, "platform", "scgi-socket", NULL);
  self->admin_socket = g_key_file_get_string (file, "platform", "admin-socket", NULL);
  listen = g_key_file_get_string (file, "platform", "listen", NULL);
  self->signer_roots = g_key_file_get_string_list (file, "trust", "signer-roots", NULL, NULL);
  self->tsa_roots = g_key_file_get_string_list (file, "trust", "tsa-roots", NULL, NULL);
  self->crls = g_key_file_get_string_list (file, "trust", "crls", NULL, NULL);
  self->tsa_url = g_key_file_get_string (file, "trust", "tsa-url", NULL);
  if (!read_listen (self, listen, error) || !check (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
read_texts (char **paths, GPtrArray *texts, GError **error)
{
  for (char **path = paths; path != NULL && *path != NULL; path++) {
    char *text = NULL;

    if (!g_file_get_contents (*path, &text, NULL, error))
      return FALSE;
    g_ptr_array_add (texts, text);
  }
  return TRUE;
}

static gboolean
read_lists (char **paths, GPtrArray *lists, GError **error)
{
  for (char **path = paths; path != NULL && *path != NULL; path++) {
    char *data = NULL;
    gsize length = 0;

    if (!g_file_get_contents (*path, &data, &length, error))
      return FALSE;
    g_ptr_array_add (lists, g_bytes_new_take (data, length));
  }
  return TRUE;
}

gboolean
yyq_platform_config_file_apply (YyqPlatformConfigFile *self, YyqPlatform *platform, GError **error)
{
  YyqPlatformConfig *config = yyq_platform_get_config (platform);

  g_free (config->origin);
  config->origin = g_strdup (self->origin);
  config->data_dir = g_strdup (self->data_dir);
  config->tsa_url = g_strdup (self->tsa_url);
  return read_texts (self->signer_roots, config->signer_roots, error) && read_texts (self->tsa_roots, config->tsa_roots, error) &&
         read_lists (self->crls, config->crls, error);
}
