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
