/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session-ukey.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * Binds a certificate to account and enterprise: the UKey proves with its PIN that it holds the
 * key, the account's password confirms. Signal "bound" when the platform has it; the dialog then
 * closes.
 */
#define YYQ_TYPE_BIND_DIALOG (yyq_bind_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqBindDialog, yyq_bind_dialog, YYQ, BIND_DIALOG, AdwWindow)

GtkWindow *yyq_bind_dialog_new (GtkWindow *parent, YyqSession *session, YyqUkeyManager *manager);

G_END_DECLS
