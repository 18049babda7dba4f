/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "yyq-ctl.h"
#include "yyq-process.h"

void
yyq_ctl_start (void)
{
  yyq_process_leave_no_core ();
  setlocale (LC_ALL, ""); /* NOLINT(concurrency-mt-unsafe): there is one thread */
  /* A file above the process's limit is an error of write(), not the end. */
  signal (SIGXFSZ, SIG_IGN);
  bindtextdomain (GETTEXT_PACKAGE, YYQ_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
print_commands (const YyqCtlCommand *commands, const char *prefix, FILE *out)
{
  fprintf (out, "%s\n  %s %s\n\n%s\n", _ ("Usage:"), prefix, _ ("COMMAND [OPTION…]"),
           _ ("Commands:"));
  for (; commands->name != NULL; commands++)
    fprintf (out, "  %-16s %s\n", commands->name, _ (commands->summary));
  fprintf (out, "\n");
  fprintf (out, _ ("“%s COMMAND --help” explains a command.\n"), prefix);
}

int
yyq_ctl_dispatch (const YyqCtlCommand *commands, const char *prefix, int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : "";

  if (g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help")) {
    print_commands (commands, prefix, stdout);
    return YYQ_CTL_OK;
  }
  for (const YyqCtlCommand *command = commands; command->name != NULL; command++) {
    g_autofree char *program = NULL;

    if (!g_str_equal (command->name, name))
      continue;
    program = g_strdup_printf ("%s %s", prefix, name);
    g_set_prgname (program);
    return command->run (argc - 1, argv + 1);
  }
  if (*name != '\0')
    fprintf (stderr, _ ("There is no command “%s”.\n"), name);
  print_commands (commands, prefix, stderr);
  return YYQ_CTL_FAILED;
}
