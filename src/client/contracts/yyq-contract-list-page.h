/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Contract management (manual, chapter on contracts): a tab for each YyqContractTab, search in
 * title, initiator and participants, a range of start times, and the list. The session must be
 * READY.
 */
#define YYQ_TYPE_CONTRACT_LIST_PAGE (yyq_contract_list_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractListPage, yyq_contract_list_page, YYQ, CONTRACT_LIST_PAGE,
                      YyqListPage)

GtkWidget *yyq_contract_list_page_new (YyqSession *session);

G_END_DECLS
