/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Changes the account's password, or sets its first one (manual, chapter 5.1). What is typed is
 * judged while it is typed, by the platform's own rules.
 *
 * Signal: "changed" (), when the platform has taken it.
 */
#define YYQ_TYPE_PASSWORD_DIALOG (yyq_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqPasswordDialog, yyq_password_dialog, YYQ, PASSWORD_DIALOG, AdwWindow)

/* @session has an account. */
GtkWindow *yyq_password_dialog_new (GtkWindow *parent, YyqSession *session);

G_END_DECLS
