/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/* What a contract that comes in needs to know. Any thread; blocks. Errors: YYQ_STORE_ERROR; NULL
 * without an error says that it is not there. */

/* The next number of a contract of @tenant_id on @day ("20261123"), from 1; in a transaction. */
gboolean yyq_import_store_take_number (YyqPlatform *platform, const char *tenant_id,
                                       const char *day, gint64 *number, GError **error);

/* (transfer full) (nullable): the main enterprise of the group. */
char *yyq_import_store_find_tenant (YyqPlatform *platform, const char *enterprise_id,
                                    GError **error);

/* (transfer full) (nullable): the name of the member @account_id; of the enterprise when that is
 * NULL. */
char *yyq_import_store_find_name (YyqPlatform *platform, const char *account_id,
                                  const char *enterprise_id, GError **error);

G_END_DECLS
