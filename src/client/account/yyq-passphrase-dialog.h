/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Where there is no keyring, a passphrase protects what this computer keeps of the company's
 * contracts: a new one is typed twice, that of an earlier time once (YYQ_SESSION_CACHE_LOCKED). The
 * company is then entered again with that data. Closes itself when that worked.
 */
#define YYQ_TYPE_PASSPHRASE_DIALOG (yyq_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqPassphraseDialog, yyq_passphrase_dialog, YYQ, PASSPHRASE_DIALOG, AdwWindow)

GtkWindow *yyq_passphrase_dialog_new (GtkWindow *parent, YyqSession *session);

/* Nobody is logged in: it opens what was kept of the platform at @url. */
GtkWindow *yyq_passphrase_dialog_new_to_resume (GtkWindow *parent, YyqSession *session,
                                                const char *url);

G_END_DECLS
