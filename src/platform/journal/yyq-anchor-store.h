/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Rows of anchor and anchor_head, and how far chains are anchored. What writes does so in the
 * caller's transaction or in none. Any thread; blocks. Errors: YYQ_STORE_ERROR.
 */

/* The end of a chain. */
typedef struct {
  char *chain;
  char *id;
  gint64 seq;
  char *hash;
} YyqAnchorHead;

/* (transfer full) (element-type YyqAnchorHead): ends of chains that have grown since they were
 * anchored, at most @limit. */
GPtrArray *yyq_anchor_store_list_grown (YyqStorage *storage, guint limit, GError **error);

typedef struct {
  gint64 number; /* 0: there is none */
  gint64 at;     /* ms */
  gint64 tries;  /* of getting a time stamp */
  char *digest;  /* "" where there is none */
} YyqAnchorRow;

void yyq_anchor_row_clear (YyqAnchorRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqAnchorRow, yyq_anchor_row_clear)

/* Fills @anchor: the newest; the first without a time stamp whose turn has come. */
gboolean yyq_anchor_store_load_last (YyqStorage *storage, YyqAnchorRow *anchor, GError **error);
gboolean yyq_anchor_store_load_pending (YyqStorage *storage, YyqAnchorRow *anchor, GError **error);

/* An anchor that comes behind the one with @prev_digest, over @heads (element-type YyqAnchorHead),
 * which are anchored from now on. */
gboolean yyq_anchor_store_insert (YyqStorage *storage, const YyqAnchorRow *anchor,
                                  const char *prev_digest, GPtrArray *heads, GError **error);

gboolean yyq_anchor_store_set_token (YyqStorage *storage, gint64 number, GBytes *token,
                                     gint64 stamped_at, GError **error);

/* All that wait go to the same authority, and wait until @at. */
gboolean yyq_anchor_store_try_later (YyqStorage *storage, gint64 at, GError **error);

/* When the next one's turn comes; 0: none waits. */
gboolean yyq_anchor_store_find_next (YyqStorage *storage, gint64 *at, GError **error);

/* Anchors without a time stamp, and when the oldest was made; 0: there is none. */
gboolean yyq_anchor_store_count_waiting (YyqStorage *storage, gint64 *n, gint64 *since,
                                         GError **error);

G_END_DECLS
