/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

#include "yyq-ctl.h"
#include "yyq-process.h"

static const YyqCtlCommand commands[] = {
  { "tokens", N_ ("list the UKeys that are plugged in, and their certificates"), yyq_ctl_tokens },
  { "sign", N_ ("sign a PDF with a UKey"), yyq_ctl_sign },
  { "verify", N_ ("check all signatures of a PDF"), yyq_ctl_verify },
  { "admin", N_ ("set up a platform on this machine"), yyq_ctl_admin },
  { NULL },
};

int
main (int argc, char **argv)
{
  yyq_process_leave_no_core ();
  yyq_process_hide_memory ();
  setlocale (LC_ALL, "");
  /* A file above the process's limit is an error of write(), not the end. */
  signal (SIGXFSZ, SIG_IGN);
  bindtextdomain (GETTEXT_PACKAGE, YYQ_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc > 1 && g_str_equal (argv[1], "--version")) {
    g_print ("yyqctl %s\n", YYQ_VERSION);
    return YYQ_CTL_OK;
  }
  return yyq_ctl_dispatch (commands, "yyqctl", argc, argv);
}
