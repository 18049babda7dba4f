/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-reply.h"
#include "yyq-routes.h"
#include "yyq-trust-keeper.h"
#include "yyq-wire-trust-root.h"

static JsonArray *
encode_accounts (GPtrArray *accounts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < accounts->len; i++) {
    const YyqPlatformDemoAccount *account = g_ptr_array_index (accounts, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "phone", account->phone);
    json_object_set_string_member (object, "password", account->password);
    json_object_set_string_member (object, "name", account->name);
    json_array_add_object_element (array, object);
  }
  return array;
}

static void
add_roots (JsonArray *array, GPtrArray *roots)
{
  for (guint i = 0; i < roots->len; i++) {
    const char *const *certificates =
      yyq_trust_root_get_certificates (g_ptr_array_index (roots, i));

    for (guint k = 0; certificates[k] != NULL; k++)
      json_array_add_string_element (array, certificates[k]);
  }
}

/* Lists may be large and change rarely: clients fetch those whose hash they do not know. */
static JsonArray *
encode_lists (YyqPlatform *platform)
{
  g_autoptr (GPtrArray) lists = yyq_trust_keeper_ref_lists (yyq_trust_keeper_of (platform));
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lists->len; i++)
    json_array_add_string_element (array, ((YyqCrl *) g_ptr_array_index (lists, i))->sha256);
  return array;
}

/* Passwords and a PIN stand in this reply in the demo only: then nothing here is worth a secret. */
static void
get_server (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqPlatformConfig *config = yyq_platform_get_config (platform);
  JsonObject *object = json_object_new ();
  JsonArray *roots = json_array_new ();

  json_object_set_string_member (object, "id", config->id);
  json_object_set_string_member (object, "name", "yuyunqian-platform");
  json_object_set_string_member (object, "version", YYQ_VERSION);
  json_object_set_string_member (object, "oldest_client", config->oldest_client);
  json_object_set_int_member (object, "offline_days", config->offline_days);
  json_object_set_string_member (object, "origin", config->origin);
  json_object_set_boolean_member (object, "demo", config->demo);
  if (config->demo)
    json_object_set_array_member (object, "demo_accounts", encode_accounts (config->demo_accounts));
  if (config->demo && config->demo_ukey_pin != NULL)
    json_object_set_string_member (object, "demo_ukey_pin", config->demo_ukey_pin);
  add_roots (roots, config->signer_roots);
  add_roots (roots, config->tsa_roots);
  json_object_set_array_member (object, "trust_roots", roots);
  yyq_wire_trust_roots_encode (object, "signer_roots", config->signer_roots);
  yyq_wire_trust_roots_encode (object, "tsa_roots", config->tsa_roots);
  json_object_set_array_member (object, "revocation_lists", encode_lists (platform));
  if (config->tsa_url != NULL)
    json_object_set_string_member (object, "tsa_url", config->tsa_url);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
get_list (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GPtrArray) lists = yyq_trust_keeper_ref_lists (yyq_trust_keeper_of (platform));
  const char *sha256 = yyq_request_get_param (request, "sha256");

  for (guint i = 0; i < lists->len; i++) {
    const YyqCrl *list = g_ptr_array_index (lists, i);

    if (g_strcmp0 (list->sha256, sha256) != 0)
      continue;
    yyq_response_set (response, 200, "application/pkix-crl", list->der);
    return;
  }
  yyq_response_set_problem (response, "not-found", "there is no such list now", NULL);
}

const YyqRoute yyq_server_routes[] = {
  { "GET", "/api/v1/server", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, get_server },
  { "GET", "/api/v1/server/revocation-lists/{sha256}", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN,
    get_list },
  { NULL },
};
