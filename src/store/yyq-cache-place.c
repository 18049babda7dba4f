/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cache-place.h"

#include "yyq-file-tree.h"
#include "yyq-keyring.h"

#include <errno.h>
#include <glib/gstdio.h>

#define OWNER_FILE "owner"
#define GONE ".gone"

static gboolean
is_owned_by (const char *directory, const char *owner)
{
  g_autofree char *path = g_build_filename (directory, OWNER_FILE, NULL);
  g_autofree char *found = NULL;

  return g_file_get_contents (path, &found, NULL, NULL) && g_str_equal (found, owner);
}

gboolean
yyq_cache_place_claim_in_worker (const char *directory, const char *owner, GError **error)
{
  g_autofree char *path = g_build_filename (directory, OWNER_FILE, NULL);

  return is_owned_by (directory, owner) ||
         g_file_set_contents_full (path, owner, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

GStrv
yyq_cache_place_find_in_worker (const char *cache_dir, const char *owner)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (cache_dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *directory = g_build_filename (cache_dir, name, NULL);

    if (!g_str_has_suffix (name, GONE) && is_owned_by (directory, owner))
      g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

gboolean
yyq_cache_place_has_content_in_worker (const char *cache_dir, const char *name)
{
  g_autofree char *directory = g_build_filename (cache_dir, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (entry, OWNER_FILE))
      return TRUE;
  return FALSE;
}

gboolean
yyq_cache_place_remove_in_worker (const char *cache_dir, const char *name,
                                  GCancellable *cancellable, GError **error)
{
  g_autofree char *directory = g_build_filename (cache_dir, name, NULL);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *gone = g_strconcat (directory, ".", unique, GONE, NULL);

  if (g_rename (directory, gone) != 0 && errno != ENOENT) {
    const int code = errno;

    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "“%s”: %s", directory,
                 g_strerror (code));
    return FALSE;
  }
  yyq_keyring_forget_in_worker (name, gone, cancellable);
  yyq_file_tree_remove (gone);
  return TRUE;
}

/* Never their keys: the same place may have been opened anew meanwhile. */
void
yyq_cache_place_sweep_in_worker (const char *cache_dir)
{
  g_autoptr (GDir) dir = g_dir_open (cache_dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (cache_dir, name, NULL);

    if (g_str_has_suffix (name, GONE))
      yyq_file_tree_remove (path);
  }
}
