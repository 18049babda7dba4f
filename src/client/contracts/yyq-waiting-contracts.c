/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-waiting-contracts.h"

#include "yyq-contract-repository.h"

#define MOST_LOOKED_AT 64 /* rows: what the list reads at a time */

struct _YyqWaitingContracts {
  GObject parent_instance;

  YyqRecordList *list;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *but;                 /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqWaitingContracts, yyq_waiting_contracts, G_TYPE_OBJECT)

static guint signal_changed;

static void
changed_cb (YyqWaitingContracts *self)
{
  g_signal_emit (self, signal_changed, 0);
}

/* (transfer full) (nullable): the id of a row that counts. */
static char *
dup_id (YyqWaitingContracts *self, guint position)
{
  g_autoptr (YyqContract) contract = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const char *id = contract != NULL ? yyq_contract_get_id (contract) : NULL;

  return g_strcmp0 (id, self->but) != 0 ? g_strdup (id) : NULL;
}

guint
yyq_waiting_contracts_get_n (YyqWaitingContracts *self)
{
  guint n;

  g_return_val_if_fail (YYQ_IS_WAITING_CONTRACTS (self), 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  /* Until the cache has heard of its signature that contract may be one of the rows, near the top.
   */
  for (guint i = 0; i < MIN (n, MOST_LOOKED_AT); i++) {
    g_autofree char *id = dup_id (self, i);

    if (id == NULL)
      return n - 1;
  }
  return n;
}

char *
yyq_waiting_contracts_dup_next (YyqWaitingContracts *self)
{
  char *id;

  g_return_val_if_fail (YYQ_IS_WAITING_CONTRACTS (self), NULL);
  id = dup_id (self, 0);
  return id != NULL ? id : dup_id (self, 1);
}

YyqWaitingContracts *
yyq_waiting_contracts_new (YyqSession *session, const char *but)
{
  YyqWaitingContracts *self = g_object_new (YYQ_TYPE_WAITING_CONTRACTS, NULL);
  YyqContractRepository *contracts = yyq_contract_repository_of (session);
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  query->tab = YYQ_CONTRACT_TAB_MINE;
  self->but = g_strdup (but);
  self->list = yyq_contract_repository_query (contracts, query);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* An error changes nothing: what the cache knows is still there. */
  yyq_record_repository_refresh_async (YYQ_RECORD_REPOSITORY (contracts), self->cancellable, NULL,
                                       NULL);
  return self;
}

static void
yyq_waiting_contracts_dispose (GObject *object)
{
  g_cancellable_cancel (YYQ_WAITING_CONTRACTS (object)->cancellable);
  G_OBJECT_CLASS (yyq_waiting_contracts_parent_class)->dispose (object);
}

static void
yyq_waiting_contracts_finalize (GObject *object)
{
  YyqWaitingContracts *self = YYQ_WAITING_CONTRACTS (object);

  g_clear_object (&self->list);
  g_object_unref (self->cancellable);
  g_free (self->but);
  G_OBJECT_CLASS (yyq_waiting_contracts_parent_class)->finalize (object);
}

static void
yyq_waiting_contracts_class_init (YyqWaitingContractsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_waiting_contracts_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_waiting_contracts_finalize;
  signal_changed = g_signal_new ("changed", YYQ_TYPE_WAITING_CONTRACTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_waiting_contracts_init (YyqWaitingContracts *self)
{
  self->cancellable = g_cancellable_new ();
}
