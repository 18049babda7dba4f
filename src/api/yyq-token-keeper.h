/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

/*
 * Where a refresh token lies while no program runs. A client asks before it uses the one that it
 * has, because another process may have exchanged it meanwhile, and has the successor kept before
 * it is used (D18). Main thread; what blocks runs elsewhere.
 *
 *   lock -> (the token that counts) -> exchange -> store -> release
 */
#define YYQ_TYPE_TOKEN_KEEPER (yyq_token_keeper_get_type ())
G_DECLARE_INTERFACE (YyqTokenKeeper, yyq_token_keeper, YYQ, TOKEN_KEEPER, GObject)

struct _YyqTokenKeeperInterface {
  GTypeInterface parent_iface;

  void (*lock_async) (YyqTokenKeeper *self, GAsyncReadyCallback callback, gpointer user_data);
  YyqSecret *(*lock_finish) (YyqTokenKeeper *self, GAsyncResult *result);
  void (*store_async) (YyqTokenKeeper *self, YyqSecret *refresh, GAsyncReadyCallback callback,
                       gpointer user_data);
  void (*store_finish) (YyqTokenKeeper *self, GAsyncResult *result);
  void (*release) (YyqTokenKeeper *self);
};

/* Keeps other processes from exchanging it until release. (transfer full) (nullable): the token
 * that is kept of this log-in; NULL: the caller's own counts. */
void yyq_token_keeper_lock_async (YyqTokenKeeper *self, GAsyncReadyCallback callback,
                                  gpointer user_data);
YyqSecret *yyq_token_keeper_lock_finish (YyqTokenKeeper *self, GAsyncResult *result);

/* What cannot be kept is lost with the program: nothing to be done about it here. */
void yyq_token_keeper_store_async (YyqTokenKeeper *self, YyqSecret *refresh,
                                   GAsyncReadyCallback callback, gpointer user_data);
void yyq_token_keeper_store_finish (YyqTokenKeeper *self, GAsyncResult *result);

void yyq_token_keeper_release (YyqTokenKeeper *self);

G_END_DECLS
