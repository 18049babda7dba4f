/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-memory.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

static double
read_line (pid_t pid, const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%d/smaps_rollup", (int) (pid != 0 ? pid : getpid ()));
  g_autofree char *start = g_strdup_printf ("\n%s:", name);
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, start);
  g_assert_nonnull (line);
  return (double) g_ascii_strtoll (line + strlen (start), NULL, 10) / 1024.0;
}

double
yyq_bench_memory_pss (pid_t pid)
{
  return read_line (pid, "Pss");
}

double
yyq_bench_memory_private (pid_t pid)
{
  return read_line (pid, "Private_Clean") + read_line (pid, "Private_Dirty");
}
