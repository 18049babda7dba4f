/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yyqctl-more: the commands of yyqctl that need the network, a UKey or pages to be drawn. yyqctl
 * itself checks files and starts quickly, because it loads none of the libraries for that.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl.h"
#include "yyq-process.h"

int
main (int argc, char **argv)
{
  static const YyqCtlCommand commands[] = {
    { "tokens", N_ ("list the UKeys that are plugged in, and their certificates"), yyq_ctl_tokens },
    { "sign", N_ ("sign a PDF with a UKey"), yyq_ctl_sign },
    { "admin", N_ ("set up a platform on this machine"), yyq_ctl_admin },
    { NULL },
  };

  yyq_ctl_start ();
  yyq_process_hide_memory (); /* PINs and passwords are typed here */
  return yyq_ctl_dispatch (commands, "yyqctl", argc, argv);
}
