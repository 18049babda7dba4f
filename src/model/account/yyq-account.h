/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

#include "yyq-enterprise.h"
#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/*
 * Who is logged in, and what may be done in the chosen enterprise (NULL until one is chosen). The
 * phone comes masked only.
 */
#define YYQ_ACCOUNT_MEMBERS(M, T)                         \
  M (T, STRING, id, REQUIRED)                             \
  M (T, STRING, name, REQUIRED)                           \
  M (T, STRING, phone_masked, REQUIRED)                   \
  M (T, STRING, role_name, OPTIONAL)                      \
  M (T, BOOLEAN, has_password, OPTIONAL)                  \
  M (T, STRV, permissions, OPTIONAL)                      \
  M (T, LIST, ukeys, OPTIONAL, yyq_ukey_binding_get_type) \
  M (T, RECORD, enterprise, OPTIONAL, YyqEnterprise, yyq_enterprise_get_type)
#define YYQ_TYPE_ACCOUNT (yyq_account_get_type ())
YYQ_DECLARE_RECORD (YyqAccount, yyq_account, ACCOUNT)

/* The object is referenced, not copied. */
void yyq_account_add_ukey (YyqAccount *self, YyqUkeyBinding *ukey);

G_END_DECLS
