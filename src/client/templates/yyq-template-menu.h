/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * What can be done with a template, by permission and state, as a menu: of a row, of a card, and of
 * the page of one template. Main thread.
 */

/* Actions "page.open-template", "close-template", "copy-template" and "delete-template", with what
 * they are about as their target. They ask where something goes for good, and tell in a toast what
 * came of it. */
void yyq_template_menu_add_actions (YyqPage *page);

/* (transfer full): @viewed: it is shown already. */
GMenuModel *yyq_template_menu_new (YyqSession *session, YyqTemplate *template, gboolean viewed);

/* (transfer full): the target of these actions. */
GVariant *yyq_template_menu_target (YyqTemplate *template);

G_END_DECLS
