/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/* A row of an audit chain as its hash sees it (docs/evidence.md). */
#define YYQ_AUDIT_FORMAT 3
#define YYQ_AUDIT_OPEN "chain.open" /* the action of the first row */

typedef struct {
  const char *tenant; /* id of the main enterprise; "" for the platform itself */
  gint64 seq;
  const char *id;
  gint64 at;         /* ms */
  gint64 format;     /* 1: from before the chain; 2: without a unit */
  const char *unit;  /* whose it is in the tenant: of format 3 */
  const char *actor; /* (nullable) from here on */
  const char *remote;
  const char *action; /* not this one */
  const char *object;
  const char *detail;
  const char *prev_hash;
  const char *hash;
} YyqAuditLink;

/* For SELECT: what yyq_audit_link_read() takes, in this order, of "audit a". */
#define YYQ_AUDIT_LINK_COLUMNS                                                                     \
  "a.tenant_id, a.seq, a.id, a.at, a.actor, a.remote, a.action, a.object, a.detail, a.prev_hash, " \
  "a.hash, a.format, a.unit_id"
#define YYQ_AUDIT_LINK_N_COLUMNS 13

/* Texts stay those of @rows until it goes on. */
void yyq_audit_link_read (YyqAuditLink *self, YyqRows *rows);

/* (transfer full). */
char *yyq_audit_link_hash (const YyqAuditLink *self);

/*
 * What the first row of a chain is about: all rows of the tenant from before there was a chain, in
 * the order of time, and the revisions of its contracts that no event covers. Each is hashed with
 * the hash so far, so that a reader can stop and go on.
 */
typedef struct {
  char *tenant; /* (owned) */
  char *hash;   /* (owned) so far; "" before the first */
  gint64 rows;
  gint64 revisions;

  /* Where it stands: behind the row of that time and id, later behind that revision. */
  gboolean in_revisions;
  gint64 number;
  char *id; /* (owned) */
} YyqAuditOpening;

void yyq_audit_opening_init (YyqAuditOpening *self, const char *tenant);
void yyq_audit_opening_clear (YyqAuditOpening *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqAuditOpening, yyq_audit_opening_clear)

/* Reads @limit rows at most; @n: how many there were; @done: there are no more. */
gboolean yyq_audit_opening_read (YyqAuditOpening *self, YyqStorage *storage, gint64 limit,
                                 gint64 *n, gboolean *done, GError **error);

/* (transfer full): as it stands in the first row's detail. */
char *yyq_audit_opening_to_string (const YyqAuditOpening *self);

G_END_DECLS
