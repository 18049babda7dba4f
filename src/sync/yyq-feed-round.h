/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-record-cache.h"

G_BEGIN_DECLS

/* A page is in the cache: @moves as of yyq_record_cache_apply_finish(), @list (YyqRecordChange) as
 * the platform sent it. */
typedef void (*YyqFeedPage) (GPtrArray *moves, GPtrArray *list, gpointer user_data);

/*
 * Fetches what changed since the last time, page by page, each in one transaction with its cursor:
 * a round that breaks off goes on from there. Things that are not registered are passed over, and
 * of one that cannot be read it is kept that it is so; the cursor goes on behind them. When the
 * platform does not take the cursor (410: it lost the thread,
 * or access changed) everything is asked for anew; the cache keeps what it has until the last page,
 * and only then drops what was not named. Main thread. Errors: YYQ_API_ERROR, YYQ_STORE_ERROR.
 */
void yyq_feed_round_async (YyqApiClient *client, YyqRecordCache *cache, YyqFeedPage page,
                           gpointer page_data, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_feed_round_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
