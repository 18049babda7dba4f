/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-account.h"
#include "yyq-enterprise.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* Accounts, companies and who may do what there. Writing calls stand inside the caller's
 * transaction. */

/* (transfer full): the new id. @parent_id NULL: a main enterprise, with the role that may do all.
 */
char *yyq_directory_store_create_company (YyqPlatform *platform, const char *name, const char *uscc,
                                          const char *parent_id, GError **error);

/* (transfer full): the new id. @password_hash comes from yyq_password_service_hash(), made before
 * the transaction. */
char *yyq_directory_store_create_account (YyqPlatform *platform, const char *name,
                                          const char *phone, const char *password_hash,
                                          GError **error);

/* As super administrator, who has every permission in every unit by rule. Errors: NOT_FOUND,
 * INVALID for a unit: who works in a tenant enters it by its main enterprise. */
gboolean yyq_directory_store_add_manager (YyqPlatform *platform, const char *account_id,
                                          const char *tenant_id, GError **error);

/*
 * (transfer full): the new id. @permissions: codes, @units: ids; both NULL-terminated. No list of
 * units: every unit, also those that do not exist yet. Names are unique in a tenant. Error:
 * NOT_FOUND also for a unit of another tenant.
 */
char *yyq_directory_store_create_role (YyqPlatform *platform, const char *tenant_id,
                                       const char *name, const char *const *permissions,
                                       const char *const *units, GError **error);

/* Gives the member a role; who is none (any more) becomes one. */
gboolean yyq_directory_store_add_member (YyqPlatform *platform, const char *account_id,
                                         const char *tenant_id, const char *role_id,
                                         GError **error);

/* He may do nothing there from now on; what he did stays. Error: NOT_FOUND. */
gboolean yyq_directory_store_end_membership (YyqPlatform *platform, const char *account_id,
                                             const char *tenant_id, GError **error);

/* (transfer full): as @account_id sees it; units only for main enterprises. Error: NOT_FOUND. */
YyqEnterprise *yyq_directory_store_load_enterprise (YyqPlatform *platform,
                                                    const char *enterprise_id,
                                                    const char *account_id, GError **error);

/* (transfer full) (element-type YyqEnterprise): main enterprises of the account. */
GPtrArray *yyq_directory_store_list_enterprises (YyqPlatform *platform, const char *account_id,
                                                 GError **error);

/* (transfer full): without enterprise, permissions and keys. */
YyqAccount *yyq_directory_store_load_account (YyqPlatform *platform, const char *account_id,
                                              GError **error);

G_END_DECLS
