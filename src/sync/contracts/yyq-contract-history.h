/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-reply-cache.h"

G_BEGIN_DECLS

/*
 * (transfer full): the events of a contract as a GListModel of YyqContractEvent, oldest first: of
 * the platform, and then they are kept; of the cache when the platform cannot be reached. Main
 * thread.
 */
void yyq_contract_history_load_async (YyqApiClient *client, YyqReplyCache *cache,
                                      const char *contract_id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_contract_history_load_finish (YyqApiClient *client, GAsyncResult *result,
                                              GError **error);

G_END_DECLS
