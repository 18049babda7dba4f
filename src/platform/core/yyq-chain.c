/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-chain.h"

void
yyq_chain_head_clear (YyqChainHead *self)
{
  g_clear_pointer (&self->hash, g_free);
}

gboolean
yyq_chain_take_head (YyqStorage *storage, const char *chain, const char *id, YyqChainHead *head,
                     GError **error)
{
  g_autoptr (YyqRows) rows = NULL;

  if (!yyq_storage_execute (storage, error,
                            "INSERT INTO chain_head (chain, id, seq, hash) VALUES ($1, $2, 0, '') "
                            "ON CONFLICT (chain, id) DO NOTHING",
                            "ss", chain, id))
    return FALSE;
  rows = yyq_storage_query (
    storage, error, "SELECT seq, hash FROM chain_head WHERE chain = $1 AND id = $2" YYQ_SQL_LOCK,
    "ss", chain, id);
  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  yyq_chain_head_clear (head);
  head->seq = yyq_rows_get_int (rows, 0);
  head->hash = g_strdup (yyq_rows_get_text (rows, 1));
  return TRUE;
}

gboolean
yyq_chain_save_head (YyqStorage *storage, const char *chain, const char *id, gint64 seq,
                     const char *hash, GError **error)
{
  return yyq_storage_execute (
    storage, error, "UPDATE chain_head SET seq = $3, hash = $4 WHERE chain = $1 AND id = $2",
    "ssis", chain, id, seq, hash);
}

void
yyq_chain_walk_init (YyqChainWalk *self, gint64 seq, const char *hash, gint64 format)
{
  self->seq = seq;
  self->hash = g_strdup (hash);
  self->format = format;
}

void
yyq_chain_walk_clear (YyqChainWalk *self)
{
  g_clear_pointer (&self->hash, g_free);
}

static const char *
find_fault (const YyqChainWalk *self, const YyqChainLink *link, const char *expected)
{
  if (g_strcmp0 (link->hash, expected) != 0)
    return "changed";
  if (g_strcmp0 (link->prev_hash, self->hash) != 0)
    return "predecessor";
  return link->format < self->format ? "format" : NULL;
}

const char *
yyq_chain_walk_step (YyqChainWalk *self, const YyqChainLink *link, const char *expected,
                     gint64 *seq)
{
  const char *fault;

  if (link->seq > self->seq + 1) {
    *seq = self->seq + 1;
    fault = "missing";
  } else {
    *seq = link->seq;
    fault = link->seq <= self->seq ? "order" : find_fault (self, link, expected);
  }
  self->seq = link->seq;
  self->format = MAX (self->format, link->format);
  g_free (self->hash);
  self->hash = g_strdup (link->hash);
  return fault;
}
