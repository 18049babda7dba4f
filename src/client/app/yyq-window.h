/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-page.h"
#include "yyq-session.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * The window: log-in and choice of the company before, sidebar and pages after. It follows the
 * session's state; which page is shown is decided by the sidebar and by yyq_window_show_page().
 * Actions: win.back, win.close, win.jobs-started, win.palette, win.refresh, win.search,
 * win.show-nth (a number, from 1 on: of the chapters in the sidebar), win.switch-company (its id).
 */
#define YYQ_TYPE_WINDOW (yyq_window_get_type ())
G_DECLARE_FINAL_TYPE (YyqWindow, yyq_window, YYQ, WINDOW, AdwApplicationWindow)

/* @settings is nullable: see yyq_settings_new(). */
YyqWindow *yyq_window_new (GtkApplication *application, YyqSession *session,
                           YyqUkeyManager *manager, GSettings *settings);

/* The name of a chapter, with what lies over it; where it is shown already, its first page. FALSE
 * when there is none of that name, or nobody is logged in. */
gboolean yyq_window_show_page (YyqWindow *self, const char *name);

/* The list of contracts at the tab of this name: all, mine, others or done. */
void yyq_window_show_contracts (YyqWindow *self, const char *tab);

/* One contract over the chapter; @sign opens the sign dialog over it. */
void yyq_window_show_contract (YyqWindow *self, const char *id, gboolean sign);

/* The tasks, and over them this one. */
void yyq_window_show_task (YyqWindow *self, const char *id);

/* The messages, and from there what this one is about. */
void yyq_window_show_message (YyqWindow *self, const char *id);

/* A short message over whatever is shown. */
void yyq_window_tell (YyqWindow *self, const char *text);

/* Asks first, where something would be lost. */
void yyq_window_log_out (YyqWindow *self);

/* Puts @page over the chapter; "back" takes it away again. Sinks a floating reference. */
void yyq_window_push (YyqWindow *self, YyqPage *page);

/* Asks the platform at @url who it is, while the log-in is shown. */
void yyq_window_set_server (YyqWindow *self, const char *url);

/* Says on the log-in page what is being waited for before there is an address; NULL: nothing comes.
 */
void yyq_window_set_waiting (YyqWindow *self, const char *text);

/* (transfer none): what is shown now. */
YyqPage *yyq_window_get_page (YyqWindow *self);

G_END_DECLS
