/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-event.h"
#include "yyq-contract-store.h"
#include "yyq-error.h"
#include "yyq-id.h"

/* 0x1f cannot stand in any of the parts, so that no two rows give the same text. */
static char *
hash_of (const char *prev_hash, const char *contract_id, gint64 seq, YyqContractEvent *event)
{
  const char *detail = yyq_contract_event_get_detail (event);
  g_autofree char *text = g_strdup_printf (
    "%s\x1f%s\x1f%" G_GINT64_FORMAT "\x1f%s\x1f%s\x1f%s\x1f%" G_GINT64_FORMAT "\x1f%s", prev_hash, contract_id, seq,
    yyq_contract_event_get_id (event), yyq_contract_event_get_kind (event), yyq_contract_event_get_actor (event),
    yyq_contract_event_get_at (event), detail == NULL ? "" : detail);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
last_link (YyqStorage *storage, const char *contract_id, gint64 *seq, char **hash, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "SELECT seq, hash FROM contract_event WHERE contract_id = $1 ORDER BY seq DESC LIMIT 1", "s", contract_id);

  if (rows == NULL)
    return FALSE;
  *seq = 0;
  if (yyq_rows_next (rows, &local)) {
    *seq = yyq_rows_get_int (rows, 0);
    *hash = g_strdup (yyq_rows_get_text (rows, 1));
  } else {
    *hash = g_strdup ("");
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_contract_store_add_event (YyqPlatform *platform,
                              const char *contract_id,
                              const char *type,
                              const char *actor,
                              gint64 at_ms,
                              const char *detail,
                              GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  g_autofree char *prev_hash = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (YyqContractEvent) event = g_object_new (YYQ_TYPE_CONTRACT_EVENT, "id", id, "kind", type, "actor", actor,
                                                     "at", at_ms, "detail", detail, NULL);
  gint64 seq;

  if (!last_link (storage, contract_id, &seq, &prev_hash, error))
    return FALSE;
  hash = hash_of (prev_hash, contract_id, seq + 1, event);
  return yyq_storage_execute (
    storage, error,
    "INSERT INTO contract_event (contract_id, seq, id, type, actor, at, detail, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    "sisssisss", contract_id, seq + 1, id, type, actor, at_ms, detail, prev_hash, hash);
}

typedef gboolean (*EachEvent) (YyqRows *rows, YyqContractEvent *event, gpointer data);

static gboolean
for_each (YyqPlatform *platform, const char *contract_id, EachEvent each, gpointer data, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT id, type, actor, at, detail, seq, prev_hash, hash FROM contract_event WHERE contract_id = $1 ORDER BY seq", "s", contract_id);

  if (rows == NULL)
    return FALSE;
  while (yyq_rows_next (rows, &local)) {
    g_autoptr (YyqContractEvent) event = yyq_contract_event_new ();

    g_object_set (event, "id", yyq_rows_get_text (rows, 0), NULL);
    g_object_set (event, "kind", yyq_rows_get_text (rows, 1), NULL);
    g_object_set (event, "actor", yyq_rows_get_text (rows, 2), "at", yyq_rows_get_int (rows, 3), NULL);
    g_object_set (event, "detail", yyq_rows_get_text (rows, 4), NULL);
    if (!each (rows, event, data))
      break;
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
collect (YyqRows *rows, YyqContractEvent *event, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (event));
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
  const char *contract_id;
  gint64 seq;
  char *hash;
  gboolean broken;
} Chain;

static gboolean
check_link (YyqRows *rows, YyqContractEvent *event, gpointer data)
{
  Chain *chain = data;
  g_autofree char *expected = NULL;

  chain->seq++;
  expected = hash_of (chain->hash, chain->contract_id, chain->seq, event);
  chain->broken = yyq_rows_get_int (rows, 5) != chain->seq || g_strcmp0 (yyq_rows_get_text (rows, 6), chain->hash) != 0 ||
                  g_strcmp0 (yyq_rows_get_text (rows, 7), expected) != 0;
  g_free (chain->hash);
  chain->hash = g_steal_pointer (&expected);
  return !chain->broken;
}

gboolean
yyq_contract_store_check_events (YyqPlatform *platform, const char *contract_id, GError **error)
{
  Chain chain = { contract_id, 0, g_strdup (""), FALSE };
  gboolean ok = for_each (platform, contract_id, check_link, &chain, error);

  g_free (chain.hash);
  if (ok && chain.broken)
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "event %" G_GINT64_FORMAT " breaks the chain", chain.seq);
  return ok && !chain.broken;
}
