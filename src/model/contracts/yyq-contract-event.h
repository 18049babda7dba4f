/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * A link of a contract's event chain, in words for people: detail may be NULL. kind is what the API
 * calls type: created, signed, withdrawn and so on.
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_CONTRACT_EVENT (yyq_contract_event_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractEvent, yyq_contract_event, YYQ, CONTRACT_EVENT, YyqRecord)

YyqContractEvent *yyq_contract_event_new (void);

const char *yyq_contract_event_get_id (YyqContractEvent *self);
const char *yyq_contract_event_get_kind (YyqContractEvent *self);
const char *yyq_contract_event_get_actor (YyqContractEvent *self);
gint64 yyq_contract_event_get_at (YyqContractEvent *self);
const char *yyq_contract_event_get_detail (YyqContractEvent *self);

G_END_DECLS
