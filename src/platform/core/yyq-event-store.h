/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-change-log.h"

G_BEGIN_DECLS

/* What yyq-event-hub.c looks at. Any thread; blocks. */

/* (transfer full) (element-type utf8 gint64): how far the feeds of @tenants have come. */
GHashTable *yyq_event_store_read_counters (YyqPlatform *platform, const char *const *tenants,
                                           GError **error);

/* (transfer full) (element-type YyqChange): whom the entries of a feed behind @after up to @last
 * tell: one of each audience, without the thing that changed. */
GPtrArray *yyq_event_store_list_audiences (YyqPlatform *platform, const char *tenant_id,
                                           gint64 after, gint64 last, GError **error);

G_END_DECLS
