/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Logs out and forgets this computer: what is kept of the account at this platform goes, in all its
 * companies: cache, documents, outbox, drafts, their keys, and what the platform knows this
 * computer by. Whom it trusts (yyq-server-trust.h) stays: that is nobody's data. Main thread.
 *
 * Nothing goes while something has not been sent, unless that is given up expressly.
 */
#define YYQ_TYPE_FORGET_OPERATION (yyq_forget_operation_get_type ())
G_DECLARE_FINAL_TYPE (YyqForgetOperation, yyq_forget_operation, YYQ, FORGET_OPERATION, GObject)

/* @session is READY. One call at a time. */
YyqForgetOperation *yyq_forget_operation_new (YyqSession *session);

/*
 * (transfer full): a GListModel of YyqPendingItem, all that would be lost: commands and drafts of
 * the workspace that is open, then of the others; what cannot be looked into is one. Errors:
 * YYQ_STORE_ERROR.
 */
void yyq_forget_operation_look_async (YyqForgetOperation *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_forget_operation_look_finish (YyqForgetOperation *self, GAsyncResult *result,
                                              GError **error);

/* Every command of the workspace that is open goes out once more, now; its list shows what comes of
 * it. */
void yyq_forget_operation_send (YyqForgetOperation *self);

/*
 * @give_up: what was not sent, too; else YYQ_STORE_ERROR_UNSENT, and everything is as before. The
 * platform need not be reached. Errors after the log-out: G_IO_ERROR, something could not be
 * removed.
 */
void yyq_forget_operation_run_async (YyqForgetOperation *self, gboolean give_up,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_forget_operation_run_finish (YyqForgetOperation *self, GAsyncResult *result,
                                          GError **error);

G_END_DECLS
