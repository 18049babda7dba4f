/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-evidence-check.h"

void
yyq_evidence_check_add_fault (YyqEvidenceCheck *self, const char *chain, const char *id, gint64 seq,
                              const char *row, const char *what)
{
  YyqEvidenceFault *fault;

  /* Where chains end stands in one table for all. */
  if (self->part == YYQ_EVIDENCE_LOG && g_str_equal (chain, YYQ_CHAIN_CONTRACT))
    return;
  fault = g_new0 (YyqEvidenceFault, 1);
  fault->chain = chain;
  fault->id = g_utf8_make_valid (id != NULL ? id : "", -1);
  fault->seq = seq;
  fault->row = row != NULL ? g_utf8_make_valid (row, -1) : NULL;
  fault->what = what;
  g_ptr_array_add (self->page->faults, fault);
}

gboolean
yyq_evidence_check_finish_rows (YyqEvidenceCheck *self, YyqRows *rows, GError *local, gint64 n,
                                gboolean *done, GError **error)
{
  *done = n < self->left;
  self->left -= n;
  if (local != NULL)
    g_propagate_error (error, local);
  return rows != NULL && local == NULL;
}

const char *
yyq_evidence_check_step (YyqEvidenceCheck *self, const char *id, const YyqChainLink *link,
                         const char *expected, gint64 *seq)
{
  g_auto (YyqChainWalk) walk = { 0 };
  const char *what;

  if (self->place.number == G_MININT64 || !g_str_equal (self->place.id, id)) {
    yyq_evidence_place_set (&self->place.id, id);
    yyq_chain_walk_init (&walk, 0, "", 0);
    self->page->counts.chains++;
  } else {
    yyq_chain_walk_init (&walk, self->place.number, self->place.hash, self->place.n);
  }
  what = yyq_chain_walk_step (&walk, link, expected, seq);
  self->place.number = walk.seq;
  self->place.n = walk.format;
  yyq_evidence_place_set (&self->place.hash, walk.hash);
  return what;
}

gboolean
yyq_evidence_check_walk (YyqEvidenceCheck *self, YyqRows *rows, YyqEvidenceRowCheck check,
                         GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GError) local = NULL;

  self->place.number = G_MININT64;
  while (owned != NULL && yyq_rows_next (owned, &local))
    check (self, owned);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return owned != NULL && (error == NULL || *error == NULL);
}
