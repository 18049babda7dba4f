/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-auth-api.h"
#include "yyq-error.h"
#include "yyq-session-private.h"

/* In and out by password, and the choice of an enterprise: the way from LOGGED_OUT to READY. */

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (YyqAccount) account =
    yyq_auth_api_login_password_finish (YYQ_API_CLIENT (source), result, &error);

  yyq_session_take_login (task, account, error);
}

void
yyq_session_login_password_async (YyqSession *self, const char *phone, YyqSecret *password,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  yyq_auth_api_login_password_async (yyq_session_get_client (self), phone, password,
                                     g_get_host_name (), cancellable, password_cb, task);
}

gboolean
yyq_session_login_password_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What became of telling the platform waits until nothing of the log-in is left here. */
static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GError *refusal = g_task_get_task_data (task);

  if (refusal != NULL)
    g_task_return_error (task, g_error_copy (refusal));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @task and @refusal (nullable). */
static void
end_log_out (GTask *task, GError *refusal)
{
  YyqSession *self = g_task_get_source_object (task);

  if (refusal != NULL)
    g_task_set_task_data (task, refusal, (GDestroyNotify) g_error_free);
  /* First: whoever hears that nobody is logged in looks for what is kept. */
  yyq_session_keeper_forget_async (yyq_session_get_keeper (self), forgotten_cb, task);
  yyq_session_forget_login (self);
}

static void
logged_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  yyq_auth_api_logout_finish (YYQ_API_CLIENT (source), result, &error);
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED))
    g_clear_error (&error);
  end_log_out (user_data, error);
}

void
yyq_session_logout_async (YyqSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* Once begun it is carried through: a half log-out is none. */
  g_task_set_check_cancellable (task, FALSE);
  if (yyq_api_client_has_tokens (yyq_session_get_client (self)))
    yyq_auth_api_logout_async (yyq_session_get_client (self), cancellable, logged_out_cb, task);
  else
    end_log_out (task, NULL);
}

gboolean
yyq_session_logout_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_session_list_enterprises_async (YyqSession *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  yyq_auth_api_list_enterprises_async (yyq_session_get_client (self), cancellable,
                                       yyq_api_client_pass_object,
                                       g_task_new (self, cancellable, callback, user_data));
}

GListModel *
yyq_session_list_enterprises_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (result != NULL)
    yyq_session_keeper_keep_finish (YYQ_SESSION_KEEPER (source), result);
  g_task_return_boolean (task, TRUE);
}

static void
workspace_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (YyqWorkspace) workspace = yyq_workspace_open_finish (result, &error);

  if (workspace == NULL) {
    g_task_return_error (task, error);
    return;
  }
  /* Logged out while the cache was opened. */
  if (yyq_session_get_state (self) == YYQ_SESSION_STATE_LOGGED_OUT ||
      g_cancellable_is_cancelled (g_task_get_cancellable (task))) {
    yyq_workspace_close (workspace);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Logged out");
    return;
  }
  yyq_session_enter (self, g_task_get_task_data (task), g_steal_pointer (&workspace));
  yyq_session_keep (self, kept_cb, g_object_ref (task));
}

static void
chosen_me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  YyqAccount *account = yyq_auth_api_get_me_finish (YYQ_API_CLIENT (source), result, &error);
  YyqWorkspaceRequest request = { 0 };

  if (account == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_task_set_task_data (task, account, g_object_unref);
  if (yyq_account_get_enterprise (account) == NULL) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                             "GET /me: no enterprise after one was chosen");
    return;
  }
  yyq_session_prepare_workspace (self, &request);
  request.account_id = yyq_account_get_id (account);
  request.enterprise_id = yyq_enterprise_get_id (yyq_account_get_enterprise (account));
  yyq_workspace_open_async (&request, g_task_get_cancellable (task), workspace_cb,
                            g_object_ref (task));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!yyq_auth_api_choose_enterprise_finish (YYQ_API_CLIENT (source), result, &error))
    g_task_return_error (task, error);
  else
    yyq_auth_api_get_me_async (YYQ_API_CLIENT (source), g_task_get_cancellable (task), chosen_me_cb,
                               g_object_ref (task));
}

void
yyq_session_choose_enterprise_async (YyqSession *self, const char *enterprise_id,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  yyq_auth_api_choose_enterprise_async (yyq_session_get_client (self), enterprise_id, cancellable,
                                        chosen_cb, task);
}

gboolean
yyq_session_choose_enterprise_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
