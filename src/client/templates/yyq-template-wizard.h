/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * A template is made, or a closed one changed, in three steps (manual chapter 7.1): 基本信息,
 * 控件设置, and the page that says it is done. Each change is kept at once, so that going back and
 * forth, leaving and kill -9 lose nothing. Main thread. Actions: page.next, page.previous.
 */
#define YYQ_TYPE_TEMPLATE_WIZARD (yyq_template_wizard_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateWizard, yyq_template_wizard, YYQ, TEMPLATE_WIZARD, YyqPage)

/* @id (nullable): a new one. */
GtkWidget *yyq_template_wizard_new (YyqSession *session, const char *id);

G_END_DECLS
