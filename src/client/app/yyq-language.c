/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-language.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "yyq-developer.h"

/* There is one thread yet, and it is this one. NOLINTBEGIN(concurrency-mt-unsafe) */

/* gettext ignores LANGUAGE in the C locale; any UTF-8 locale will do to have it looked at. */
static void
leave_the_c_locale (void)
{
  const char *messages = setlocale (LC_MESSAGES, NULL);

  if (g_strcmp0 (messages, "C") == 0 || g_strcmp0 (messages, "POSIX") == 0) {
    if (setlocale (LC_ALL, "zh_CN.UTF-8") == NULL)
      setlocale (LC_ALL, "C.UTF-8");
  }
}

void
yyq_language_apply (const char *language)
{
  const char *directory = yyq_developer_getenv ("YYQ_LOCALE_DIR");

  if (g_strcmp0 (language, "zh_CN") == 0)
    g_setenv ("LANGUAGE", "zh_CN:zh", TRUE);
  else if (g_strcmp0 (language, "en") == 0)
    g_setenv ("LANGUAGE", "en", TRUE);
  setlocale (LC_ALL, "");
  if (g_strcmp0 (language, "zh_CN") == 0)
    leave_the_c_locale ();
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : YYQ_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* NOLINTEND(concurrency-mt-unsafe) */
