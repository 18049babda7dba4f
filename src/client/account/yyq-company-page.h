/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * After the log-in (manual, chapter 2): which main enterprise's system is entered. With one
 * enterprise only there is nothing to ask, and it is entered at once.
 */
#define YYQ_TYPE_COMPANY_PAGE (yyq_company_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqCompanyPage, yyq_company_page, YYQ, COMPANY_PAGE, YyqPage)

/* @preferred (nullable): the id that is chosen beforehand. */
GtkWidget *yyq_company_page_new (YyqSession *session, const char *preferred);

G_END_DECLS
