/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-process-tree.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEP (1024 * 1024)

static GPid
parent_of (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *stat = NULL;
  const char *end = NULL;
  int parent = 0;

  if (g_file_get_contents (path, &stat, NULL, NULL))
    end = strrchr (stat, ')');
  return end != NULL && sscanf (end, ") %*c %d", &parent) == 1 ? parent : 0;
}

gboolean
yyq_process_tree_contains (GPid root, GPid pid)
{
  while (pid > 1 && pid != root)
    pid = parent_of (pid);
  return pid == root;
}

/* Reads on over the end of a step, so that nothing is missed at its edge. */
static gboolean
range_holds (int mem, guint64 from, guint64 to, const char *secret)
{
  gsize length = strlen (secret);
  g_autofree char *bytes = g_malloc (STEP + length);

  for (guint64 at = from; at < to; at += STEP) {
    ssize_t n = pread (mem, bytes, MIN (STEP + length, to - at), (off_t) at);

    if (n > 0 && memmem (bytes, (gsize) n, secret, length) != NULL)
      return TRUE;
  }
  return FALSE;
}

static char *
find_in_memory (GPid pid, const char *secret)
{
  g_autofree char *mem_path = g_strdup_printf ("/proc/%d/mem", pid);
  g_autofree char *maps_path = g_strdup_printf ("/proc/%d/maps", pid);
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  char *found = NULL;
  int mem = open (mem_path, O_RDONLY | O_CLOEXEC);

  if (mem < 0 || !g_file_get_contents (maps_path, &maps, NULL, NULL))
    g_error ("The memory of process %d cannot be read", pid);
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL && found == NULL; line++) {
    guint64 from;
    guint64 to;

    if (sscanf (*line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x r", &from, &to) == 2 &&
        range_holds (mem, from, to, secret))
      found = g_strdup_printf ("process %d, %s", pid, *line);
  }
  close (mem);
  return found;
}

static char *
find_in_file (GPid pid, const char *name, const char *secret)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &text, &length, NULL) &&
      memmem (text, length, secret, strlen (secret)) != NULL)
    return g_steal_pointer (&path);
  return NULL;
}

static char *
find_in_process (GPid pid, const char *secret)
{
  char *found = find_in_file (pid, "cmdline", secret);

  if (found == NULL)
    found = find_in_file (pid, "environ", secret);
  return found != NULL ? found : find_in_memory (pid, secret);
}

char *
yyq_process_tree_find (GPid root, const char *secret)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  char *found = NULL;

  while (found == NULL && (name = g_dir_read_name (proc)) != NULL) {
    GPid pid = atoi (name);

    if (pid > 0 && yyq_process_tree_contains (root, pid))
      found = find_in_process (pid, secret);
  }
  return found;
}
