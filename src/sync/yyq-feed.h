/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-record-cache.h"

G_BEGIN_DECLS

/*
 * What the platform says of records goes into the cache through here, whatever kind they are of.
 * Main thread.
 *
 * Signals:
 *   "moved" (YyqRecordMove *move, GPtrArray *list)  the table of one entity changed, whose name is
 *     the detail ("moved::contract"); list (YyqRecordChange): what was sent, of all kinds
 * Properties, read-only: synced-at (int64 ms, 0 = never): when the platform last told what changed;
 * refreshing (boolean); error (boxed GError, nullable): of the last refresh; n-unreadable (uint):
 * records that this program is too old to read.
 */
#define YYQ_TYPE_FEED (yyq_feed_get_type ())
G_DECLARE_FINAL_TYPE (YyqFeed, yyq_feed, YYQ, FEED, GObject)

YyqFeed *yyq_feed_new (YyqApiClient *client, YyqRecordCache *cache);

gint64 yyq_feed_get_synced_at (YyqFeed *self);
guint yyq_feed_get_n_unreadable (YyqFeed *self);
gboolean yyq_feed_get_refreshing (YyqFeed *self);
const GError *yyq_feed_get_error (YyqFeed *self);

/* Asks for what changed since the last time; a refresh that is under way counts for this one, too.
 */
void yyq_feed_refresh_async (YyqFeed *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean yyq_feed_refresh_finish (YyqFeed *self, GAsyncResult *result, GError **error);

/* Something changed just now: a refresh that is under way may have been too early for it, and is
 * followed by another. */
void yyq_feed_follow (YyqFeed *self);

/* What the platform said elsewhere. @changes: (transfer full). */
void yyq_feed_apply (YyqFeed *self, YyqRecordChanges *changes);

G_END_DECLS
