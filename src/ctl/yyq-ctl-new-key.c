/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl.h"
#include "yyq-key-file.h"

/* Without the platform: it may not have been started yet, and its key file is not its own to write.
 */
int
yyq_ctl_new_key (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  gint64 version;

  if (!yyq_ctl_parse (
        entries, _ ("FILE"),
        _ ("Adds a master key to FILE, which is made when it is missing, and prints its version."),
        &argc, &argv, 1, 1))
    return YYQ_CTL_FAILED;
  version = yyq_key_file_add (argv[1], &error);
  if (version == 0) {
    yyq_ctl_complain (argv[1], error);
    return YYQ_CTL_FAILED;
  }
  number = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  g_print (_ ("Master key %s was added. Keep a copy of the file where the data is not.\n"), number);
  return YYQ_CTL_OK;
}
