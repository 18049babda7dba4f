/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Anchors (docs/evidence.md): once a day the ends of all chains that grew are put under one digest,
 * and a time stamp (RFC 3161) over it proves that their rows were there. What cannot be stamped
 * waits, and is tried again; days on which the platform did not run need nothing.
 */

/* Ends of chains under one anchor; when more have grown there are several. */
#define YYQ_ANCHOR_MOST_HEADS 5000

/*
 * Makes what is due and stamps what waits, with the time-stamp authority of @platform. @next_ms:
 * when there is something to do again. Blocks on the network: the thread of YyqScheduler only.
 */
gboolean yyq_anchor_run (YyqPlatform *platform, gint64 *next_ms, GError **error);

/* What waits for longer than this is late: twice the longest pause between two tries. */
#define YYQ_ANCHOR_PATIENCE_MS (2 * 60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct {
  gint64 waiting; /* anchors without a time stamp; 0: none is late */
  gint64 since;   /* ms: the oldest of them */
} YyqLateAnchors;

/* Does evidence go without a time stamp, because the authority is missing or fails? Any thread. */
gboolean yyq_anchor_find_late (YyqPlatform *platform, YyqLateAnchors *late, GError **error);

/* Says so in the log when it begins and when it ends; @told: what was said last, FALSE at first. */
gboolean yyq_anchor_tell_late (YyqPlatform *platform, gboolean *told, GError **error);

/* The digest of an anchor, head by head. (transfer full) each. */
char *yyq_anchor_digest_begin (gint64 number, gint64 at, const char *prev_digest, gint64 n_heads);
char *yyq_anchor_digest_add (const char *digest, const char *chain, const char *id, gint64 seq,
                             const char *hash);

/*
 * Is @token a time stamp over @digest by an authority that is trusted? @at: its time, ms.
 * @why (out) (transfer full) (nullable): what speaks against it.
 */
gboolean yyq_anchor_check_token (YyqPlatform *platform, const char *digest, GBytes *token,
                                 gint64 *at, char **why);

G_END_DECLS
