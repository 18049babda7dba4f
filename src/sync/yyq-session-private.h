/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-session-keeper.h"
#include "yyq-session.h"
#include "yyq-workspace.h"

G_BEGIN_DECLS

/* (transfer none) */
YyqApiClient *yyq_session_get_client (YyqSession *self);

/* (transfer none): of what goes on by itself. */
GCancellable *yyq_session_get_cancellable (YyqSession *self);

/* Another server: nobody is logged in, and nothing is known of it. */
void yyq_session_forget_server (YyqSession *self);
void yyq_session_set_server_info (YyqSession *self, YyqServerInfo *info);

/* Has what changes while the server runs asked for once more; nothing before a connect. */
void yyq_session_look_at_server (YyqSession *self);

/* (transfer none) */
YyqSessionKeeper *yyq_session_get_keeper (YyqSession *self);

/* Has what is known of the log-in kept for a later run; @callback (nullable). READY. */
void yyq_session_keep (YyqSession *self, GAsyncReadyCallback callback, gpointer user_data);
YyqSecret *yyq_session_get_passphrase (YyqSession *self); /* (transfer none) (nullable) */

/* LOGGED_OUT again, without telling the platform. What is kept for a later run stays. */
void yyq_session_forget_login (YyqSession *self);

/* What the session knows of the request; account and enterprise are missing. Nothing is copied. */
void yyq_session_prepare_workspace (YyqSession *self, YyqWorkspaceRequest *request);

/* Ends a log-in: @task gets the result, the session the account. @error: (transfer full), with
 * @account NULL. */
void yyq_session_take_login (GTask *task, YyqAccount *account, GError *error);

/* Has the client bring, with its log-ins, what the platform gave this computer; and keeps what a
 * log-in gave. */
void yyq_session_load_device (YyqSession *self);
void yyq_session_keep_device (YyqSession *self);

/* The platform was not reached for too long, and nobody has logged in since then. */
gboolean yyq_session_has_lapsed (YyqSession *self);

/* When an earlier run of the program reached it last: ms. */
void yyq_session_set_contact (YyqSession *self, gint64 at_ms);

/* @account (nullable): what the platform says of who is logged in. */
void yyq_session_set_account (YyqSession *self, YyqAccount *account);

/* Has what the platform says of the account asked for once more: it has changed. */
void yyq_session_refresh_account (YyqSession *self);

/* @workspace: (transfer full). The state becomes READY, and what is new is asked for. */
void yyq_session_enter (YyqSession *self, YyqAccount *account, YyqWorkspace *workspace);

/* (transfer none) (nullable): NULL unless the state is READY. */
YyqWorkspace *yyq_session_get_workspace (YyqSession *self);

G_END_DECLS
