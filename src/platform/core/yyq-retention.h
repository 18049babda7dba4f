/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * What the platform keeps for a term and then removes (PIPL art. 19 and 47: no longer than needed).
 * Contracts, revisions, events, audit, anchors and documents have no term. What shows who used the
 * network and when stays 180 days at least (Cybersecurity Law art. 21: six months); that somebody
 * logged in stands in the audit besides, for ever.
 *
 * Functions block; any thread. Errors: YYQ_STORE_ERROR.
 */
typedef struct {
  const char *name;      /* "sessions": the key in [retention] of the configuration */
  int days;              /* unless the configuration says otherwise */
  int least;             /* what it may say */
  const char *count;     /* how many are from before $1 */
  const char *remove[5]; /* the oldest $2 from before $1; ends with NULL */
} YyqRetentionTerm;

/* Static; ends with one whose name is NULL. */
extern const YyqRetentionTerm yyq_retention_terms[];

/* (nullable) */
const YyqRetentionTerm *yyq_retention_find (const char *name);

/* As it is configured. */
int yyq_retention_get_days (YyqPlatform *platform, const YyqRetentionTerm *term);

/* What was announced last; times in ms, 0: nothing. */
typedef struct {
  gint64 before_at;
  gint64 n;
  gint64 announced_at;
} YyqRetentionNotice;

gboolean yyq_retention_load_notice (YyqPlatform *platform, const YyqRetentionTerm *term,
                                    YyqRetentionNotice *notice, GError **error);

/* @before_at (out): what is older is past its term now; @n (out): how many rows are. Changes
 * nothing. */
gboolean yyq_retention_count (YyqPlatform *platform, const YyqRetentionTerm *term,
                              gint64 *before_at, gint64 *n, GError **error);

/* That becomes the announcement. In a transaction. */
gboolean yyq_retention_announce (YyqPlatform *platform, const YyqRetentionTerm *term,
                                 GError **error);

/* ms: until when rows may be removed now; 0: nothing was announced long enough ago. */
gint64 yyq_retention_get_limit (YyqPlatform *platform, const YyqRetentionTerm *term,
                                const YyqRetentionNotice *notice);

/* Rows that go at a time: some milliseconds in which nobody else writes. */
#define YYQ_RETENTION_BATCH 2000

/* Removes the oldest of what was announced. In a transaction. */
gboolean yyq_retention_remove (YyqPlatform *platform, const YyqRetentionTerm *term, GError **error);

G_END_DECLS
