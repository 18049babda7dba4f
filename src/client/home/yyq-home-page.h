/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The first page after the log-in (manual, chapter 4): what waits, the figures, the statistics and
 * the latest contracts. The session must be READY.
 */
#define YYQ_TYPE_HOME_PAGE (yyq_home_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqHomePage, yyq_home_page, YYQ, HOME_PAGE, YyqPage)

GtkWidget *yyq_home_page_new (YyqSession *session);

G_END_DECLS
