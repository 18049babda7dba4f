/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-device-keyring.h"

#include "yyq-keyring.h"

#include <libsecret/secret.h>

static const SecretSchema schema = {
  "com.yuyunqian.Yuyunqian.Device",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

typedef struct {
  char *server;
  YyqSecret *secret; /* (nullable): to be stored */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->server);
  g_clear_pointer (&call->secret, yyq_secret_unref);
  g_free (call);
}

/* A secret of the caller's stays in its thread. */
static void
run (GTaskThreadFunc function, const char *server, YyqSecret *secret, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->server = g_strdup (server);
  call->secret = secret != NULL ? yyq_secret_new_from_text (yyq_secret_peek (secret)) : NULL;
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, function);
}

static void
lookup_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Call *call = task_data;
  GError *error = NULL;
  char *text;

  yyq_keyring_begin_turn ();
  text = secret_password_lookup_nonpageable_sync (&schema, cancellable, &error, "server",
                                                  call->server, NULL);
  yyq_keyring_end_turn ();
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, (GDestroyNotify) secret_password_free);
}

void
yyq_device_keyring_lookup_async (const char *server, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  run (lookup_in_thread, server, NULL, cancellable, callback, user_data);
}

YyqSecret *
yyq_device_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  char *text = g_task_propagate_pointer (G_TASK (result), error);
  YyqSecret *secret = text != NULL ? yyq_secret_new_from_text (text) : NULL;

  secret_password_free (text);
  return secret;
}

static void
store_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Call *call = task_data;
  g_autoptr (GError) error = NULL;

  yyq_keyring_begin_turn ();
  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Yuyunqian",
                              yyq_secret_peek (call->secret), NULL, &error, "server", call->server,
                              NULL);
  yyq_keyring_end_turn ();
  if (error != NULL)
    g_debug ("The device's secret is not kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
yyq_device_keyring_store (const char *server, YyqSecret *secret)
{
  run (store_in_thread, server, secret, NULL, NULL, NULL);
}

static void
forget_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Call *call = task_data;
  g_autoptr (GError) error = NULL;

  yyq_keyring_begin_turn ();
  secret_password_clear_sync (&schema, NULL, &error, "server", call->server, NULL);
  yyq_keyring_end_turn ();
  if (error != NULL)
    g_debug ("The device's secret is not in the Secret Service: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
yyq_device_keyring_forget (const char *server)
{
  run (forget_in_thread, server, NULL, NULL, NULL, NULL);
}
