/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-contract-query.h"
#include "yyq-contract.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * (transfer full) (element-type YyqContract): a page of the list without parties and revisions, of
 * the units in which @access may view contracts.
 * @after is NULL or the @next of the page before: a keyset, so that new contracts neither repeat
 * nor hide a row, and a page costs the same wherever it is. @next is NULL at the end. A cursor of
 * another query is YYQ_SERVICE_ERROR_INVALID.
 */
GPtrArray *yyq_contract_list_store_read (YyqPlatform *platform, const YyqAccess *access,
                                         const YyqContractQuery *query, guint limit,
                                         const char *after, char **next, GError **error);

typedef struct {
  gint64 all, mine, others, done;
} YyqContractCounts;

gboolean yyq_contract_list_store_count (YyqPlatform *platform, const YyqAccess *access,
                                        YyqContractCounts *counts, GError **error);

G_END_DECLS
