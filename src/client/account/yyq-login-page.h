/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session-ukey.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * The log-in (manual, chapter 2): the platform's address, then password or UKey. It only moves the
 * session on; who shows what comes next listens to the session's state.
 */
#define YYQ_TYPE_LOGIN_PAGE (yyq_login_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqLoginPage, yyq_login_page, YYQ, LOGIN_PAGE, YyqPage)

GtkWidget *yyq_login_page_new (YyqSession *session, YyqUkeyManager *manager);

/* @settings (nullable) has the keys last-phone and last-method: what was used last is filled in,
 * and a log-in is remembered there, but for a demo's. Before yyq_login_page_set_server(). */
void yyq_login_page_set_memory (YyqLoginPage *self, GSettings *settings);

/* Shows @url (may be ""), goes on with a log-in that is kept of the platform there, or asks it who
 * it is. */
void yyq_login_page_set_server (YyqLoginPage *self, const char *url);

/* Until set_server: @text says what is being waited for. */
void yyq_login_page_set_waiting (YyqLoginPage *self, const char *text);

G_END_DECLS
