/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * What an account may do in a tenant (D13), from its membership and its roles as they are now. In a
 * writing transaction ask again: what was read before it belongs to another time.
 */

/* (transfer full): NULL without an error: not a member (any more). @session_id (nullable). */
YyqAccess *yyq_access_store_load (YyqPlatform *platform, const char *account_id,
                                  const char *session_id, const char *tenant_id, GError **error);

/* (transfer full): the accounts of the members of @tenant_id who have @permission in @unit_id. */
GStrv yyq_access_store_list_accounts (YyqPlatform *platform, const char *tenant_id,
                                      const char *unit_id, const char *permission, GError **error);

G_END_DECLS
