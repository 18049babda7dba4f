/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-audit.h"
#include "yyq-contract.h"

G_BEGIN_DECLS

/* What a contract was before somebody did something to it, for the log. */
typedef struct {
  YyqContractState state;
  int revision;
} YyqContractBefore;

/* In the transaction: @action on @contract as it is now, in the log of its unit, with what became
 * different. @entry: actor, remote and action. */
gboolean yyq_contract_note (YyqPlatform *platform, const YyqAuditEntry *entry,
                            const YyqContractBefore *before, YyqContract *contract, GError **error);

G_END_DECLS
