/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"
#include "yyq-template-covers.h"

G_BEGIN_DECLS

/*
 * One template in the grid: its first page, name, type, unit and state. Where the pointer is, or
 * the keyboard, it offers to view and to use it; the right button and its own button open its menu,
 * whose actions the page around it has. Main thread.
 */
#define YYQ_TYPE_TEMPLATE_CARD (yyq_template_card_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateCard, yyq_template_card, YYQ, TEMPLATE_CARD, AdwBin)

/* @covers: where its picture comes from. */
GtkWidget *yyq_template_card_new (YyqSession *session, YyqTemplateCovers *covers);

/* @template (nullable): nothing is shown. */
void yyq_template_card_set_template (YyqTemplateCard *self, YyqTemplate *template);
YyqTemplate *yyq_template_card_get_template (YyqTemplateCard *self);

/* Says it anew: what waits for the platform has changed. */
void yyq_template_card_refresh (YyqTemplateCard *self);

/* Its menu, at a point of it. */
void yyq_template_card_open_menu (YyqTemplateCard *self, double x, double y);

/* (transfer full): what it says, in a sentence. */
char *yyq_template_card_say (YyqTemplateCard *self);

G_END_DECLS
