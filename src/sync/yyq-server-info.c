/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-server-info.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-version.h"
#include "yyq-wire-trust-root.h"
#include "yyq-wire.h"

/* Of a platform that does not tell. */
#define OFFLINE_DAYS 30
#define MOST_OFFLINE_DAYS 365

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

struct _YyqServerInfo {
  GObject parent_instance;

  JsonNode *node;
  guint offline_days;
  char *id; /* (nullable) */
  char *name;
  char *version;
  char *oldest_client; /* (nullable) */
  gboolean demo;
  GPtrArray *demo_accounts;
  char *demo_ukey_pin;
  GPtrArray *signer_roots;
  GPtrArray *tsa_roots;
  char **revocation_lists;
  char *tsa_url;
};

G_DEFINE_FINAL_TYPE (YyqServerInfo, yyq_server_info, G_TYPE_OBJECT)

static void
demo_account_free (gpointer data)
{
  YyqDemoAccount *account = data;

  g_free (account->phone);
  g_free (account->password);
  g_free (account->name);
  g_free (account);
}

static gboolean
decode_demo_account (YyqServerInfo *self, JsonNode *node, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  const char *phone = NULL;
  const char *password = NULL;
  const char *name = NULL;
  YyqDemoAccount *account = NULL;

  if (object == NULL || !yyq_wire_get_string (object, "phone", &phone, error) ||
      !yyq_wire_get_string (object, "password", &password, error) ||
      !yyq_wire_get_string (object, "name", &name, error))
    return FALSE;
  account = g_new (YyqDemoAccount, 1);
  account->phone = g_strdup (phone);
  account->password = g_strdup (password);
  account->name = g_strdup (name);
  g_ptr_array_add (self->demo_accounts, account);
  return TRUE;
}

