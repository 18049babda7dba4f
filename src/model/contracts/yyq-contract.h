/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-party.h"
#include "yyq-record.h"
#include "yyq-revision.h"

G_BEGIN_DECLS

/*
 * A labour contract as the platform and the client know it. Times are UTC ms, 0 = not set. A list
 * row may come without parties and revisions: both models are then empty, never NULL. unit_name is
 * what the unit is called, which older platforms do not tell. Main thread, or one thread at a time.
 */
#define YYQ_CONTRACT_MEMBERS(M, T)                                            \
  M (T, STRING, id, REQUIRED)                                                 \
  M (T, STRING, enterprise_id, REQUIRED)                                      \
  M (T, STRING, unit_name, OPTIONAL)                                          \
  M (T, STRING, number, REQUIRED)                                             \
  M (T, STRING, title, REQUIRED)                                              \
  M (T, ENUM, state, REQUIRED, YyqContractState, yyq_contract_state_get_type) \
  M (T, STRING, initiator_name, REQUIRED)                                     \
  M (T, STRING, participants, REQUIRED)                                       \
  M (T, INT64, initiated_at, REQUIRED)                                        \
  M (T, INT64, completed_at, NULLABLE)                                        \
  M (T, INT64, due_at, NULLABLE)                                              \
  M (T, INT64, version, REQUIRED)                                             \
  M (T, BOOLEAN, my_turn, REQUIRED)                                           \
  M (T, INT, revision, REQUIRED)                                              \
  M (T, STRING, sha256, OPTIONAL)                                             \
  M (T, INT, pages, OPTIONAL)                                                 \
  M (T, LIST, parties, OPTIONAL, yyq_party_get_type)                          \
  M (T, LIST, revisions, OPTIONAL, yyq_revision_get_type)
#define YYQ_TYPE_CONTRACT (yyq_contract_get_type ())
YYQ_DECLARE_RECORD (YyqContract, yyq_contract, CONTRACT)

void yyq_contract_set_state (YyqContract *self, YyqContractState state);
void yyq_contract_set_completed_at (YyqContract *self, gint64 completed_at);
void yyq_contract_set_version (YyqContract *self, gint64 version);

/* The object is referenced, not copied. */
void yyq_contract_add_party (YyqContract *self, YyqParty *party);
void yyq_contract_add_revision (YyqContract *self, YyqRevision *revision);

G_END_DECLS
