/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account.h"

struct _YyqAccount {
  YyqRecord parent_instance;

  char *id;
  char *name;
  char *phone_masked;
  char *role_name;
  YyqEnterprise *enterprise;
  char **permissions;
  GListStore *ukeys;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqAccount, id, REQUIRED),
  YYQ_FIELD (YyqAccount, name, REQUIRED),
  YYQ_FIELD (YyqAccount, phone_masked, REQUIRED),
  YYQ_FIELD (YyqAccount, role_name, OPTIONAL),
  YYQ_FIELD (YyqAccount, permissions, OPTIONAL),
  YYQ_FIELD_LIST (YyqAccount, ukeys, yyq_ukey_binding_get_type),
  YYQ_FIELD_RECORD (YyqAccount, enterprise, OPTIONAL, yyq_enterprise_get_type),
};

YYQ_DEFINE_RECORD (YyqAccount, yyq_account, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqAccount, yyq_account, type, member)
#define GET_LIST(member) YYQ_RECORD_GET_LIST (YyqAccount, yyq_account, member)
#define GET_WORDS(member) YYQ_RECORD_GET_WORDS (YyqAccount, yyq_account, member)

GET (const char *, id)
GET (const char *, name)
GET (const char *, phone_masked)
GET (const char *, role_name)
GET (YyqEnterprise *, enterprise)
GET_WORDS (permissions)
GET_LIST (ukeys)

void
yyq_account_add_ukey (YyqAccount *self, YyqUkeyBinding *ukey)
{
  g_list_store_append (self->ukeys, ukey);
}
