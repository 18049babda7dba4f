/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Who did what, in the transaction that does it: a row of the tenant's audit chain
 * (docs/evidence.md).
 * @actor: account id, NULL for the administration socket; @object: id of the thing. No personal
 * data.
 * @enterprise_id and @remote may be NULL; without an enterprise it is a row of the platform's own
 * chain.
 */
gboolean yyq_audit_write (YyqPlatform *platform, const char *enterprise_id, const char *actor,
                          const char *remote, const char *action, const char *object,
                          GError **error);

/*
 * At the start, before anything is served: opens the chains of tenants that have rows or revisions
 * from before there were chains. Does nothing the second time.
 */
gboolean yyq_audit_open_chains (YyqPlatform *platform, GError **error);

G_END_DECLS
