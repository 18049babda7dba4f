/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-routes.h"

#include <string.h>

#include "yyq-id.h"
#include "yyq-trust-keeper.h"

gboolean
yyq_test_route_is_open (const YyqRoute *route)
{
  return g_str_equal (route->permission, "public") || g_str_equal (route->permission, "admin");
}

static char *
target_of (YyqPlatform *platform, const YyqRoute *route, YyqContract *contract)
{
  g_autoptr (GPtrArray) lists = yyq_trust_keeper_ref_lists (yyq_trust_keeper_of (platform));
  GListModel *parties = yyq_contract_get_parties (contract);
  g_autoptr (YyqParty) employer =
    g_list_model_get_item (parties, g_list_model_get_n_items (parties) - 1);
  g_autoptr (GString) target = g_string_new (route->path);

  if (strstr (route->path, "/templates/") != NULL)
    g_string_replace (target, "{sha256}", yyq_contract_get_sha256 (contract), 0);
  g_string_replace (target, "{edition}", "1", 0);
  g_string_replace (target, "{sha256}", ((YyqCrl *) g_ptr_array_index (lists, 0))->sha256, 0);
  g_string_replace (target, "{id}", yyq_contract_get_id (contract), 0);
  g_string_replace (target, "{party_id}", yyq_party_get_id (employer), 0);
  g_string_replace (target, "{revision}", "0", 0);
  return g_string_free (g_steal_pointer (&target), FALSE);
}

/* (transfer full): what every route reads its members out of. */
static char *
make_body (YyqTestPlatform *platform, YyqContract *contract, GBytes *certificate)
{
  GListModel *parties = yyq_contract_get_parties (contract);
  g_autoptr (YyqParty) employer =
    g_list_model_get_item (parties, g_list_model_get_n_items (parties) - 1);
  g_autofree char *encoded =
    g_base64_encode (g_bytes_get_data (certificate, NULL), g_bytes_get_size (certificate));
  g_autofree char *id = yyq_id_new ();

  return g_strdup_printf (
    "{\"party_id\":\"%s\",\"certificate\":\"%s\",\"base_sha256\":\"x\",\"tail\":\"AA==\","
    "\"name\":\"x\",\"id\":\"%s\",\"unit_id\":\"%s\",\"kind\":\"other\",\"version\":4,"
    "\"edition\":1,\"file_id\":\"%s\",\"pdf\":\"AA==\",\"content\":{},"
    "\"fields\":[\"phone\"],\"reason\":\"x y z\"}",
    yyq_party_get_id (employer), encoded, id, platform->company, id);
}

YyqTestReply *
yyq_test_call_route (YyqTestPlatform *platform, const YyqRoute *route, const char *token,
                     YyqContract *contract, GBytes *certificate)
{
  g_autofree char *target = target_of (platform->platform, route, contract);
  g_autofree char *key = route->flags & YYQ_ROUTE_KEY_REQUIRED ? g_uuid_string_random () : NULL;
  g_autofree char *text = make_body (platform, contract, certificate);
  const gboolean wants_body = g_str_equal (route->method, "POST") ||
                              g_str_equal (route->method, "PATCH") ||
                              g_str_equal (route->method, "PUT");
  const char *body = wants_body ? text : NULL;

  g_test_message ("%s %s", route->method, route->path);
  return yyq_test_platform_call (platform, route->method, target, token, key, body);
}
