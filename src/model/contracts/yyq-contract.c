/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract.h"

struct _YyqContract {
  YyqRecord parent_instance;

  char *id;
  char *enterprise_id;
  char *number;
  char *title;
  YyqContractState state;
  char *initiator_name;
  char *participants;
  gint64 initiated_at;
  gint64 completed_at;
  gint64 due_at;
  gint64 version;
  gboolean my_turn;
  int revision;
  char *sha256;
  int pages;
  GListStore *parties;
  GListStore *revisions;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqContract, id, REQUIRED),
  YYQ_FIELD (YyqContract, enterprise_id, REQUIRED),
  YYQ_FIELD (YyqContract, number, REQUIRED),
  YYQ_FIELD (YyqContract, title, REQUIRED),
  YYQ_FIELD_WORD (YyqContract, state, REQUIRED, yyq_contract_state_get_type),
  YYQ_FIELD (YyqContract, initiator_name, REQUIRED),
  YYQ_FIELD (YyqContract, participants, REQUIRED),
  YYQ_FIELD (YyqContract, initiated_at, REQUIRED),
  YYQ_FIELD (YyqContract, completed_at, NULLABLE),
  YYQ_FIELD (YyqContract, due_at, NULLABLE),
  YYQ_FIELD (YyqContract, version, REQUIRED),
  YYQ_FIELD_TRUTH (YyqContract, my_turn, REQUIRED),
  YYQ_FIELD (YyqContract, revision, REQUIRED),
  YYQ_FIELD (YyqContract, sha256, OPTIONAL),
  YYQ_FIELD (YyqContract, pages, OPTIONAL),
  YYQ_FIELD_LIST (YyqContract, parties, yyq_party_get_type),
  YYQ_FIELD_LIST (YyqContract, revisions, yyq_revision_get_type),
};

YYQ_DEFINE_RECORD (YyqContract, yyq_contract, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqContract, yyq_contract, type, member)
#define GET_LIST(member) YYQ_RECORD_GET_LIST (YyqContract, yyq_contract, member)

GET (const char *, id)
GET (const char *, enterprise_id)
GET (const char *, number)
GET (const char *, title)
GET (YyqContractState, state)
GET (const char *, initiator_name)
GET (const char *, participants)
GET (gint64, initiated_at)
GET (gint64, completed_at)
GET (gint64, due_at)
GET (gint64, version)
GET (gboolean, my_turn)
GET (int, revision)
GET (const char *, sha256)
GET (int, pages)
GET_LIST (parties)
GET_LIST (revisions)

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
