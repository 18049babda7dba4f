/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-device-keyring.h"
#include "yyq-session-private.h"

/* The platform knows this computer again, so that a stranger's guesses do not lock it out. */

typedef struct {
  YyqApiClient *client;
  char *server;
} Lookup;

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Lookup *lookup = user_data;
  g_autofree char *server = lookup->server;
  g_autoptr (YyqApiClient) client = lookup->client;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSecret) secret = yyq_device_keyring_lookup_finish (result, &error);

  if (error != NULL)
    g_debug ("No device secret: %s", error->message);
  /* The address may have changed meanwhile, or a log-in have brought one. */
  if (secret != NULL && g_strcmp0 (server, yyq_api_client_get_base_url (client)) == 0 &&
      yyq_api_client_get_device_secret (client) == NULL)
    yyq_api_client_set_device_secret (client, secret);
}

void
yyq_session_load_device (YyqSession *self)
{
  YyqApiClient *client = yyq_session_get_client (self);
  Lookup *lookup;

  if (yyq_api_client_get_device_secret (client) != NULL)
    return;
  lookup = g_new (Lookup, 1);
  lookup->client = g_object_ref (client);
  lookup->server = g_strdup (yyq_api_client_get_base_url (client));
  yyq_device_keyring_lookup_async (lookup->server, NULL, looked_up_cb, lookup);
}

void
yyq_session_keep_device (YyqSession *self)
{
  YyqApiClient *client = yyq_session_get_client (self);
  YyqSecret *secret = yyq_api_client_take_new_device_secret (client);

  if (secret == NULL)
    return;
  yyq_device_keyring_store (yyq_api_client_get_base_url (client), secret);
  yyq_secret_unref (secret);
}
