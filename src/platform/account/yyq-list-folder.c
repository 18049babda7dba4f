/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-folder.h"

#include <errno.h>
#include <sys/stat.h>

/* A list of a whole country's authority; nothing that an administrator puts there by mistake fills
 * the memory. */
#define MAX_SIZE (64 * 1024 * 1024)

struct _YyqListFolder {
  char **paths;
  GHashTable *seen; /* (element-type char * char *): path to what it was */
};

YyqListFolder *
yyq_list_folder_new (const char *const *paths)
{
  YyqListFolder *self = g_new0 (YyqListFolder, 1);

  self->paths = g_strdupv ((char **) paths);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
yyq_list_folder_free (YyqListFolder *self)
{
  g_strfreev (self->paths);
  g_hash_table_unref (self->seen);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
add_directory (GPtrArray *files, const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".crl") && name[0] != '.')
      g_ptr_array_add (found, g_build_filename (path, name, NULL));
  g_ptr_array_sort (found, compare);
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
}

static GPtrArray *
list_files (YyqListFolder *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  for (char **path = self->paths; path != NULL && *path != NULL; path++) {
    if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      add_directory (files, *path);
    else
      g_ptr_array_add (files, g_strdup (*path));
  }
  return files;
}

/* (transfer full): two files that are the same by this are the same. */
static char *
describe (const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return g_strdup (g_strerror (errno));
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT,
                          (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec, (gint64) info.st_size,
                          (guint64) info.st_ino);
}

static GBytes *
read_file (const char *path, GError **error)
{
  struct stat info;
  char *data = NULL;
  gsize length = 0;

  if (stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > MAX_SIZE)) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "not a file of at most %d MiB",
                 MAX_SIZE >> 20);
    return NULL;
  }
  return g_file_get_contents (path, &data, &length, error) ? g_bytes_new_take (data, length) : NULL;
}

void
yyq_list_folder_look (YyqListFolder *self, YyqListFolderNews news, gpointer user_data)
{
  g_autoptr (GPtrArray) files = list_files (self);

  for (guint i = 0; i < files->len; i++) {
    const char *path = g_ptr_array_index (files, i);
    g_autofree char *state = describe (path);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) content = NULL;

    if (g_strcmp0 (g_hash_table_lookup (self->seen, path), state) == 0)
      continue;
    g_hash_table_insert (self->seen, g_strdup (path), g_steal_pointer (&state));
    content = read_file (path, &error);
    news (path, content, error, user_data);
  }
}
