/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-entity.h"

#include "yyq-contract.h"
#include "yyq-reply-cache.h"

static const YyqEntityColumn columns[] = {
  { "number", YYQ_ENTITY_SEARCHED },
  { "title", YYQ_ENTITY_SEARCHED },
  { "state" },
  { "initiator_name", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "participants", YYQ_ENTITY_SEARCHED },
  { "unit_name", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "initiated_at" },
  { "completed_at" },
  { "due_at" },
  { "my_turn" },
  { NULL },
};

static const YyqEntitySort sorts[] = {
  { "initiated_at", "initiated_at" },
  { "title", "title" },
  { "state", "state", "initiated_at" },
  { "due_at", "due_at" },
  { NULL },
};

static const YyqEntityFilter filters[] = {
  { "mine", { { "state", "signing" }, { "my_turn", "1" } } },
  { "others", { { "state", "signing" }, { "my_turn", "0" } } },
  { "done", { { "state", "completed" } } },
  { NULL },
};

static const char *const replies[] = { YYQ_REPLY_EVENTS, NULL };

/* A list row comes without parties. */
static gboolean
is_whole (gpointer record)
{
  return g_list_model_get_n_items (yyq_contract_get_parties (record)) > 0;
}

static void
list_documents (gpointer record, GPtrArray *documents)
{
  GListModel *revisions = yyq_contract_get_revisions (record);
  guint n = g_list_model_get_n_items (revisions);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqRevision) revision = g_list_model_get_item (revisions, i);

    g_ptr_array_add (documents, g_strdup (yyq_revision_get_sha256 (revision)));
  }
}

const YyqEntity yyq_contract_entity = {
  .name = "contract",
  .get_type = yyq_contract_get_type,
  .path = "/contracts",
  .permission = "contract.view",
  .columns = columns,
  .sorts = sorts,
  .filters = filters,
  .replies = replies,
  .is_whole = is_whole,
  .list_documents = list_documents,
};

/* (transfer full) */
static YyqRecordNarrow *
initiated_within (gint64 from_ms, gint64 to_ms)
{
  YyqRecordNarrow *narrow = yyq_record_narrow_new ();

  yyq_record_narrow_begin_part (narrow);
  if (from_ms != 0)
    yyq_record_narrow_add_number (narrow, "initiated_at", YYQ_RECORD_FROM, from_ms);
  if (to_ms != 0)
    yyq_record_narrow_add_number (narrow, "initiated_at", YYQ_RECORD_BEFORE, to_ms);
  return narrow;
}

/* The filters have the names of the tabs, the orders those of the columns. */
YyqRecordQuery *
yyq_contract_entity_query (const YyqContractQuery *query)
{
  YyqRecordQuery *self = yyq_record_query_new ();

  if (query->tab != YYQ_CONTRACT_TAB_ALL)
    self->filter = yyq_contract_tab_to_string (query->tab);
  yyq_record_query_set_text (self, query->text);
  yyq_record_query_take_narrow (self, initiated_within (query->from_ms, query->to_ms));
  self->sort = yyq_contract_sort_to_string (query->sort);
  self->descending = query->descending;
  return self;
}
