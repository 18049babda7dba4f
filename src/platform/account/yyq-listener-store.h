/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * (transfer full) (element-type utf8 utf8): of @session_ids those that hold and whose account is a
 * member of the tenant chosen for it, with that tenant. For yyq-event-hub.h. Blocks.
 */
GHashTable *yyq_listener_store_find (YyqPlatform *platform, const char *const *session_ids,
                                     GError **error);

G_END_DECLS
