/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Contract management (manual, chapter on contracts): four boxes, search in title, initiator and
 * participants, a range of start times, and the list. The session must be READY.
 */
#define YYQ_TYPE_CONTRACT_LIST_PAGE (yyq_contract_list_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractListPage, yyq_contract_list_page, YYQ, CONTRACT_LIST_PAGE, YyqPage)

GtkWidget *yyq_contract_list_page_new (YyqSession *session);

/* Chooses a box, as a card of the home page does. */
void yyq_contract_list_page_set_box (YyqContractListPage *self, YyqContractBox box);

/* Puts @text into the search field and searches at once. */
void yyq_contract_list_page_search (YyqContractListPage *self, const char *text);

/* The keyboard goes to the search field. */
void yyq_contract_list_page_focus_search (YyqContractListPage *self);

G_END_DECLS
