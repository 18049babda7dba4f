/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-flow.h"

#include "yyq-error.h"

typedef gboolean (*PartyTest) (YyqParty *party, gconstpointer data);

static YyqParty *
find (YyqContract *contract, PartyTest test, gconstpointer data)
{
  GListModel *parties = yyq_contract_get_parties (contract);
  guint n = g_list_model_get_n_items (parties);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (test (party, data))
      return party; /* the contract keeps it alive */
  }
  return NULL;
}

static gboolean
has_id (YyqParty *party, gconstpointer data)
{
  return g_strcmp0 (yyq_party_get_id (party), data) == 0;
}

static gboolean
is_my_turn (YyqParty *party, gconstpointer data)
{
  return yyq_party_get_mine (party) && yyq_party_get_state (party) == YYQ_PARTY_STATE_TURN;
}

static gboolean
is_filling (YyqParty *party, gconstpointer data)
{
  return yyq_party_get_state (party) == YYQ_PARTY_STATE_FILLING;
}

static gboolean
is_outstanding (YyqParty *party)
{
  switch (yyq_party_get_state (party)) {
  case YYQ_PARTY_STATE_WAITING:
  case YYQ_PARTY_STATE_FILLING:
  case YYQ_PARTY_STATE_TURN:
  case YYQ_PARTY_STATE_STAMPING:
    return TRUE;
  case YYQ_PARTY_STATE_SIGNED:
  case YYQ_PARTY_STATE_REFUSED:
  case YYQ_PARTY_STATE_SKIPPED:
  default:
    return FALSE;
  }
}

YyqParty *
yyq_contract_find_party (YyqContract *contract, const char *party_id)
{
  return find (contract, has_id, party_id);
}

YyqParty *
yyq_contract_find_my_turn (YyqContract *contract)
{
  return find (contract, is_my_turn, NULL);
}

gboolean
yyq_contract_state_is_final (YyqContractState state)
{
  return state != YYQ_CONTRACT_STATE_DRAFT && state != YYQ_CONTRACT_STATE_FILLING &&
         state != YYQ_CONTRACT_STATE_SIGNING;
}

static gboolean
conflict (YyqContract *contract, YyqParty *party, const char *verb, GError **error)
{
  g_set_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_STATE, "%s: the contract is %s, the party %s",
               verb, yyq_contract_state_to_string (yyq_contract_get_state (contract)),
               party == NULL ? "-" : yyq_party_state_to_string (yyq_party_get_state (party)));
  return FALSE;
}

static void
set_all (YyqContract *contract, YyqPartyState state, gboolean only_outstanding)
{
  GListModel *parties = yyq_contract_get_parties (contract);
  guint n = g_list_model_get_n_items (parties);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (!only_outstanding || is_outstanding (party))
      yyq_party_set_state (party, state);
  }
}

/* Gives the turn to the lowest seq that waits, unless a lower one is still busy. FALSE: all are
 * done. */
static gboolean
hand_on (YyqContract *contract)
{
  GListModel *parties = yyq_contract_get_parties (contract);
  guint n = g_list_model_get_n_items (parties);
  int lowest = G_MAXINT;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (is_outstanding (party))
      lowest = MIN (lowest, yyq_party_get_seq (party));
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (yyq_party_get_seq (party) == lowest &&
        yyq_party_get_state (party) == YYQ_PARTY_STATE_WAITING)
      yyq_party_set_state (party, YYQ_PARTY_STATE_TURN);
  }
  return lowest != G_MAXINT;
}

gboolean
yyq_contract_flow_start_filling (YyqContract *contract, GError **error)
{
  if (yyq_contract_get_state (contract) != YYQ_CONTRACT_STATE_DRAFT)
    return conflict (contract, NULL, "fill", error);
  yyq_contract_set_state (contract, YYQ_CONTRACT_STATE_FILLING);
  set_all (contract, YYQ_PARTY_STATE_FILLING, FALSE);
  return TRUE;
}

gboolean
yyq_contract_flow_filled (YyqContract *contract, YyqParty *party, GError **error)
{
  if (yyq_contract_get_state (contract) != YYQ_CONTRACT_STATE_FILLING || !is_filling (party, NULL))
    return conflict (contract, party, "filled", error);
  yyq_party_set_state (party, YYQ_PARTY_STATE_WAITING);
  return TRUE;
}

