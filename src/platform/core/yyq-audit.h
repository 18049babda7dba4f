/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-request.h"

G_BEGIN_DECLS

/* A member of the object, as it was and as it is. What is personal is masked by whoever writes. */
typedef struct {
  const char *field;
  const char *before; /* (nullable): there was nothing */
  const char *after;  /* (nullable): there is nothing any more */
} YyqAuditChange;

/* Who did what: a row of the log (manual chapter 10). */
typedef struct {
  const char *unit_id; /* (nullable): whose log it is; NULL: the platform's own */
  const char *actor;   /* (nullable): account id; NULL: the administration or the platform */
  const char *remote;  /* (nullable): address it came from */
  const char *action;  /* of yyq-log-action.h */
  const char *object;  /* (nullable): id of the thing */
  const YyqAuditChange *changes;
  gsize n_changes;
} YyqAuditEntry;

/* In the transaction that does it: a row of the tenant's audit chain (docs/evidence.md). */
gboolean yyq_audit_write (YyqPlatform *platform, const YyqAuditEntry *entry, GError **error);

/* The same, by who has asked: @entry without actor and remote; without a unit it is the tenant's.
 */
gboolean yyq_audit_write_for (YyqPlatform *platform, YyqRequest *request,
                              const YyqAuditEntry *entry, GError **error);

/* (transfer full) (nullable): how changes stand in a row; NULL for none. */
char *yyq_audit_changes_to_string (const YyqAuditChange *changes, gsize n_changes);

/*
 * At the start, before anything is served: opens the chains of tenants that have rows or revisions
 * from before there were chains. Does nothing the second time.
 */
gboolean yyq_audit_open_chains (YyqPlatform *platform, GError **error);

G_END_DECLS
