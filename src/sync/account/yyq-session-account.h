/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

G_END_DECLS
