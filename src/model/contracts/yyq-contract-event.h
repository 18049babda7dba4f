/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* A link of a contract's event chain, in words for people. */
#define YYQ_CONTRACT_EVENT_MEMBERS(M, T)                                                   \
  M (T, STRING, id, REQUIRED)                                                              \
  M (T, STRING, kind, REQUIRED, .wire = "type") /* created, signed, withdrawn and so on */ \
  M (T, STRING, actor, REQUIRED)                                                           \
  M (T, INT64, at, REQUIRED)                                                               \
  M (T, STRING, detail, NULLABLE)
#define YYQ_TYPE_CONTRACT_EVENT (yyq_contract_event_get_type ())
YYQ_DECLARE_RECORD (YyqContractEvent, yyq_contract_event, CONTRACT_EVENT)

G_END_DECLS
