/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-file-tree.h"

#include <glib/gstdio.h>

void
yyq_file_tree_remove (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      yyq_file_tree_remove (path);
    else
      g_unlink (path);
  }
  g_rmdir (directory);
}
