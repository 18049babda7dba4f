/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* What a contract was before it is saved: of a new one nothing. */
typedef struct {
  YyqContractState state;
  gboolean my_turn;
  GHashTable *signed_by; /* (owned) (element-type utf8): ids of parties */
} YyqContractThen;

void yyq_contract_then_clear (YyqContractThen *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqContractThen, yyq_contract_then_clear)

/* In the transaction: as its rows are now. */
gboolean yyq_contract_news_store_read (YyqPlatform *platform, const char *contract_id,
                                       YyqContractThen *then, GError **error);

/*
 * In the transaction: a message of what became different, to those who may sign for the unit: how
 * it ended, or that it waits for them, or else that a worker has signed. One is enough: that it
 * waits for them says that others have signed.
 */
gboolean yyq_contract_news_store_tell (YyqPlatform *platform, const char *tenant_id,
                                       YyqContract *contract, const YyqContractThen *then,
                                       GError **error);

G_END_DECLS
