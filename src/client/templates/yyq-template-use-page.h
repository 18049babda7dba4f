/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/* What a contract that is made with a template will ask for, and of whom. Main thread. */
#define YYQ_TYPE_TEMPLATE_USE_PAGE (yyq_template_use_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateUsePage, yyq_template_use_page, YYQ, TEMPLATE_USE_PAGE, YyqPage)

GtkWidget *yyq_template_use_page_new (YyqSession *session, const char *id);

G_END_DECLS
