/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-device-keyring.h"

#include <libsecret/secret.h>

static const SecretSchema schema = {
  "com.yuyunqian.Yuyunqian.Device",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

void
yyq_device_keyring_lookup_async (const char *server, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  secret_password_lookup (&schema, cancellable, callback, user_data, "server", server, NULL);
}

YyqSecret *
yyq_device_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  char *text = secret_password_lookup_nonpageable_finish (result, error);
  YyqSecret *secret = text != NULL ? yyq_secret_new_from_text (text) : NULL;

  secret_password_free (text);
  return secret;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_debug ("The device's secret is not kept: %s", error->message);
}

void
yyq_device_keyring_store (const char *server, YyqSecret *secret)
{
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, "Yuyunqian", yyq_secret_peek (secret),
                         NULL, stored_cb, NULL, "server", server, NULL);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_debug ("The device's secret is not in the Secret Service: %s", error->message);
}

void
yyq_device_keyring_forget (const char *server)
{
  secret_password_clear (&schema, NULL, forgotten_cb, NULL, "server", server, NULL);
}