gboolean
yyq_contract_flow_start_signing (YyqContract *contract, GError **error)
{
  YyqContractState state = yyq_contract_get_state (contract);

  if (state != YYQ_CONTRACT_STATE_DRAFT && state != YYQ_CONTRACT_STATE_FILLING)
    return conflict (contract, NULL, "start", error);
  if (g_list_model_get_n_items (yyq_contract_get_parties (contract)) == 0 ||
      find (contract, is_filling, NULL) != NULL)
    return conflict (contract, NULL, "start", error);
  yyq_contract_set_state (contract, YYQ_CONTRACT_STATE_SIGNING);
  set_all (contract, YYQ_PARTY_STATE_WAITING, FALSE);
  hand_on (contract);
  return TRUE;
}

gboolean
yyq_contract_flow_can_sign (YyqContract *contract, YyqParty *party)
{
  return yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_SIGNING &&
         yyq_party_get_state (party) == YYQ_PARTY_STATE_TURN;
}

static gboolean
is_outstanding_other (YyqParty *party, gconstpointer data)
{
  return party != data && is_outstanding (party);
}

gboolean
yyq_contract_flow_is_last (YyqContract *contract, YyqParty *party)
{
  return find (contract, is_outstanding_other, party) == NULL;
}

gboolean
yyq_contract_flow_hold (YyqContract *contract, YyqParty *party, GError **error)
{
  if (!yyq_contract_flow_can_sign (contract, party))
    return conflict (contract, party, "hold", error);
  yyq_party_set_state (party, YYQ_PARTY_STATE_STAMPING);
  return TRUE;
}

gboolean
yyq_contract_flow_release (YyqContract *contract, YyqParty *party, GError **error)
{
  if (yyq_contract_get_state (contract) != YYQ_CONTRACT_STATE_SIGNING ||
      yyq_party_get_state (party) != YYQ_PARTY_STATE_STAMPING)
    return conflict (contract, party, "release", error);
  yyq_party_set_state (party, YYQ_PARTY_STATE_TURN);
  return TRUE;
}

gboolean
yyq_contract_flow_sign (YyqContract *contract, YyqParty *party, gint64 at_ms, GError **error)
{
  YyqPartyState state = yyq_party_get_state (party);

  if (yyq_contract_get_state (contract) != YYQ_CONTRACT_STATE_SIGNING ||
      (state != YYQ_PARTY_STATE_TURN && state != YYQ_PARTY_STATE_STAMPING))
    return conflict (contract, party, "sign", error);
  yyq_party_set_state (party, YYQ_PARTY_STATE_SIGNED);
  yyq_party_set_signed_at (party, at_ms);
  if (!hand_on (contract)) {
    yyq_contract_set_state (contract, YYQ_CONTRACT_STATE_COMPLETED);
    yyq_contract_set_completed_at (contract, at_ms);
  }
  return TRUE;
}

static gboolean
end (YyqContract *contract, YyqContractState state, const char *verb, GError **error)
{
  YyqContractState now = yyq_contract_get_state (contract);

  if (now != YYQ_CONTRACT_STATE_FILLING && now != YYQ_CONTRACT_STATE_SIGNING)
    return conflict (contract, NULL, verb, error);
  set_all (contract, YYQ_PARTY_STATE_SKIPPED, TRUE);
  yyq_contract_set_state (contract, state);
  return TRUE;
}

gboolean
yyq_contract_flow_refuse (YyqContract *contract, YyqParty *party, GError **error)
{
  YyqPartyState state = yyq_party_get_state (party);

  if ((state != YYQ_PARTY_STATE_TURN && state != YYQ_PARTY_STATE_FILLING) ||
      !end (contract, YYQ_CONTRACT_STATE_REFUSED, "refuse", NULL))
    return conflict (contract, party, "refuse", error);
  yyq_party_set_state (party, YYQ_PARTY_STATE_REFUSED);
  return TRUE;
}

gboolean
yyq_contract_flow_withdraw (YyqContract *contract, GError **error)
{
  return end (contract, YYQ_CONTRACT_STATE_WITHDRAWN, "withdraw", error);
}

gboolean
yyq_contract_flow_expire (YyqContract *contract, GError **error)
{
  return end (contract, YYQ_CONTRACT_STATE_EXPIRED, "expire", error);
}
