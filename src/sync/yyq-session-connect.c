/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-auth-api.h"
#include "yyq-error.h"
#include "yyq-session-private.h"

/* What a session learns of the platform before, and while, somebody is logged in. */

static void
trust_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!yyq_server_trust_update_finish (YYQ_SERVER_TRUST (source), result, &error) ||
      g_cancellable_set_error_if_cancelled (yyq_session_get_cancellable (self), &error)) {
    g_task_return_error (task, error);
    return;
  }
  yyq_session_set_server_info (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
server_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (JsonNode) node =
    yyq_auth_api_get_server_finish (YYQ_API_CLIENT (source), result, &error);
  g_autoptr (YyqServerInfo) info = node != NULL ? yyq_server_info_decode (node, &reason) : NULL;

  if (node == NULL) {
    g_task_return_error (task, error);
  } else if (info == NULL) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "GET /server: %s",
                             reason->message);
  } else {
    g_task_set_task_data (task, g_object_ref (info), g_object_unref);
    yyq_server_trust_update_async (yyq_session_get_server_trust (self), info,
                                   g_task_get_cancellable (task), trust_cb, g_object_ref (task));
  }
}

void
yyq_session_connect_async (YyqSession *self, const char *url, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  YyqApiClient *client = yyq_session_get_client (self);
  g_autofree char *before = g_strdup (yyq_api_client_get_base_url (client));
  GError *error = NULL;

  if (!yyq_api_client_set_base_url (client, url, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (g_strcmp0 (before, yyq_api_client_get_base_url (client)) != 0)
    yyq_session_forget_server (self);
  yyq_session_load_device (self);
  yyq_auth_api_get_server_async (client, cancellable, server_cb, g_steal_pointer (&task));
}

gboolean
yyq_session_connect_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_session_look_at_server (YyqSession *self)
{
  GCancellable *cancellable = yyq_session_get_cancellable (self);

  if (yyq_session_get_server_info (self) != NULL)
    yyq_auth_api_get_server_async (yyq_session_get_client (self), cancellable, server_cb,
                                   g_task_new (self, cancellable, NULL, NULL));
}
