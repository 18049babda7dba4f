/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"

G_BEGIN_DECLS

/*
 * Replies of the platform that are kept whole, encrypted, by kind and id: events of a contract,
 * figures of the home page. Main thread. Errors: YYQ_STORE_ERROR.
 */
#define YYQ_TYPE_REPLY_CACHE (yyq_reply_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyqReplyCache, yyq_reply_cache, YYQ, REPLY_CACHE, GObject)

#define YYQ_REPLY_EVENTS "events" /* id: the contract's; goes with it */
#define YYQ_REPLY_HOME "home"     /* id: "todo", "overview" or the unit of the chart */

YyqReplyCache *yyq_reply_cache_new (YyqDatabase *database, YyqCipher *cipher);

/* Replaces what was there. @content: any bytes. */
void yyq_reply_cache_put_async (YyqReplyCache *self, const char *kind, const char *id,
                                GBytes *content, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_reply_cache_put_finish (YyqReplyCache *self, GAsyncResult *result, GError **error);

/* (transfer full) (nullable): NULL without an error when it is not here. */
void yyq_reply_cache_load_async (YyqReplyCache *self, const char *kind, const char *id,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *yyq_reply_cache_load_finish (YyqReplyCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
