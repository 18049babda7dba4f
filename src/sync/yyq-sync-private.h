/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-cache.h"
#include "yyq-contract-repository.h"
#include "yyq-document-cache.h"
#include "yyq-entity-cache.h"
#include "yyq-home-repository.h"
#include "yyq-scope.h"

G_BEGIN_DECLS

/* What the objects of this folder ask of each other. All of one enterprise; main thread. */

YyqContractRepository *yyq_contract_repository_new (YyqApiClient *client,
                                                    YyqContractCache *contracts,
                                                    YyqEntityCache *entities,
                                                    YyqDocumentCache *documents);
YyqHomeRepository *yyq_home_repository_new (YyqApiClient *client, YyqEntityCache *entities);

/* ms, 0 = never: when the platform last told all that changed. */
gint64 yyq_contract_repository_get_synced_at (YyqContractRepository *self);

/* What the platform answered elsewhere goes into the cache: the contract after a signature. */
void yyq_contract_repository_keep_contract (YyqContractRepository *self, YyqContract *contract);

/* The file of a revision that was made here; it is found again by its SHA-256. */
void yyq_contract_repository_keep_document (YyqContractRepository *self, GBytes *document);

/* (transfer full): on a cache that is open already. @directory (nullable): where documents are
 * kept; else in memory. */
YyqScope *yyq_scope_new (YyqApiClient *client, YyqDatabase *database, YyqCipher *cipher,
                         const char *directory, YyqSessionCache cache);

YyqContractList *yyq_contract_list_new (YyqContractCache *cache, const YyqContractQuery *query);

/* @most: rows that are wanted, -1 = all. */
YyqContractList *yyq_contract_list_new_first (YyqContractCache *cache,
                                              const YyqContractQuery *query, int most);

/* The cache changed: @touched are the numbers of the rows that were put, as a set of gint64. */
void yyq_contract_list_follow (YyqContractList *self, GHashTable *touched);

/* @error (nullable): of the last refresh. */
void yyq_contract_list_set_condition (YyqContractList *self, gboolean refreshing, gboolean stale,
                                      const GError *error);

G_END_DECLS
