/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-token-keeper.h"

G_DEFINE_INTERFACE (YyqTokenKeeper, yyq_token_keeper, G_TYPE_OBJECT)

static void
yyq_token_keeper_default_init (YyqTokenKeeperInterface *iface)
{
}

void
yyq_token_keeper_lock_async (YyqTokenKeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  YYQ_TOKEN_KEEPER_GET_IFACE (self)->lock_async (self, callback, user_data);
}

YyqSecret *
yyq_token_keeper_lock_finish (YyqTokenKeeper *self, GAsyncResult *result)
{
  return YYQ_TOKEN_KEEPER_GET_IFACE (self)->lock_finish (self, result);
}

void
yyq_token_keeper_store_async (YyqTokenKeeper *self, YyqSecret *refresh,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  YYQ_TOKEN_KEEPER_GET_IFACE (self)->store_async (self, refresh, callback, user_data);
}

void
yyq_token_keeper_store_finish (YyqTokenKeeper *self, GAsyncResult *result)
{
  YYQ_TOKEN_KEEPER_GET_IFACE (self)->store_finish (self, result);
}

void
yyq_token_keeper_release (YyqTokenKeeper *self)
{
  YYQ_TOKEN_KEEPER_GET_IFACE (self)->release (self);
}
