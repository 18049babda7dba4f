/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-list-page.h"

G_BEGIN_DECLS

/*
 * Contract management (manual, chapter on contracts): a tab for each YyqContractTab, search in
 * what contracts are known by, filters by state, start time, unit, initiator and term, and the
 * list. The session must be READY.
 */
#define YYQ_TYPE_CONTRACT_LIST_PAGE (yyq_contract_list_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractListPage, yyq_contract_list_page, YYQ, CONTRACT_LIST_PAGE,
                      YyqRecordListPage)

GtkWidget *yyq_contract_list_page_new (YyqSession *session);

G_END_DECLS
