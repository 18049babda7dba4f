/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-query.h"
#include "yyq-entity.h"
#include "yyq-record-query.h"

G_BEGIN_DECLS

/* Contracts, as the client keeps them. */
extern const YyqEntity yyq_contract_entity;

/* What yyq_record_cache_count_finish() gives for it. */
typedef enum {
  YYQ_CONTRACT_COUNT_ALL,
  YYQ_CONTRACT_COUNT_MINE,
  YYQ_CONTRACT_COUNT_OTHERS,
  YYQ_CONTRACT_COUNT_DONE,
} YyqContractCount;

/* (transfer full) */
YyqRecordQuery *yyq_contract_entity_query (const YyqContractQuery *query);

G_END_DECLS
