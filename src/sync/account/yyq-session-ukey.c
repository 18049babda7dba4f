/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-ukey.h"

#include "yyq-auth-api.h"
#include "yyq-challenge-response.h"
#include "yyq-error.h"
#include "yyq-session-private.h"
#include "yyq-ukey-api.h"

/* Log in */

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (YyqAccount) account =
    yyq_auth_api_login_ukey_finish (YYQ_API_CLIENT (source), result, &error);

  yyq_session_take_login (task, account, error);
}

static void
login_response_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (YyqChallengeResponse) response = yyq_challenge_response_finish (result, &error);

  if (response == NULL)
    g_task_return_error (task, error);
  else
    yyq_auth_api_login_ukey_async (yyq_session_get_client (self), &response->proof,
                                   g_get_host_name (), g_task_get_cancellable (task), proved_cb,
                                   g_object_ref (task));
}

void
yyq_session_login_ukey_async (YyqSession *self, YyqUkeyManager *manager, YyqUkey *ukey,
                              YyqUkeyCertificate *certificate, YyqSecret *pin,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  YyqChallengeResponder responder = {
    yyq_session_get_client (self), manager, ukey, certificate, pin, NULL
  };

  yyq_challenge_response_async (&responder, cancellable, login_response_cb, task);
}

gboolean
yyq_session_login_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Bind and unbind */

typedef struct {
  char *token_label;
  char *token_serial;
  YyqSecret *password;
} Binding;

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_free (binding->token_label);
  g_free (binding->token_serial);
  yyq_secret_unref (binding->password);
  g_free (binding);
}

static void
bound_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  YyqUkeyBinding *binding = yyq_ukey_api_bind_finish (YYQ_API_CLIENT (source), result, &error);

  if (binding == NULL) {
    g_task_return_error (task, error);
    return;
  }
  yyq_session_refresh_account (g_task_get_source_object (task));
  g_task_return_pointer (task, binding, g_object_unref);
}

static void
bind_response_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  Binding *binding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqChallengeResponse) response = yyq_challenge_response_finish (result, &error);
  YyqUkeyBindCall call = { .token_label = binding->token_label,
                           .token_serial = binding->token_serial,
                           .password = binding->password };

  if (response == NULL) {
    g_task_return_error (task, error);
    return;
  }
  call.proof = response->proof;
  yyq_ukey_api_bind_async (yyq_session_get_client (self), &call, g_task_get_cancellable (task),
                           bound_cb, g_object_ref (task));
}

void
yyq_session_bind_ukey_async (YyqSession *self, const YyqUkeyBindRequest *request,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  YyqChallengeResponder responder = { yyq_session_get_client (self), request->manager,
                                      request->ukey, request->certificate, request->pin };
  Binding *binding;

  if (yyq_session_get_account (self) == NULL) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED, "Not logged in");
    return;
  }
  binding = g_new0 (Binding, 1);
  binding->token_label = g_strdup (yyq_ukey_get_label (request->ukey));
  binding->token_serial = g_strdup (yyq_ukey_get_serial (request->ukey));
  binding->password = yyq_secret_ref (request->password);
  g_task_set_task_data (task, binding, binding_free);
  responder.account_id = yyq_account_get_id (yyq_session_get_account (self));
  yyq_challenge_response_async (&responder, cancellable, bind_response_cb, g_steal_pointer (&task));
}

YyqUkeyBinding *
yyq_session_bind_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!yyq_ukey_api_change_finish (YYQ_API_CLIENT (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  yyq_session_refresh_account (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

void
yyq_session_unbind_ukey_async (YyqSession *self, const char *binding_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_ukey_api_unbind_async (yyq_session_get_client (self), binding_id, cancellable, changed_cb,
                             g_task_new (self, cancellable, callback, user_data));
}

gboolean
yyq_session_unbind_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_session_rename_ukey_async (YyqSession *self, const char *binding_id, const char *name,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  yyq_ukey_api_rename_async (yyq_session_get_client (self), binding_id, name, cancellable,
                             changed_cb, g_task_new (self, cancellable, callback, user_data));
}

gboolean
yyq_session_rename_ukey_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_session_report_loss_async (YyqSession *self, const char *binding_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_ukey_api_report_loss_async (yyq_session_get_client (self), binding_id, cancellable,
                                  changed_cb, g_task_new (self, cancellable, callback, user_data));
}

gboolean
yyq_session_report_loss_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Those of the account */

void
yyq_session_list_ukeys_async (YyqSession *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_ukey_api_list_async (yyq_session_get_client (self), cancellable, yyq_api_client_pass_object,
                           g_task_new (self, cancellable, callback, user_data));
}

GListModel *
yyq_session_list_ukeys_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
