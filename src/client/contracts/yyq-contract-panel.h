/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-contract.h"
#include "yyq-verdict-view.h"

G_BEGIN_DECLS

/* What is known of a contract beside its document: facts, parties, the verdict of its signatures,
 * events. */
#define YYQ_TYPE_CONTRACT_PANEL (yyq_contract_panel_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractPanel, yyq_contract_panel, YYQ, CONTRACT_PANEL, AdwBin)

void yyq_contract_panel_set_contract (YyqContractPanel *self, YyqContract *contract);

/* @events: of YyqContractEvent, oldest first; shown newest first. */
void yyq_contract_panel_set_events (YyqContractPanel *self, GListModel *events);

/* Instead of the events. */
void yyq_contract_panel_set_events_error (YyqContractPanel *self, const GError *error);

/* (transfer none) */
YyqVerdictView *yyq_contract_panel_get_verdict (YyqContractPanel *self);

G_END_DECLS
