/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/* One template to be looked at: its pages with the controls on them, what is known of it, and its
 * versions. Main thread. */
#define YYQ_TYPE_TEMPLATE_PAGE (yyq_template_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplatePage, yyq_template_page, YYQ, TEMPLATE_PAGE, YyqPage)

GtkWidget *yyq_template_page_new (YyqSession *session, const char *id);
const char *yyq_template_page_get_id (YyqTemplatePage *self);

G_END_DECLS
