/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session-ukey.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* The personal centre (manual, chapter 5): who is logged in, and the bound UKeys. */
#define YYQ_TYPE_PERSONAL_PAGE (yyq_personal_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqPersonalPage, yyq_personal_page, YYQ, PERSONAL_PAGE, YyqPage)

GtkWidget *yyq_personal_page_new (YyqSession *session, YyqUkeyManager *manager);

G_END_DECLS
