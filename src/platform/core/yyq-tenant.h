/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Writers of one tenant come one after the other, on every engine (D19): each takes the tenant's
 * counter row first, and keeps it until its transaction ends. What was read before belongs to
 * another time and is read again.
 */

/* In a transaction. @enterprise_id: any of the tenant's; one that does not exist locks nothing. */
gboolean yyq_tenant_lock (YyqPlatform *platform, const char *enterprise_id, GError **error);

/* Begins a writing transaction, FALSE: there is none; @enterprise_id NULL: it is about no tenant.
 */
gboolean yyq_tenant_begin (YyqPlatform *platform, const char *enterprise_id, GError **error);

G_END_DECLS
