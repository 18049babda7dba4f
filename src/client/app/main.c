/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-application.h"
#include "yyq-language.h"
#include "yyq-process.h"
#include "yyq-settings.h"

/* The language must be known before GTK starts, so its option is looked for before the others are
 * read. */
static char *
wanted_language (int argc, char **argv, GSettings *settings)
{
  for (int i = 1; i < argc; i++) {
    if (g_str_has_prefix (argv[i], "--language="))
      return g_strdup (argv[i] + strlen ("--language="));
    if (g_strcmp0 (argv[i], "--language") == 0 && i + 1 < argc)
      return g_strdup (argv[i + 1]);
  }
  return yyq_settings_get_text (settings, "language");
}

int
main (int argc, char **argv)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *language = NULL;
  g_autoptr (YyqApplication) application = NULL;
  int status;

  yyq_process_leave_no_core ();
  settings = yyq_settings_new ();
  language = wanted_language (argc, argv, settings);
  yyq_language_apply (language);
  g_set_application_name ("Yuyunqian");
  application = yyq_application_new (settings);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : yyq_application_get_exit_code (application);
}
