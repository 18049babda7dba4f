/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-auth-api.h"
#include "yyq-error.h"
#include "yyq-session-private.h"

/* The way from one run of the program to the next (D18), with and without the platform. */

void
yyq_session_keep (YyqSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiClient *client = yyq_session_get_client (self);
  const YyqKeptSession kept = {
    yyq_api_client_get_refresh_token (client),
    yyq_session_get_account (self),
    yyq_session_get_server_info (self),
    0,
  };

  /* A demo is another one each time, and a log-in that has just ended is none. */
  if (kept.token == NULL || kept.account == NULL || kept.info == NULL ||
      yyq_server_info_get_demo (kept.info)) {
    if (callback != NULL)
      callback (G_OBJECT (yyq_session_get_keeper (self)), NULL, user_data);
    return;
  }
  yyq_session_keeper_keep_async (yyq_session_get_keeper (self),
                                 yyq_api_client_get_base_url (client),
                                 yyq_session_get_passphrase (self), &kept, callback, user_data);
}

static gboolean
is_of_same_company (YyqAccount *account, YyqAccount *known)
{
  YyqEnterprise *now = yyq_account_get_enterprise (account);
  YyqEnterprise *before = yyq_account_get_enterprise (known);

  return (now == NULL && before == NULL) ||
         (now != NULL && before != NULL &&
          g_str_equal (yyq_enterprise_get_id (now), yyq_enterprise_get_id (before)));
}

static void
me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccount) account =
    yyq_auth_api_get_me_finish (YYQ_API_CLIENT (source), result, &error);
  YyqAccount *known = yyq_session_get_account (self);

  if (account == NULL) {
    g_debug ("The account is not refreshed: %s", error->message);
    return;
  }
  if (known == NULL || !g_str_equal (yyq_account_get_id (account), yyq_account_get_id (known)) ||
      !is_of_same_company (account, known))
    return;
  yyq_session_set_account (self, account);
  if (yyq_session_get_state (self) == YYQ_SESSION_STATE_READY)
    yyq_session_keep (self, NULL, NULL);
}

void
yyq_session_refresh_account (YyqSession *self)
{
  yyq_auth_api_get_me_async (yyq_session_get_client (self), yyq_session_get_cancellable (self),
                             me_cb, g_object_ref (self));
}

/* Resume */

typedef struct {
  char *server;
  YyqKeptSession *kept; /* (nullable): not yet read */
} Resume;

static void
resume_free (gpointer data)
{
  Resume *resume = data;

  g_free (resume->server);
  g_clear_pointer (&resume->kept, yyq_kept_session_free);
  g_free (resume);
}

/* Cancelled, or the person went elsewhere or logged in meanwhile. */
static gboolean
is_overtaken (GTask *task)
{
  YyqSession *self = g_task_get_source_object (task);
  const Resume *resume = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (yyq_session_get_state (self) == YYQ_SESSION_STATE_LOGGED_OUT &&
      !yyq_api_client_has_tokens (yyq_session_get_client (self)) &&
      g_strcmp0 (resume->server, yyq_session_get_server_url (self)) == 0)
    return FALSE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Overtaken by a log-in");
  return TRUE;
}

static void
trusted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_server_trust_update_finish (YYQ_SERVER_TRUST (source), result, &error))
    g_debug ("Trust of an earlier run: %s", error->message);
}

static void
workspace_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  const Resume *resume = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqWorkspace) workspace = yyq_workspace_open_finish (result, &error);

  if (workspace == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (is_overtaken (task)) {
    yyq_workspace_close (workspace);
    return;
  }
  yyq_api_client_resume (yyq_session_get_client (self), resume->kept->token);
  yyq_session_set_contact (self, resume->kept->contact_at);
  yyq_session_set_server_info (self, resume->kept->info);
  yyq_server_trust_update_async (yyq_session_get_server_trust (self), resume->kept->info,
                                 yyq_session_get_cancellable (self), trusted_cb, NULL);
  yyq_session_enter (self, resume->kept->account, g_steal_pointer (&workspace));
  yyq_session_refresh_account (self);
  yyq_session_look_at_server (self);
  g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  Resume *resume = g_task_get_task_data (task);
  GError *error = NULL;
  YyqWorkspaceRequest request = { 0 };

  resume->kept = yyq_session_keeper_load_finish (YYQ_SESSION_KEEPER (source), result, &error);
  if (resume->kept == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (is_overtaken (task))
    return;
  if (yyq_account_get_enterprise (resume->kept->account) == NULL) {
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND,
                             "No company was chosen");
    return;
  }
  yyq_session_prepare_workspace (self, &request);
  request.platform_id = yyq_server_info_get_id (resume->kept->info);
  request.account_id = yyq_account_get_id (resume->kept->account);
  request.enterprise_id =
    yyq_enterprise_get_id (yyq_account_get_enterprise (resume->kept->account));
  yyq_workspace_open_async (&request, g_task_get_cancellable (task), workspace_cb,
                            g_object_ref (task));
}

void
yyq_session_resume_async (YyqSession *self, const char *url, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  YyqApiClient *client = yyq_session_get_client (self);
  g_autofree char *before = g_strdup (yyq_api_client_get_base_url (client));
  Resume *resume = g_new0 (Resume, 1);
  GError *error = NULL;

  g_task_set_task_data (task, resume, resume_free);
  if (!yyq_api_client_set_base_url (client, url, &error)) {
    g_task_return_error (task, error);
    return;
  }
  resume->server = g_strdup (yyq_api_client_get_base_url (client));
  if (g_strcmp0 (before, resume->server) != 0)
    yyq_session_forget_server (self);
  if (yyq_session_get_state (self) != YYQ_SESSION_STATE_LOGGED_OUT) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Somebody is logged in");
    return;
  }
  if (yyq_session_has_lapsed (self)) {
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXPIRED,
                             "The platform was not reached for too long");
    return;
  }
  yyq_session_load_device (self);
  yyq_session_keeper_load_async (yyq_session_get_keeper (self), resume->server,
                                 yyq_session_get_passphrase (self), loaded_cb,
                                 g_steal_pointer (&task));
}

gboolean
yyq_session_resume_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
