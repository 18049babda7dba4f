/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-ukey-manager.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Who is logged in: the companies of the account, of which another one is chosen here
 * (win.switch-company), the UKey, the personal centre, and the way out. The companies are asked for
 * whenever it opens. Main thread.
 */
#define YYQ_TYPE_ACCOUNT_POPOVER (yyq_account_popover_get_type ())
G_DECLARE_FINAL_TYPE (YyqAccountPopover, yyq_account_popover, YYQ, ACCOUNT_POPOVER, GtkPopover)

/* Once. */
void yyq_account_popover_set_session (YyqAccountPopover *self, YyqSession *session);

/* The words of yyq-sidebar.c. */
void yyq_account_popover_set_ukey (YyqAccountPopover *self, const char *state);

G_END_DECLS
