/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-process.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void
yyq_process_leave_no_core (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

void
yyq_process_hide_memory (void)
{
  prctl (PR_SET_DUMPABLE, 0);
}

#if YYQ_DEVELOPER
/* (transfer full) (nullable) */
static char *
find_in_build (const char *name, const char *folder)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  char *end = own != NULL ? g_strrstr (own, "/src/") : NULL;
  g_autofree char *path = NULL;

  if (end == NULL)
    return NULL;
  end[strlen ("/src")] = '\0';
  path = g_build_filename (own, folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}
#endif

char *
yyq_process_find_program (const char *name, const char *chosen, const char *folder)
{
  char *path = g_strdup (chosen);

#if YYQ_DEVELOPER
  if (path == NULL)
    path = find_in_build (name, folder);
#endif
  return path != NULL ? path : g_build_filename (YYQ_LIBEXECDIR, name, NULL);
}
