/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-news-store.h"

#include "yyq-access-store.h"
#include "yyq-contract-store.h"
#include "yyq-message-store.h"

void
yyq_contract_then_clear (YyqContractThen *self)
{
  g_clear_pointer (&self->signed_by, g_hash_table_unref);
}

/* A row of the contract, and one of each party that has signed. */
static const char sql[] =
  "SELECT 0, state, my_turn FROM contract WHERE id = $1 UNION ALL "
  "SELECT 1, id, 0 FROM contract_party WHERE contract_id = $1 AND state = 'signed'";

gboolean
yyq_contract_news_store_read (YyqPlatform *platform, const char *contract_id, YyqContractThen *then,
                              GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local, sql, "s", contract_id);

  then->signed_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (rows != NULL && yyq_rows_next (rows, &local)) {
    if (yyq_rows_get_int (rows, 0) == 0) {
      yyq_contract_state_from_string (yyq_rows_get_text (rows, 1), &then->state);
      then->my_turn = yyq_rows_get_int (rows, 2) != 0;
    } else {
      g_hash_table_add (then->signed_by, g_strdup (yyq_rows_get_text (rows, 1)));
    }
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* (nullable): of the states that are an end. */
static const char *
kind_of_end (YyqContractState state)
{
  switch (state) {
  case YYQ_CONTRACT_STATE_COMPLETED:
    return "contract.completed";
  case YYQ_CONTRACT_STATE_WITHDRAWN:
    return "contract.withdrawn";
  case YYQ_CONTRACT_STATE_REFUSED:
    return "contract.refused";
  case YYQ_CONTRACT_STATE_EXPIRED:
    return "contract.expired";
  case YYQ_CONTRACT_STATE_DRAFT:
  case YYQ_CONTRACT_STATE_FILLING:
  case YYQ_CONTRACT_STATE_SIGNING:
  default:
    return NULL;
  }
}

typedef struct {
  YyqPlatform *platform;
  const char *tenant_id;
  YyqContract *contract;
  GStrv accounts; /* (nullable): asked for when there is something to tell */
} Telling;

static gboolean
tell (Telling *self, const char *kind, const char *people, GError **error)
{
  const YyqNews news = { .kind = kind,
                         .object = yyq_contract_get_id (self->contract),
                         .people = people };

  if (self->accounts == NULL)
    self->accounts = yyq_access_store_list_accounts (
      self->platform, self->tenant_id, yyq_contract_get_enterprise_id (self->contract),
      YYQ_CONTRACT_SIGN, error);
  if (self->accounts == NULL)
    return FALSE;
  for (char **account = self->accounts; *account != NULL; account++)
    if (!yyq_message_store_tell (self->platform, self->tenant_id, *account, &news, error))
      return FALSE;
  return TRUE;
}

/* What the company has signed itself its people know. */
static gboolean
tell_signed (Telling *self, const YyqContractThen *then, GError **error)
{
  GListModel *parties = yyq_contract_get_parties (self->contract);

  for (guint i = 0; i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (yyq_party_get_side (party) != YYQ_PARTY_SIDE_WORKER ||
        yyq_party_get_state (party) != YYQ_PARTY_STATE_SIGNED ||
        g_hash_table_contains (then->signed_by, yyq_party_get_id (party)))
      continue;
    if (!tell (self, "contract.signed", yyq_party_get_name (party), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yyq_contract_news_store_tell (YyqPlatform *platform, const char *tenant_id, YyqContract *contract,
                              const YyqContractThen *then, GError **error)
{
  Telling telling = { platform, tenant_id, contract, NULL };
  const YyqContractState state = yyq_contract_get_state (contract);
  const char *end = state != then->state ? kind_of_end (state) : NULL;
  gboolean ok;

  if (end != NULL)
    ok = tell (&telling, end, NULL, error);
  else if (yyq_contract_get_my_turn (contract) && !then->my_turn)
    ok = tell (&telling, "contract.turn", NULL, error);
  else
    ok = tell_signed (&telling, then, error);
  g_strfreev (telling.accounts);
  return ok;
}
