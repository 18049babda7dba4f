/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-query.h"
#include "yyq-contract.h"

G_BEGIN_DECLS

/*
 * A GListModel of YyqContract over the cache: the ids in their order, and pages of 64 rows in an
 * LRU beside them, so that a hundred thousand rows cost what the visible ones cost. Rows come
 * without parties and revisions. Main thread.
 *
 * Properties, all read-only:
 *   loading (boolean)  nothing can be shown yet, the cache is being read
 *   error (boxed GError, nullable)  why neither cache nor platform gave anything, or the refresh
 * failed stale (boolean)    what is shown is older than the last attempt to reach the platform
 *   refreshing (boolean) the platform is being asked
 *   n-items (uint)
 */
#define YYQ_TYPE_CONTRACT_LIST (yyq_contract_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractList, yyq_contract_list, YYQ, CONTRACT_LIST, GObject)

gboolean yyq_contract_list_get_loading (YyqContractList *self);
gboolean yyq_contract_list_get_refreshing (YyqContractList *self);
gboolean yyq_contract_list_get_stale (YyqContractList *self);

/* (transfer none) (nullable) */
const GError *yyq_contract_list_get_error (YyqContractList *self);

/* Changes what is shown; the old rows stay until the new ones are known. @query is copied. */
void yyq_contract_list_set_query (YyqContractList *self, const YyqContractQuery *query);

/* (transfer none): never NULL, never to be changed. */
const YyqContractQuery *yyq_contract_list_get_query (YyqContractList *self);

G_END_DECLS
