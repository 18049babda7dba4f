/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "yyq-ctl.h"

/* (transfer full): the other program, which is never started by hand. */
static char *
find_more (void)
{
#if YYQ_DEVELOPER
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  g_autofree char *built = folder != NULL ? g_build_filename (folder, "yyqctl-more", NULL) : NULL;

  if (built != NULL && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
#endif
  return g_build_filename (YYQ_LIBEXECDIR, "yyqctl-more", NULL);
}

int
yyq_ctl_more (int argc, char **argv)
{
  g_autofree char *program = find_more ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "yyqctl");
  for (int i = 0; i < argc; i++)
    g_ptr_array_add (arguments, argv[i]);
  g_ptr_array_add (arguments, NULL);
  execv (program, (char **) arguments->pdata);
  fprintf (stderr, "%s: %s\n", program, g_strerror (errno));
  return YYQ_CTL_FAILED;
}
