/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-contract.h"
#include "yyq-platform.h"
#include "yyq-search-sql.h"

G_BEGIN_DECLS

/* By what contracts are found. Blocks; any thread. Errors: YYQ_STORE_ERROR. */

/* Number, title, initiator, participants, unit; workers by their phones. */
extern const YyqSearchTable yyq_contract_search;

/* (transfer full): what is looked for in a contract's own texts, folded. */
char *yyq_contract_search_text (YyqContract *contract);

/* The tokens of a contract that has none yet; it is written with @search_text and a search_form of
 * 1. In the caller's transaction. */
gboolean yyq_contract_search_store_add (YyqStorage *storage, const char *tenant_id,
                                        const char *contract_id, const char *search_text,
                                        GError **error);

/* How the worker who is the party @party_id is reached, so that he is found by it. @phone: a valid
 * number. In the caller's transaction. */
gboolean yyq_contract_search_store_set_phone (YyqPlatform *platform, const char *party_id,
                                              const char *phone, GError **error);

/* Have all contracts of the tenant their tokens? */
gboolean yyq_contract_search_store_is_complete (YyqStorage *storage, const char *tenant_id,
                                                gboolean *complete, GError **error);

/* In a transaction of its own, makes the tokens of up to @limit contracts that have none; @done
 * (out): of how many. Others may do the same at the same time. */
gboolean yyq_contract_search_store_catch_up (YyqPlatform *platform, guint limit, guint *done,
                                             GError **error);

G_END_DECLS
