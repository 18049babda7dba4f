/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-private.h"

#include <glib/gi18n.h>

const char *
yyq_session_get_draft_warning (YyqSession *self)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (self);

  g_return_val_if_fail (workspace != NULL, NULL);
  if (yyq_drafts_get_durable (yyq_workspace_get_drafts (workspace)))
    return NULL;
  if (yyq_workspace_get_cache (workspace) == YYQ_SESSION_CACHE_LOCKED)
    return _ ("What this computer keeps is locked: what you type here is lost when the program "
              "ends. Unlock it with the passphrase first.");
  return _ ("This computer has no keyring and no passphrase: what you type here is lost when the "
            "program ends. Use a passphrase to keep it.");
}

static char *
describe_saved (const YyqDatabaseSaved *saved)
{
  if (saved->n_whole == 0)
    return g_strdup (_ ("Nothing unsent was found in it."));
  return g_strdup_printf (ngettext ("%u thing that was not sent yet was saved.",
                                    "%u things that were not sent yet were saved.", saved->n_whole),
                          saved->n_whole);
}

char *
yyq_session_get_damage (YyqSession *self)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (self);
  YyqDatabaseSaved saved = { 0 };
  g_autofree char *whole = NULL;
  g_autofree char *broken = NULL;

  g_return_val_if_fail (workspace != NULL, NULL);
  if (!yyq_database_get_begun_anew (yyq_workspace_get_database (workspace), &saved))
    return NULL;
  whole = describe_saved (&saved);
  if (saved.n_broken > 0)
    broken = g_strdup_printf (
      ngettext ("%u can no longer be sent: look whether it must be done again.",
                "%u can no longer be sent: look whether they must be done again.", saved.n_broken),
      saved.n_broken);
  /* Translators: what was saved, and (perhaps empty) what was not */
  return g_strdup_printf (
    _ ("What this computer kept was damaged and has been begun anew; contracts "
       "are fetched again, drafts are unharmed. %s %s"),
    whole, broken != NULL ? broken : "");
}
