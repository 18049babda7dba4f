/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-key-location.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* systemd.exec(5): LoadCredential=master.key:/etc/yuyunqian/master.key */
#define CREDENTIAL "master.key"

/* The name without links; a path that is not there yet stays as it is. */
static char *
resolve (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *real = realpath (absolute, NULL);
  char *copy = g_strdup (real != NULL ? real : absolute);

  free (real);
  return copy;
}

static gboolean
is_below (const char *path, const char *directory)
{
  g_autofree char *file = resolve (path);
  g_autofree char *folder = resolve (directory);
  gsize length = strlen (folder);

  return g_str_has_prefix (file, folder) && (file[length] == '/' || g_str_has_suffix (folder, "/"));
}

/* systemd shows a credential's group the bits of the mask of its access list: it is the service's
 * alone. */
static gboolean
check_mode (const char *path, gboolean credential, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "key-file: %s: %s; “yyqctl admin new-key” makes one", path, g_strerror (errno));
    return FALSE;
  }
  if (S_ISREG (info.st_mode) && (info.st_mode & (credential ? 0007 : 0077)) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "key-file: %s can be read by others: its mode must be 600", path);
  return FALSE;
}

char *
yyq_key_location_find (const char *configured, const char *data_dir, GError **error)
{
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;

  if (configured != NULL)
    path = g_strdup (configured);
  else if (credentials != NULL)
    path = g_build_filename (credentials, CREDENTIAL, NULL);
  if (path == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "key-file is not set, and there is no credential " CREDENTIAL
                         ": documents could not be sealed");
    return NULL;
  }
  if (is_below (path, data_dir)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "key-file: %s lies in data-dir, where whoever has the data has the key", path);
    return NULL;
  }
  return check_mode (path, configured == NULL, error) ? g_steal_pointer (&path) : NULL;
}
