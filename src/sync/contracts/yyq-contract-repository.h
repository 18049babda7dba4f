/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-query.h"
#include "yyq-contract.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The contracts of the chosen enterprise: records (load, refresh, "changed" and "synced-at" are
 * those of YyqRecordRepository) with documents and a history. Main thread.
 */
#define YYQ_TYPE_CONTRACT_REPOSITORY (yyq_contract_repository_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractRepository, yyq_contract_repository, YYQ, CONTRACT_REPOSITORY,
                      YyqRecordRepository)

/* (transfer none) (nullable): those of the chosen enterprise; NULL unless the session is READY. */
YyqContractRepository *yyq_contract_repository_of (YyqSession *session);

typedef struct {
  guint all;
  guint mine;
  guint others;
  guint done;
} YyqContractCounts;

/* (transfer full): of YyqContract without parties and revisions; follows the cache. */
YyqRecordList *yyq_contract_repository_query (YyqContractRepository *self,
                                              const YyqContractQuery *query);

/* The same for the first @most rows only. */
YyqRecordList *yyq_contract_repository_query_first (YyqContractRepository *self,
                                                    const YyqContractQuery *query, guint most);

/* Has @list, made by one of these, show something else; FALSE when it shows that already. What is
 * found by a worker's phone is added when the platform has told it. */
gboolean yyq_contract_repository_requery (YyqContractRepository *self, YyqRecordList *list,
                                          const YyqContractQuery *query);

/* The same by the entity's own names: with filters on its columns. */
gboolean yyq_contract_repository_ask (YyqContractRepository *self, YyqRecordList *list,
                                      const YyqRecordQuery *query);

/* (transfer full): of those that wait for the company the one that has to be signed first, if any
 * of them has a term. */
YyqRecordList *yyq_contract_repository_query_nearest_due (YyqContractRepository *self);

/* FALSE before the cache was filled and counted for the first time; ask again on "changed" and
 * "notify::synced-at". */
gboolean yyq_contract_repository_get_counts (YyqContractRepository *self,
                                             YyqContractCounts *counts);

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

/* (transfer full): a GListModel of YyqSeal that the account may use for that party of the contract.
 */
void yyq_contract_repository_list_seals_async (YyqContractRepository *self, const char *id,
                                               const char *party_id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_contract_repository_list_seals_finish (YyqContractRepository *self,
                                                       GAsyncResult *result, GError **error);

G_END_DECLS
