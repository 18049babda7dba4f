/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account.h"

YYQ_DEFINE_RECORD (YyqAccount, yyq_account, ACCOUNT)

void
yyq_account_add_ukey (YyqAccount *self, YyqUkeyBinding *ukey)
{
  g_list_store_append (self->ukeys, ukey);
}
