/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8 utf8): id -> name of the tenant's main enterprise and units,
 * as they are called today. */
GHashTable *yyq_unit_store_load_names (YyqStorage *storage, const char *tenant_id, GError **error);

G_END_DECLS
