/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-home-repository.h"
#include "yyq-reply-cache.h"

G_BEGIN_DECLS

/*
 * (transfer full): the columns of the chart as a GArray of YyqHomeStat: of the platform, and then
 * the answer is kept as the last one of its unit; of the cache when the platform cannot be reached
 * and the question was the same. Main thread.
 */
void yyq_home_stats_load_async (YyqApiClient *client, YyqReplyCache *cache, YyqHomeUnit unit,
                                gint64 from_ms, gint64 to_ms, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GArray *yyq_home_stats_load_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
