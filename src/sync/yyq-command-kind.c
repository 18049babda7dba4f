/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-command-kind.h"

#include "yyq-api-problem.h"
#include "yyq-error-text.h"
#include "yyq-outbox-entry.h"

#include <glib/gi18n.h>

/* What this computer itself gives as a reason. */
static const YyqRefusal own_reasons[] = {
  { YYQ_OUTBOX_REASON_ACCESS_LOST,
    N_ ("You no longer have access to what it is about. Nothing was sent.") },
  { YYQ_OUTBOX_REASON_PREDECESSOR,
    N_ ("It waited for something that you discarded. Nothing was sent.") },
  { YYQ_OUTBOX_REASON_BODY_MISSING,
    N_ ("Its file on this computer is gone or damaged, so it cannot be sent.") },
  { YYQ_OUTBOX_REASON_UNKNOWN_KIND,
    N_ ("A newer version of this program made it. Update the program and try again.") },
  { NULL, NULL },
};

static void
replace_id (GString *path, const char *name, const char *id)
{
  g_autofree char *escaped = NULL;

  if (strstr (path->str, name) == NULL)
    return;
  escaped = g_uri_escape_string (id != NULL ? id : "", NULL, FALSE);
  g_string_replace (path, name, escaped, 0);
}

char *
yyq_command_kind_make_path (const YyqCommandKind *self, const char *object_id, const char *target)
{
  GString *path = g_string_new (self->path);

  replace_id (path, "{object}", object_id);
  replace_id (path, "{target}", target);
  return g_string_free (path, FALSE);
}

static const char *
find_sentence (const YyqRefusal *table, const char *code)
{
  for (; table != NULL && table->code != NULL; table++)
    if (g_str_equal (table->code, code))
      return g_dgettext (GETTEXT_PACKAGE, table->sentence);
  return NULL;
}

char *
yyq_command_kind_explain (const YyqCommandKind *self, const char *reason)
{
  const char *sentence = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqErrorText) text = NULL;

  if (reason == NULL)
    return g_strdup (_ ("The platform did not accept it."));
  sentence = find_sentence (own_reasons, reason);
  if (sentence == NULL && self != NULL)
    sentence = find_sentence (self->refusals, reason);
  if (sentence != NULL)
    return g_strdup (sentence);
  error = yyq_api_problem_new_from_code (reason);
  if (error == NULL)
    return g_strdup_printf (_ ("The platform did not accept it (%s)."), reason);
  text = yyq_error_text_new (error);
  /* Translators: the end of a sentence */
  return g_strdup_printf (_ ("%s."), text->what);
}
