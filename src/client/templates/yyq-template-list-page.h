/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-list-page.h"

G_BEGIN_DECLS

/* The templates of the company (manual chapter 7): as cards, or as a table. Main thread. */
#define YYQ_TYPE_TEMPLATE_LIST_PAGE (yyq_template_list_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateListPage, yyq_template_list_page, YYQ, TEMPLATE_LIST_PAGE,
                      YyqRecordListPage)

GtkWidget *yyq_template_list_page_new (YyqSession *session);

/* As the person does: cards, or the table. */
void yyq_template_list_page_show_cards (YyqTemplateListPage *self, gboolean cards);

G_END_DECLS
