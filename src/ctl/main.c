/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl.h"

int
main (int argc, char **argv)
{
  static const YyqCtlCommand commands[] = {
    { "tokens", N_ ("list the UKeys that are plugged in, and their certificates"), yyq_ctl_more },
    { "sign", N_ ("sign a PDF with a UKey"), yyq_ctl_more },
    { "verify", N_ ("check all signatures of a PDF"), yyq_ctl_verify },
    { "admin", N_ ("set up a platform on this machine"), yyq_ctl_more },
    { NULL },
  };

  yyq_ctl_start ();
  if (argc > 1 && g_str_equal (argv[1], "--version")) {
    g_print ("yyqctl %s\n", YYQ_VERSION);
    return YYQ_CTL_OK;
  }
  return yyq_ctl_dispatch (commands, "yyqctl", argc, argv);
}
