/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-chain.h"
#include "yyq-contract-event.h"
#include "yyq-contract-store.h"
#include "yyq-error.h"
#include "yyq-event-link.h"
#include "yyq-id.h"

/* The document that the event is about: the latest revision. */
static YyqRows *
latest_revision (YyqStorage *storage, const char *contract_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, error,
                       "SELECT number, sha256, length FROM contract_revision WHERE contract_id = "
                       "$1 ORDER BY number DESC LIMIT 1",
                       "s", contract_id);

  if (rows == NULL)
    return NULL;
  if (yyq_rows_next (rows, &local))
    return g_steal_pointer (&rows);
  if (local == NULL)
    g_set_error (&local, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "contract %s has no document",
                 contract_id);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
insert (YyqStorage *storage, const YyqEventLink *link, GError **error)
{
  return yyq_storage_execute (storage, error,
                              "INSERT INTO contract_event (contract_id, seq, id, type, actor, at, "
                              "detail, prev_hash, hash, format, revision, sha256, length) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                              "sisssisssiisi", link->contract_id, link->seq, link->id, link->type,
                              link->actor, link->at, link->detail, link->prev_hash, link->hash,
                              link->format, link->revision, link->sha256, link->length) &&
         yyq_chain_save_head (storage, YYQ_CHAIN_CONTRACT, link->contract_id, link->seq, link->hash,
                              error);
}

gboolean
yyq_contract_store_add_event (YyqPlatform *platform, const char *contract_id, const char *type,
                              const char *actor, gint64 at_ms, const char *detail, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  g_autofree char *hash = NULL;
  g_auto (YyqChainHead) head = { 0 };
  g_autoptr (YyqRows) latest = latest_revision (storage, contract_id, error);
  YyqEventLink link = { .contract_id = contract_id,
                        .id = id,
                        .type = type,
                        .actor = actor,
                        .at = at_ms,
                        .detail = detail,
                        .format = YYQ_EVENT_FORMAT };

  if (latest == NULL ||
      !yyq_chain_take_head (storage, YYQ_CHAIN_CONTRACT, contract_id, &head, error))
    return FALSE;
  link.seq = head.seq + 1;
  link.prev_hash = head.hash;
  link.revision = yyq_rows_get_int (latest, 0);
  link.sha256 = yyq_rows_get_text (latest, 1);
  link.length = yyq_rows_get_int (latest, 2);
  link.hash = hash = yyq_event_link_hash (&link);
  return insert (storage, &link, error);
}

typedef gboolean (*EachLink) (const YyqEventLink *link, gpointer data);

static gboolean
for_each (YyqPlatform *platform, const char *contract_id, EachLink each, gpointer data,
          GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT " YYQ_EVENT_LINK_COLUMNS
                       " FROM contract_event e WHERE e.contract_id = $1 ORDER BY e.seq",
                       "s", contract_id);

  if (rows == NULL)
    return FALSE;
  while (yyq_rows_next (rows, &local)) {
    YyqEventLink link;

    yyq_event_link_read (&link, rows);
    if (!each (&link, data))
      break;
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
collect (const YyqEventLink *link, gpointer data)
{
  g_ptr_array_add (data, g_object_new (YYQ_TYPE_CONTRACT_EVENT, "id", link->id, "kind", link->type,
                                       "actor", link->actor, "at", link->at, "detail", link->detail,
                                       NULL));
  return TRUE;
}

GPtrArray *
yyq_contract_store_events (YyqPlatform *platform, const char *contract_id, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  if (!for_each (platform, contract_id, collect, events, error))
    return NULL;
  return g_steal_pointer (&events);
}

typedef struct {
  YyqChainWalk walk;
  const char *fault;
  gint64 seq; /* of the fault */
} Check;

static gboolean
check_link (const YyqEventLink *link, gpointer data)
{
  Check *check = data;
  g_autofree char *expected = yyq_event_link_hash (link);
  const YyqChainLink place = { link->seq, link->prev_hash, link->hash, link->format };

  check->fault = yyq_chain_walk_step (&check->walk, &place, expected, &check->seq);
  return check->fault == NULL;
}

gboolean
yyq_contract_store_check_events (YyqPlatform *platform, const char *contract_id, GError **error)
{
  Check check = { .walk.hash = g_strdup ("") };
  gboolean ok = for_each (platform, contract_id, check_link, &check, error);

  yyq_chain_walk_clear (&check.walk);
  if (ok && check.fault != NULL)
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT,
                 "event %" G_GINT64_FORMAT " breaks the chain: %s", check.seq, check.fault);
  return ok && check.fault == NULL;
}
