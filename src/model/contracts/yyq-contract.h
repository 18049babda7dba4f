/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-party.h"
#include "yyq-record.h"
#include "yyq-revision.h"

G_BEGIN_DECLS

/*
 * A labour contract as the platform and the client know it. Times are UTC ms, 0 = not set. A list
 * row may come without parties and revisions: both models are then empty, never NULL. Main thread,
 * or one thread at a time. Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_CONTRACT (yyq_contract_get_type ())
G_DECLARE_FINAL_TYPE (YyqContract, yyq_contract, YYQ, CONTRACT, YyqRecord)

YyqContract *yyq_contract_new (void);

const char *yyq_contract_get_id (YyqContract *self);
const char *yyq_contract_get_enterprise_id (YyqContract *self);
const char *yyq_contract_get_number (YyqContract *self);
const char *yyq_contract_get_title (YyqContract *self);
YyqContractState yyq_contract_get_state (YyqContract *self);
const char *yyq_contract_get_initiator_name (YyqContract *self);
const char *yyq_contract_get_participants (YyqContract *self);
gint64 yyq_contract_get_initiated_at (YyqContract *self);
gint64 yyq_contract_get_completed_at (YyqContract *self);
gint64 yyq_contract_get_due_at (YyqContract *self);
gint64 yyq_contract_get_version (YyqContract *self);
gboolean yyq_contract_get_my_turn (YyqContract *self);
int yyq_contract_get_revision (YyqContract *self);
const char *yyq_contract_get_sha256 (YyqContract *self);
int yyq_contract_get_pages (YyqContract *self);
GListModel *yyq_contract_get_parties (YyqContract *self);
GListModel *yyq_contract_get_revisions (YyqContract *self);

void yyq_contract_set_state (YyqContract *self, YyqContractState state);
void yyq_contract_set_completed_at (YyqContract *self, gint64 completed_at);
void yyq_contract_set_version (YyqContract *self, gint64 version);

/* The object is referenced, not copied. */
void yyq_contract_add_party (YyqContract *self, YyqParty *party);
void yyq_contract_add_revision (YyqContract *self, YyqRevision *revision);

G_END_DECLS
