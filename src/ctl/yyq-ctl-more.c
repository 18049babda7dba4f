/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "yyq-ctl.h"
#include "yyq-process.h"

int
yyq_ctl_more (int argc, char **argv)
{
  g_autofree char *program =
    yyq_process_find_program ("yyqctl-more", NULL, "ctl"); /* never started by hand */
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "yyqctl");
  for (int i = 0; i < argc; i++)
    g_ptr_array_add (arguments, argv[i]);
  g_ptr_array_add (arguments, NULL);
  execv (program, (char **) arguments->pdata);
  fprintf (stderr, "%s: %s\n", program, g_strerror (errno));
  return YYQ_CTL_FAILED;
}
