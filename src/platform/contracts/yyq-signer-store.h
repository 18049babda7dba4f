/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * What stands in the database of who signs for a contract. Any thread; blocks. Errors:
 * YYQ_STORE_ERROR; where something is asked for, NULL or FALSE without an error says that it is not
 * there.
 */

/* An enterprise as a party of a contract. */
typedef struct {
  char *tenant_id;
  char *enterprise_id;
  char *uscc;
  char *name;
} YyqSigner;

void yyq_signer_clear (YyqSigner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqSigner, yyq_signer_clear)

/* (transfer full) (nullable): the contract's tenant, which never changes. */
char *yyq_signer_store_find_tenant (YyqPlatform *platform, const char *contract_id, GError **error);

/* Fills @signer: only a party that is an enterprise of the contract's own tenant; workers sign by
 * other means. */
gboolean yyq_signer_store_load (YyqPlatform *platform, const char *contract_id,
                                const char *party_id, YyqSigner *signer, GError **error);

/* (transfer full) (element-type YyqSigner): the enterprises of a tenant, by id. */
GPtrArray *yyq_signer_store_list (YyqPlatform *platform, const char *tenant_id, GError **error);

/* @enabled (out): the account is, and will be until the transaction ends. */
gboolean yyq_signer_store_hold_account (YyqPlatform *platform, const char *account_id,
                                        gboolean *enabled, GError **error);

G_END_DECLS
