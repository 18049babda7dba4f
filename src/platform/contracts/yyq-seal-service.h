/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-form.h"
#include "yyq-platform.h"
#include "yyq-seal.h"

G_BEGIN_DECLS

/* The seals of a company and its units. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR. */

/*
 * (transfer full) (element-type YyqSeal): of the enterprises of @tenant_id's group that @account_id
 * may sign for (yyq-sign-authority), official seals first.
 */
GPtrArray *yyq_seal_service_list_for_account (YyqPlatform *platform, const char *account_id,
                                              const char *tenant_id, GError **error);

/* (transfer full): one of those that the party may sign with. Error: SEAL_FOREIGN. */
YyqSeal *yyq_seal_service_find (YyqPlatform *platform, const char *contract_id,
                                const char *party_id, const char *seal_id, GError **error);

/* Gives @seal the form that it has in @frame. Slow: outside of transactions. Error: CONFLICT where
 * nobody would see it. */
gboolean yyq_seal_service_draw (YyqSeal *seal, const YyqPdfFrame *frame, GError **error);

/*
 * What every company begins with: the official seal and the seal for labour contracts, drawn to
 * GB/T 33481. In the caller's transaction.
 */
gboolean yyq_seal_service_add_defaults (YyqPlatform *platform, const char *enterprise_id,
                                        const char *company, GError **error);

G_END_DECLS
