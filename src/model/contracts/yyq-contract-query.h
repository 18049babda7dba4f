/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"

G_BEGIN_DECLS

/*
 * Which contracts a list shows, and in which order. text looks in number, title, initiator,
 * participants and unit (NULL or "" = everything; yyq-search-tokens.h); from_ms <= time of
 * initiation < to_ms, 0 = open end. Plain memory: copy it to keep it.
 */
typedef struct {
  YyqContractTab tab;
  char *text;
  gint64 from_ms;
  gint64 to_ms;
  YyqContractSort sort;
  gboolean descending;
} YyqContractQuery;

#define YYQ_TYPE_CONTRACT_QUERY (yyq_contract_query_get_type ())
GType yyq_contract_query_get_type (void);

/* All contracts, the newest first. */
YyqContractQuery *yyq_contract_query_new (void);
YyqContractQuery *yyq_contract_query_copy (const YyqContractQuery *self);
void yyq_contract_query_free (YyqContractQuery *self);
void yyq_contract_query_set_text (YyqContractQuery *self, const char *text);
gboolean yyq_contract_query_equal (const YyqContractQuery *a, const YyqContractQuery *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqContractQuery, yyq_contract_query_free)

G_END_DECLS
