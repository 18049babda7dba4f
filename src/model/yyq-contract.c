/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract.h"

#include "yyq-fields.h"

struct _YyqContract {
  GObject parent_instance;

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

G_DEFINE_FINAL_TYPE (YyqContract, yyq_contract, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, id) },
  { "enterprise-id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, enterprise_id) },
  { "number", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, number) },
  { "title", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, title) },
  { "state", YYQ_FIELD_ENUM, G_STRUCT_OFFSET (YyqContract, state), yyq_contract_state_get_type },
  { "initiator-name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, initiator_name) },
  { "participants", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, participants) },
  { "initiated-at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqContract, initiated_at) },
  { "completed-at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqContract, completed_at) },
  { "due-at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqContract, due_at) },
  { "version", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqContract, version) },
  { "my-turn", YYQ_FIELD_BOOLEAN, G_STRUCT_OFFSET (YyqContract, my_turn) },
  { "revision", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqContract, revision) },
  { "sha256", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContract, sha256) },
  { "pages", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqContract, pages) },
  { "parties", YYQ_FIELD_MODEL, G_STRUCT_OFFSET (YyqContract, parties), g_list_model_get_type },
  { "revisions", YYQ_FIELD_MODEL, G_STRUCT_OFFSET (YyqContract, revisions), g_list_model_get_type },
};

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  yyq_field_get (object, &fields[id - 1], value);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  yyq_field_set (object, &fields[id - 1], value);
}

static void
finalize (GObject *object)
{
  yyq_fields_clear (object, fields, G_N_ELEMENTS (fields));
  G_OBJECT_CLASS (yyq_contract_parent_class)->finalize (object);
}

static void
yyq_contract_class_init (YyqContractClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_contract_init (YyqContract *self)
{
  self->parties = g_list_store_new (YYQ_TYPE_PARTY);
  self->revisions = g_list_store_new (YYQ_TYPE_REVISION);
}

YyqContract *
yyq_contract_new (void)
{
  return g_object_new (YYQ_TYPE_CONTRACT, NULL);
}

const char *
yyq_contract_get_id (YyqContract *self)
{
  return self->id;
}

const char *
yyq_contract_get_enterprise_id (YyqContract *self)
{
  return self->enterprise_id;
}

const char *
yyq_contract_get_number (YyqContract *self)
{
  return self->number;
}

const char *
yyq_contract_get_title (YyqContract *self)
{
  return self->title;
}

YyqContractState
yyq_contract_get_state (YyqContract *self)
{
  return self->state;
}

const char *
yyq_contract_get_initiator_name (YyqContract *self)
{
  return self->initiator_name;
}

const char *
yyq_contract_get_participants (YyqContract *self)
{
  return self->participants;
}

gint64
yyq_contract_get_initiated_at (YyqContract *self)
{
  return self->initiated_at;
}

gint64
yyq_contract_get_completed_at (YyqContract *self)
{
  return self->completed_at;
}

gint64
yyq_contract_get_due_at (YyqContract *self)
{
  return self->due_at;
}

gint64
yyq_contract_get_version (YyqContract *self)
{
  return self->version;
}

gboolean
yyq_contract_get_my_turn (YyqContract *self)
{
  return self->my_turn;
}

int
yyq_contract_get_revision (YyqContract *self)
{
  return self->revision;
}

const char *
yyq_contract_get_sha256 (YyqContract *self)
{
  return self->sha256;
}

int
yyq_contract_get_pages (YyqContract *self)
{
  return self->pages;
}

GListModel *
yyq_contract_get_parties (YyqContract *self)
{
  return G_LIST_MODEL (self->parties);
}

GListModel *
yyq_contract_get_revisions (YyqContract *self)
{
  return G_LIST_MODEL (self->revisions);
}

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
