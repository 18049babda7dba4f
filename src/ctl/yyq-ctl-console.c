/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ctl-console.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "yyq-error-text.h"

gboolean
yyq_ctl_parse (const GOptionEntry *entries, const char *usage, const char *summary, int *argc,
               char ***argv, int n_min, int n_max)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *help = NULL;
  int n;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    g_printerr ("%s: %s\n", g_get_prgname (), error->message);
    return FALSE;
  }
  n = *argc - 1;
  if (n >= n_min && n <= n_max)
    return TRUE;
  help = g_option_context_get_help (context, TRUE, NULL);
  g_printerr ("%s", help);
  return FALSE;
}

void
yyq_ctl_complain (const char *subject, const GError *error)
{
  g_autoptr (YyqErrorText) text = yyq_error_text_new (error);

  if (text == NULL) {
    g_printerr ("%s\n", _ ("Cancelled."));
    return;
  }
  if (subject != NULL)
    g_printerr ("%s: ", subject);
  g_printerr ("%s (%s)\n", text->what, error->message);
  if (text->next != NULL)
    g_printerr ("%s\n", text->next);
}

void
yyq_ctl_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  g_print ("%s\n", text);
}
