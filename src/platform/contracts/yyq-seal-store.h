/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-seal.h"

G_BEGIN_DECLS

/* Rows of seal, official seals first. Errors: YYQ_STORE_ERROR. */

/* (transfer full) (element-type YyqSeal): of those @enterprises (NULL-terminated) that are of the
 * group. */
GPtrArray *yyq_seal_store_list (YyqPlatform *platform, const char *tenant_id,
                                const char *const *enterprises, GError **error);

/*
 * (transfer full) (element-type YyqSeal): what this party may sign with: seals of its own
 * enterprise, of the kind that the contract asks for. Empty for a worker.
 */
GPtrArray *yyq_seal_store_list_for_party (YyqPlatform *platform, const char *contract_id,
                                          const char *party_id, GError **error);

/* A new one, as large as a company's may be. @title (nullable). In the caller's transaction. */
gboolean yyq_seal_store_add (YyqPlatform *platform, const char *enterprise_id, const char *name,
                             YyqSealKind kind, const char *company, const char *title,
                             GError **error);

G_END_DECLS