static gboolean
decode_demo (YyqServerInfo *self, JsonObject *object, GError **error)
{
  JsonArray *accounts = NULL;
  const char *pin = NULL;

  if (yyq_wire_has (object, "demo_ukey_pin") &&
      !yyq_wire_get_string (object, "demo_ukey_pin", &pin, error))
    return FALSE;
  self->demo_ukey_pin = g_strdup (pin);
  if (!yyq_wire_has (object, "demo_accounts"))
    return TRUE;
  if (!yyq_wire_get_array (object, "demo_accounts", &accounts, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (accounts); i++) {
    if (!decode_demo_account (self, json_array_get_element (accounts, i), error)) {
      g_prefix_error (error, "/demo_accounts/%u", i);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
decode_trust (YyqServerInfo *self, JsonObject *object, GError **error)
{
  g_autoptr (GStrvBuilder) lists = g_strv_builder_new ();
  JsonArray *array = NULL;
  const char *tsa_url = NULL;

  self->signer_roots = yyq_wire_trust_roots_decode (object, "signer_roots", error);
  self->tsa_roots =
    self->signer_roots != NULL ? yyq_wire_trust_roots_decode (object, "tsa_roots", error) : NULL;
  if (self->tsa_roots == NULL || !yyq_wire_get_array (object, "revocation_lists", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
      g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE,
                   "/revocation_lists/%u: string expected", i);
      return FALSE;
    }
    g_strv_builder_add (lists, json_node_get_string (node));
  }
  self->revocation_lists = g_strv_builder_end (lists);
  if (yyq_wire_has (object, "tsa_url") && !yyq_wire_get_string (object, "tsa_url", &tsa_url, error))
    return FALSE;
  self->tsa_url = g_strdup (tsa_url);
  return TRUE;
}

static gboolean
decode_offline_days (YyqServerInfo *self, JsonObject *object, GError **error)
{
  gint64 days = OFFLINE_DAYS;

  if (yyq_wire_has (object, "offline_days") &&
      !yyq_wire_get_int (object, "offline_days", &days, error))
    return FALSE;
  self->offline_days = (guint) CLAMP (days, 0, MOST_OFFLINE_DAYS);
  return TRUE;
}

YyqServerInfo *
yyq_server_info_decode (JsonNode *node, GError **error)
{
  g_autoptr (YyqServerInfo) self = g_object_new (YYQ_TYPE_SERVER_INFO, NULL);
  JsonObject *object = yyq_wire_node_object (node, error);
  const char *name = NULL;
  const char *version = NULL;
  const char *id = NULL;     /* an old platform says neither this */
  const char *oldest = NULL; /* nor that */

  if (object == NULL ||
      (yyq_wire_has (object, "id") && !yyq_wire_get_string (object, "id", &id, error)) ||
      !yyq_wire_get_string (object, "name", &name, error) ||
      !yyq_wire_get_string (object, "version", &version, error) ||
      (yyq_wire_has (object, "oldest_client") &&
       !yyq_wire_get_string (object, "oldest_client", &oldest, error)) ||
      !yyq_wire_get_bool (object, "demo", &self->demo, error) ||
      !decode_offline_days (self, object, error) || !decode_trust (self, object, error))
    return NULL;
  self->node = json_node_ref (node);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->version = g_strdup (version);
  self->oldest_client = g_strdup (oldest);
  if (self->demo && !decode_demo (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
yyq_server_info_get_id (YyqServerInfo *self)
{
  return self->id;
}

const char *
yyq_server_info_get_name (YyqServerInfo *self)
{
  return self->name;
}

const char *
yyq_server_info_get_version (YyqServerInfo *self)
{
  return self->version;
}

const char *
yyq_server_info_get_oldest_client (YyqServerInfo *self)
{
  return self->oldest_client;
}

gboolean
yyq_server_info_get_outdated (YyqServerInfo *self)
{
  return self->oldest_client != NULL && yyq_version_compare (YYQ_VERSION, self->oldest_client) < 0;
}

guint
yyq_server_info_get_offline_days (YyqServerInfo *self)
{
  return self->offline_days;
}

gint64
yyq_server_info_get_offline_end (YyqServerInfo *self, gint64 contact_at)
{
  return contact_at + self->offline_days * DAY_MS;
}

gboolean
yyq_server_info_is_offline_over (YyqServerInfo *self, gint64 contact_at)
{
  const gint64 now = yyq_clock_now ();

  return now > yyq_server_info_get_offline_end (self, contact_at) || now < contact_at - DAY_MS;
}

JsonNode *
yyq_server_info_get_node (YyqServerInfo *self)
{
  return self->node;
}

gboolean
yyq_server_info_get_demo (YyqServerInfo *self)
{
  return self->demo;
}

GPtrArray *
yyq_server_info_get_demo_accounts (YyqServerInfo *self)
{
  return self->demo_accounts;
}

const char *
yyq_server_info_get_demo_ukey_pin (YyqServerInfo *self)
{
  return self->demo_ukey_pin;
}

GPtrArray *
yyq_server_info_get_signer_roots (YyqServerInfo *self)
{
  return self->signer_roots;
}

GPtrArray *
yyq_server_info_get_tsa_roots (YyqServerInfo *self)
{
  return self->tsa_roots;
}

const char *const *
yyq_server_info_get_revocation_lists (YyqServerInfo *self)
{
  return (const char *const *) self->revocation_lists;
}

const char *
yyq_server_info_get_tsa_url (YyqServerInfo *self)
{
  return self->tsa_url;
}

static void
yyq_server_info_finalize (GObject *object)
{
  YyqServerInfo *self = YYQ_SERVER_INFO (object);

  g_clear_pointer (&self->node, json_node_unref);
  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->oldest_client);
  g_free (self->demo_ukey_pin);
  g_free (self->tsa_url);
  g_strfreev (self->revocation_lists);
  g_clear_pointer (&self->signer_roots, g_ptr_array_unref);
  g_clear_pointer (&self->tsa_roots, g_ptr_array_unref);
  g_ptr_array_unref (self->demo_accounts);
  G_OBJECT_CLASS (yyq_server_info_parent_class)->finalize (object);
}

static void
yyq_server_info_class_init (YyqServerInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_server_info_finalize;
}

static void
yyq_server_info_init (YyqServerInfo *self)
{
  self->demo_accounts = g_ptr_array_new_with_free_func (demo_account_free);
}
