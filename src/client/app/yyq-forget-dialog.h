/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Asks before this computer forgets whoever is logged in. What has not been sent is named; it is
 * sent first, or given up expressly.
 *
 * Signal "forgotten" (): it is done, and nobody is logged in any more.
 */
#define YYQ_TYPE_FORGET_DIALOG (yyq_forget_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqForgetDialog, yyq_forget_dialog, YYQ, FORGET_DIALOG, AdwWindow)

/* @session is READY. */
GtkWindow *yyq_forget_dialog_new (GtkWindow *parent, YyqSession *session);

G_END_DECLS
