/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * What the event chain of a contract and the audit chain of a tenant have in common: rows that
 * count up from 1, each with the hash of the one before, and a note of the last one in table
 * chain_head, which is what an anchor covers. Everything that writes belongs in a transaction of
 * the caller.
 */
#define YYQ_CHAIN_CONTRACT "contract" /* by contract id */
#define YYQ_CHAIN_AUDIT \
  "audit" /* by tenant: the id of the main enterprise, "" for the platform's own */

typedef struct {
  gint64 seq; /* 0: the chain has not begun */
  char *hash; /* "" then */
} YyqChainHead;

void yyq_chain_head_clear (YyqChainHead *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqChainHead, yyq_chain_head_clear)

/*
 * For who appends: nobody else appends to this chain until the transaction ends. A chain that has
 * not begun gets its note here, so that there is something to hold; who takes it goes on to
 * yyq_chain_save_head() or rolls back.
 */
gboolean yyq_chain_take_head (YyqStorage *storage, const char *chain, const char *id,
                              YyqChainHead *head, GError **error);
gboolean yyq_chain_save_head (YyqStorage *storage, const char *chain, const char *id, gint64 seq,
                              const char *hash, GError **error);

/* One row of a chain, as far as its place is concerned. */
typedef struct {
  gint64 seq;
  const char *prev_hash;
  const char *hash;
  gint64 format;
} YyqChainLink;

/* Where a walk along one chain stands. Starts as zeros with an empty hash. */
typedef struct {
  gint64 seq;
  char *hash; /* (owned) */
  gint64 format;
} YyqChainWalk;

void yyq_chain_walk_init (YyqChainWalk *self, gint64 seq, const char *hash, gint64 format);
void yyq_chain_walk_clear (YyqChainWalk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqChainWalk, yyq_chain_walk_clear)

/*
 * Goes on to @link, whose content has the hash @expected. (nullable): what is wrong, one of the
 * words of docs/evidence.md; @seq is the row that it is about. The walk goes on behind it, so that
 * one fault is told once.
 */
const char *yyq_chain_walk_step (YyqChainWalk *self, const YyqChainLink *link, const char *expected,
                                 gint64 *seq);

G_END_DECLS
