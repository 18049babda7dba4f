/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract.h"

YYQ_DEFINE_RECORD (YyqContract, yyq_contract, CONTRACT)

void
yyq_contract_set_state (YyqContract *self, YyqContractState state)
{
  g_object_set (self, "state", state, NULL);
}

void
yyq_contract_set_completed_at (YyqContract *self, gint64 completed_at)
{
  g_object_set (self, "completed-at", completed_at, NULL);
}

void
yyq_contract_set_version (YyqContract *self, gint64 version)
{
  g_object_set (self, "version", version, NULL);
}

void
yyq_contract_add_party (YyqContract *self, YyqParty *party)
{
  g_list_store_append (self->parties, party);
}

void
yyq_contract_add_revision (YyqContract *self, YyqRevision *revision)
{
  g_list_store_append (self->revisions, revision);
}
