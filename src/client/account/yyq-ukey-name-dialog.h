/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"
#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/*
 * Asks what a bound UKey is to be called (manual chapter 5.2), and closes when the platform knows.
 * Signal "renamed" (). Main thread.
 */
#define YYQ_TYPE_UKEY_NAME_DIALOG (yyq_ukey_name_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyNameDialog, yyq_ukey_name_dialog, YYQ, UKEY_NAME_DIALOG, AdwWindow)

/* @name (nullable): what it is called so far. */
GtkWindow *yyq_ukey_name_dialog_new (GtkWindow *parent, YyqSession *session, const char *binding_id,
                                     const char *name);

G_END_DECLS
