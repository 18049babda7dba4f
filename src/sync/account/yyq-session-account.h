/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-login-session.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/* What a clerk does with the own account (manual, chapter 5). Main thread; errors as of
 * YyqSession. */

/*
 * @old (nullable): where the account has none yet. Other sessions of the account end. Errors: also
 * YYQ_API_ERROR_CREDENTIALS and _LOCKED for @old, YYQ_API_ERROR_PASSWORD for @new.
 */
void yyq_session_change_password_async (YyqSession *self, YyqSecret *old, YyqSecret *new,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean yyq_session_change_password_finish (YyqSession *self, GAsyncResult *result,
                                             GError **error);

/* (transfer full): a GListModel of YyqLoginSession. */
void yyq_session_list_sessions_async (YyqSession *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_session_list_sessions_finish (YyqSession *self, GAsyncResult *result,
                                              GError **error);

/* Ends a log-in somewhere else. */
void yyq_session_end_session_async (YyqSession *self, const char *session_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean yyq_session_end_session_finish (YyqSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
