/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-account.h"

#include "yyq-api-reply.h"
#include "yyq-api-text.h"
#include "yyq-session-private.h"

/* Hashing passwords is made slow on purpose, and here it is two of them. */
#define PASSWORD_MS 25000

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error) != NULL) {
    yyq_session_refresh_account (g_task_get_source_object (task));
    g_task_return_boolean (task, TRUE);
  } else {
    g_task_return_error (task, error);
  }
}

void
yyq_session_change_password_async (YyqSession *self, YyqSecret *old, YyqSecret *new,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  YyqApiText *text = yyq_api_text_new ();
  g_autoptr (GBytes) body = NULL;
  YyqApiCall call = { .method = "POST", .path = "/api/v1/me/password", .deadline_ms = PASSWORD_MS };

  if (old != NULL)
    yyq_api_text_add (text, "old_password", yyq_secret_peek (old));
  yyq_api_text_add (text, "new_password", yyq_secret_peek (new));
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (yyq_session_get_client (self), &call, yyq_api_decode_nothing, NULL,
                             cancellable, changed_cb,
                             g_task_new (self, cancellable, callback, user_data));
}

gboolean
yyq_session_change_password_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
decode_sessions (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_LOGIN_SESSION, error);
}

void
yyq_session_list_sessions_async (YyqSession *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/me/sessions" };

  yyq_api_client_call_async (yyq_session_get_client (self), &call, decode_sessions, g_object_unref,
                             cancellable, yyq_api_client_pass_object,
                             g_task_new (self, cancellable, callback, user_data));
}

GListModel *
yyq_session_list_sessions_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_session_end_session_async (YyqSession *self, const char *session_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *escaped = g_uri_escape_string (session_id, NULL, FALSE);
  g_autofree char *path = yyq_api_path ("/me/sessions/%s", escaped);
  YyqApiCall call = { .method = "DELETE", .path = path };

  yyq_api_client_call_async (yyq_session_get_client (self), &call, yyq_api_decode_nothing, NULL,
                             cancellable, ended_cb,
                             g_task_new (self, cancellable, callback, user_data));
}

gboolean
yyq_session_end_session_finish (YyqSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
