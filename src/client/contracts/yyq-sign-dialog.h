/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * Signing one contract: certificate and seal, PIN, progress, result; beside it the page with the
 * place and the seal on it. The typed PIN goes to the operation and nowhere else. A contract that
 * moves on while the dialog is open ends it with a message.
 */
#define YYQ_TYPE_SIGN_DIALOG (yyq_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignDialog, yyq_sign_dialog, YYQ, SIGN_DIALOG, AdwWindow)

/* @document is the revision that @contract names; a party of this enterprise must be in turn.
 * @parent (nullable). */
GtkWindow *yyq_sign_dialog_new (GtkWindow *parent, YyqSession *session, YyqUkeyManager *manager,
                                YyqContract *contract, GBytes *document);

/* (transfer none): "choose", "pin", "progress" or "result". */
const char *yyq_sign_dialog_get_step (YyqSignDialog *self);

/* From the choice to the PIN, as the button does; FALSE while something is not chosen. */
gboolean yyq_sign_dialog_go_on (YyqSignDialog *self);

/* Signs with what is chosen. @pin (nullable): NULL for tokens with a PIN pad. */
void yyq_sign_dialog_sign (YyqSignDialog *self, YyqSecret *pin);

G_END_DECLS
