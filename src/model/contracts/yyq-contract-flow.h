/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"

G_BEGIN_DECLS

/*
 * The rules by which a contract moves (architecture D10), used by the platform to change it and by
 * the client to know what may be offered:
 *
 *   draft -> filling -> signing -> completed; filling and signing also -> withdrawn | refused |
 * expired
 *
 * Parties with the same seq sign in any order; a higher seq waits for all of the lower ones. Each
 * verb changes the objects or gives FALSE with YYQ_RULE_ERROR_STATE and changes nothing.
 */

/* draft -> filling: every party fills its values, nobody signs yet (D1). */
gboolean yyq_contract_flow_start_filling (YyqContract *contract, GError **error);

/* A party's values are complete. */
gboolean yyq_contract_flow_filled (YyqContract *contract, YyqParty *party, GError **error);

/* draft, or filling with every party done -> signing: the lowest seq has its turn. */
gboolean yyq_contract_flow_start_signing (YyqContract *contract, GError **error);

/* The party's signature is made but has no time stamp yet (D4); release takes that back. */
gboolean yyq_contract_flow_hold (YyqContract *contract, YyqParty *party, GError **error);
gboolean yyq_contract_flow_release (YyqContract *contract, YyqParty *party, GError **error);

/* turn | stamping -> signed; hands the turn on, or completes the contract. */
gboolean yyq_contract_flow_sign (YyqContract *contract, YyqParty *party, gint64 at_ms,
                                 GError **error);

/* These three end the contract; parties that had not signed are skipped. */
gboolean yyq_contract_flow_refuse (YyqContract *contract, YyqParty *party, GError **error);
gboolean yyq_contract_flow_withdraw (YyqContract *contract, GError **error);
gboolean yyq_contract_flow_expire (YyqContract *contract, GError **error);

gboolean yyq_contract_flow_can_sign (YyqContract *contract, YyqParty *party);

/* Nobody else has to sign: what @party signs now completes the contract. */
gboolean yyq_contract_flow_is_last (YyqContract *contract, YyqParty *party);
gboolean yyq_contract_state_is_final (YyqContractState state);

/* (transfer none) (nullable): the party with this id, or the first of this enterprise in turn. */
YyqParty *yyq_contract_find_party (YyqContract *contract, const char *party_id);
YyqParty *yyq_contract_find_my_turn (YyqContract *contract);

G_END_DECLS
