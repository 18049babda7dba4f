/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-list.h"

G_BEGIN_DECLS

/*
 * The contracts of the chosen enterprise: the cache first, the platform behind it. Everything here
 * is main thread; what blocks runs elsewhere.
 *
 * Signal "changed" (): the cache moved; lists made by yyq_contract_repository_query() follow by
 * themselves, counts and open contracts are to be asked again.
 * Property "synced-at" (int64 ms, 0 = never, read-only): when the platform last told what changed.
 */
#define YYQ_TYPE_CONTRACT_REPOSITORY (yyq_contract_repository_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractRepository, yyq_contract_repository, YYQ, CONTRACT_REPOSITORY,
                      GObject)

typedef struct {
  guint all;
  guint mine;
  guint others;
  guint done;
} YyqContractCounts;

/* (transfer full): shows the cache as soon as it is read and follows it from then on. */
YyqContractList *yyq_contract_repository_query (YyqContractRepository *self,
                                                const YyqContractQuery *query);

/* The same for the first @most rows only. */
YyqContractList *yyq_contract_repository_query_first (YyqContractRepository *self,
                                                      const YyqContractQuery *query, guint most);

/* Asks the platform for what changed since the last time. */
void yyq_contract_repository_refresh_async (YyqContractRepository *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_contract_repository_refresh_finish (YyqContractRepository *self, GAsyncResult *result,
                                                 GError **error);

/* FALSE before the cache was filled and counted for the first time; ask again on "changed" and
 * "notify::synced-at". */
gboolean yyq_contract_repository_get_counts (YyqContractRepository *self,
                                             YyqContractCounts *counts);

/* A contract with parties and revisions: of the platform, or of the cache when that cannot be
 * reached. */
void yyq_contract_repository_load_async (YyqContractRepository *self, const char *id,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
YyqContract *yyq_contract_repository_load_finish (YyqContractRepository *self, GAsyncResult *result,
                                                  GError **error);

/*
 * The bytes of one revision (<= 0: the latest), (transfer full); they always have the SHA-256 that
 * the platform stored. A document that was opened once opens offline.
 */
void yyq_contract_repository_load_document_async (YyqContractRepository *self, const char *id,
                                                  int revision, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GBytes *yyq_contract_repository_load_document_finish (YyqContractRepository *self,
                                                      GAsyncResult *result, GError **error);

/* (transfer full): a GListModel of YyqContractEvent, oldest first. */
void yyq_contract_repository_load_events_async (YyqContractRepository *self, const char *id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_contract_repository_load_events_finish (YyqContractRepository *self,
                                                        GAsyncResult *result, GError **error);

G_END_DECLS
