/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-ukey-manager.h"

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The chapters and, below them, who is logged in. Signal "selected" (name): a chapter was chosen by
 * Enter, a click or a screen reader, which selects the row and does not activate it; never because
 * the focus passed.
 */
#define YYQ_TYPE_SIDEBAR (yyq_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (YyqSidebar, yyq_sidebar, YYQ, SIDEBAR, AdwBin)

void yyq_sidebar_set_session (YyqSidebar *self, YyqSession *session, YyqUkeyManager *manager);

/* Marks the row without emitting "selected". */
void yyq_sidebar_select (YyqSidebar *self, const char *name);

/* (nullable): the name of the chapter in row @n of those that are to be seen, from 1 on. */
const char *yyq_sidebar_get_nth (YyqSidebar *self, guint n);

/* 0 hides the badge; @spoken: the same in words, "7 unread". */
void yyq_sidebar_set_badge (YyqSidebar *self, const char *name, guint count, const char *spoken);

G_END_DECLS
