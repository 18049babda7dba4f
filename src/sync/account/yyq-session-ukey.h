/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-ukey-binding.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* What a session asks of a UKey: to log in, to be bound and unbound (manual, chapter 5.2). Main
 * thread; errors as of YyqSession. */

/* Proves with the UKey's private key who it is; @pin is cleared when it was used. */
void yyq_session_login_ukey_async (YyqSession *self, YyqUkeyManager *manager, YyqUkey *ukey,
                                   YyqUkeyCertificate *certificate, YyqSecret *pin,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yyq_session_login_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error);

/* (transfer full): a GListModel of YyqUkeyBinding. */
void yyq_session_list_ukeys_async (YyqSession *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_session_list_ukeys_finish (YyqSession *self, GAsyncResult *result, GError **error);

/* An options object: binding wants the key, its PIN and the account's password. */
typedef struct {
  YyqUkeyManager *manager;
  YyqUkey *ukey;
  YyqUkeyCertificate *certificate;
  YyqSecret *pin;
  YyqSecret *password;
} YyqUkeyBindRequest;

/* @request is only read during the call; (transfer full) the new YyqUkeyBinding. */
void yyq_session_bind_ukey_async (YyqSession *self, const YyqUkeyBindRequest *request,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
YyqUkeyBinding *yyq_session_bind_ukey_finish (YyqSession *self, GAsyncResult *result,
                                              GError **error);

void yyq_session_unbind_ukey_async (YyqSession *self, const char *binding_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean yyq_session_unbind_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error);

/* @name "": what stands on the token. */
void yyq_session_rename_ukey_async (YyqSession *self, const char *binding_id, const char *name,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean yyq_session_rename_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error);

/* It is lost: it neither logs in nor signs until it is bound anew. */
void yyq_session_report_loss_async (YyqSession *self, const char *binding_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean yyq_session_report_loss_finish (YyqSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
