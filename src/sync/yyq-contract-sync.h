/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-cache.h"

G_BEGIN_DECLS

/* A page is in the cache: @touched as of yyq_contract_cache_apply_finish(); @n_deleted contracts
 * may be gone. */
typedef void (*YyqContractSyncPage) (GHashTable *touched, guint n_deleted, gpointer user_data);

/*
 * Fetches what changed since the last time, page by page, each in one transaction with its cursor:
 * a round that breaks off goes on from there. When the platform does not know the cursor (410) all
 * contracts are asked for anew; the cache keeps what it has until the last page, and only then
 * drops what was not named. Main thread. Errors: YYQ_API_ERROR, YYQ_STORE_ERROR.
 */
void yyq_contract_sync_async (YyqApiClient *client, YyqContractCache *cache,
                              YyqContractSyncPage page, gpointer page_data,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean yyq_contract_sync_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
