/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

#include "yyq-enterprise.h"
#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/*
 * Who is logged in, and what may be done in the chosen enterprise (NULL until one is chosen). The
 * phone comes masked only.
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_ACCOUNT (yyq_account_get_type ())
G_DECLARE_FINAL_TYPE (YyqAccount, yyq_account, YYQ, ACCOUNT, YyqRecord)

YyqAccount *yyq_account_new (void);

const char *yyq_account_get_id (YyqAccount *self);
const char *yyq_account_get_name (YyqAccount *self);
const char *yyq_account_get_phone_masked (YyqAccount *self);
const char *yyq_account_get_role_name (YyqAccount *self);
YyqEnterprise *yyq_account_get_enterprise (YyqAccount *self);
const char *const *yyq_account_get_permissions (YyqAccount *self);
GListModel *yyq_account_get_ukeys (YyqAccount *self);

/* The object is referenced, not copied. */
void yyq_account_add_ukey (YyqAccount *self, YyqUkeyBinding *ukey);

G_END_DECLS
