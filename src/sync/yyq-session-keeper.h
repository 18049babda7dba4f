/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-account.h"
#include "yyq-secret.h"
#include "yyq-server-info.h"

G_BEGIN_DECLS

/*
 * What a session is gone on with when the client starts again, with or without the platform (D18):
 * yyq-session-vault.h from the main thread. As a YyqTokenKeeper it gives the client of the API the
 * token that counts, and keeps each successor before it is used.
 */
#define YYQ_TYPE_SESSION_KEEPER (yyq_session_keeper_get_type ())
G_DECLARE_FINAL_TYPE (YyqSessionKeeper, yyq_session_keeper, YYQ, SESSION_KEEPER, GObject)

YyqSessionKeeper *yyq_session_keeper_new (const char *cache_dir);

/* A log-in, as it is kept. */
typedef struct {
  YyqSecret *token;
  YyqAccount *account; /* with its enterprise and permissions */
  YyqServerInfo *info;
  gint64 contact_at; /* ms: when the platform was reached last; of what was read */
} YyqKeptSession;

void yyq_kept_session_free (YyqKeptSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqKeptSession, yyq_kept_session_free)

/*
 * (transfer full): the one of @server, an origin; @passphrase (nullable). Errors: YYQ_STORE_ERROR:
 * NOT_FOUND, KEY (a passphrase is wanted, or it is a wrong one), EXPIRED (the platform was not
 * reached for longer than it allows).
 */
void yyq_session_keeper_load_async (YyqSessionKeeper *self, const char *server,
                                    YyqSecret *passphrase, GAsyncReadyCallback callback,
                                    gpointer user_data);
YyqKeptSession *yyq_session_keeper_load_finish (YyqSessionKeeper *self, GAsyncResult *result,
                                                GError **error);

/* From now on this one is kept, where there is a place for its key. @kept is only read during the
 * call. The platform has just been reached. */
void yyq_session_keeper_keep_async (YyqSessionKeeper *self, const char *server,
                                    YyqSecret *passphrase, const YyqKeptSession *kept,
                                    GAsyncReadyCallback callback, gpointer user_data);
void yyq_session_keeper_keep_finish (YyqSessionKeeper *self, GAsyncResult *result);

/* The log-in is over: nothing of it stays. Another process's later one does. @callback (nullable):
 * it is done. */
void yyq_session_keeper_forget_async (YyqSessionKeeper *self, GAsyncReadyCallback callback,
                                      gpointer user_data);

/* Nobody goes on with it here; what lies there stays. The next one that is kept is another log-in.
 */
void yyq_session_keeper_let_go (YyqSessionKeeper *self);

G_END_DECLS
