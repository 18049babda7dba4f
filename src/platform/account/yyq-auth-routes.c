/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-access-store.h"
#include "yyq-account-routes.h"
#include "yyq-audit.h"
#include "yyq-directory-store.h"
#include "yyq-login-device-store.h"
#include "yyq-message-store.h"
#include "yyq-password-service.h"
#include "yyq-proof-reply.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-session-service.h"
#include "yyq-session-store.h"
#include "yyq-ukey-service.h"
#include "yyq-wire-record.h"

/* Length of a device's name that is kept. */
#define MAX_DEVICE 120

static void
encode_account (JsonObject *object, YyqAccount *account)
{
  JsonObject *member = json_object_new ();

  json_object_set_string_member (member, "id", yyq_account_get_id (account));
  json_object_set_string_member (member, "name", yyq_account_get_name (account));
  json_object_set_string_member (member, "phone_masked", yyq_account_get_phone_masked (account));
  json_object_set_object_member (object, "account", member);
}

/* @device_secret (nullable): told once, to a device that had none. */
static void
reply_tokens (YyqPlatform *platform, YyqTokens *tokens, const char *device_secret,
              YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccount) account =
    yyq_directory_store_load_account (platform, tokens->account_id, &error);
  JsonObject *object;

  if (account == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  json_object_set_string_member (object, "access_token", tokens->access_token);
  json_object_set_int_member (object, "access_expires_at", tokens->access_expires_at);
  json_object_set_string_member (object, "refresh_token", tokens->refresh_token);
  encode_account (object, account);
  if (tokens->enterprise_id != NULL)
    json_object_set_string_member (object, "enterprise_id", tokens->enterprise_id);
  else
    json_object_set_null_member (object, "enterprise_id");
  if (device_secret != NULL)
    json_object_set_string_member (object, "device_secret", device_secret);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
  yyq_response_set_header (response, "Cache-Control", "no-store");
}

/* (transfer full): the device's own name for itself, cut at a character. */
static char *
read_device (JsonObject *body)
{
  const char *device = NULL;
  g_autofree char *cut = NULL;

  if (!yyq_wire_get_string (body, "device", &device, NULL))
    device = "";
  cut = g_utf8_substring (device, 0, MIN (g_utf8_strlen (device, -1), MAX_DEVICE));
  return g_steal_pointer (&cut);
}

/* (nullable): what an earlier log-in gave this device. */
static const char *
read_device_secret (JsonObject *body)
{
  const char *secret = NULL;

  yyq_wire_get_string (body, "device_secret", &secret, NULL);
  return secret;
}

/* Whoever it was, the person hears of it on the devices that are known. */
static gboolean
tell_of_new_device (YyqPlatform *platform, const char *account_id, JsonObject *body, GError **error)
{
  g_autofree char *device = read_device (body);
  gboolean is_new = FALSE;

  return yyq_login_device_store_is_new (platform, account_id, read_device_secret (body), &is_new,
                                        error) &&
         (!is_new ||
          yyq_message_store_tell_everywhere (
            platform, account_id,
            &(YyqNews){ .kind = "login.device", .subject = *device != '\0' ? device : NULL },
            error));
}

/* The session is open; last of all the device is remembered. */
static void
reply_login (YyqPlatform *platform, YyqRequest *request, YyqTokens *tokens, YyqResponse *response)
{
  JsonObject *body = json_node_get_object (request->json);
  g_autofree char *secret = NULL;
  g_autoptr (GError) error = NULL;

  if (tell_of_new_device (platform, tokens->account_id, body, &error) &&
      yyq_login_device_store_remember (platform, tokens->account_id, read_device_secret (body),
                                       &secret, &error))
    reply_tokens (platform, tokens, secret, response);
  else
    yyq_reply_error (response, error);
}

/* A refusal counts (locks, used challenges): it is committed like a success. */
static void
refuse_counted (YyqResponse *response, const GError *error)
{
  yyq_reply_error (response, error);
  response->keep = TRUE;
}

static void
prepare_login_password (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  const char *phone, *password;
  YyqPasswordCheck *check = NULL;

  if (node == NULL)
    return;
  if (yyq_wire_get_string (json_node_get_object (node), "phone", &phone, &error) &&
      yyq_wire_get_string (json_node_get_object (node), "password", &password, &error))
    check = yyq_password_service_check_phone (
      platform, phone, password, read_device_secret (json_node_get_object (node)), &error);
  if (check != NULL)
    yyq_request_set_prepared (request, check, (GDestroyNotify) yyq_password_check_free);
  else
    yyq_reply_error (response, error);
}

static void
post_login_password (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTokens) tokens = NULL;
  g_autofree char *account_id = yyq_password_service_settle (platform, request->prepared, &error);
  g_autofree char *device = NULL;

  if (account_id == NULL) {
    refuse_counted (response, error);
    return;
  }
  device = read_device (json_node_get_object (request->json));
  tokens = yyq_session_service_open (platform, account_id, NULL, NULL, "password", device, &error);
  if (tokens != NULL && yyq_audit_write (platform,
                                         &(YyqAuditEntry){ .actor = account_id,
                                                           .remote = request->remote,
                                                           .action = "login.password",
                                                           .object = account_id },
                                         &error))
    reply_login (platform, request, tokens, response);
  else
    yyq_reply_error (response, error);
}

static void
post_ukey_challenge (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_proof_reply_challenge (platform, request, response, "LOGIN", NULL);
}

typedef struct {
  YyqReadProof proof;
  YyqProofCheck *check;
} UkeyLogin;

static void
ukey_login_free (gpointer data)
{
  UkeyLogin *self = data;

  yyq_read_proof_clear (&self->proof);
  g_clear_pointer (&self->check, yyq_proof_check_free);
  g_free (self);
}

static void
prepare_ukey_login (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  UkeyLogin *login;

  if (node == NULL)
    return;
  login = g_new0 (UkeyLogin, 1);
  yyq_request_set_prepared (request, login, ukey_login_free);
  if (yyq_proof_read (json_node_get_object (node), &login->proof, &error))
    login->check = yyq_ukey_service_check (platform, "LOGIN", NULL, &login->proof.proof, &error);
  if (login->check == NULL)
    yyq_reply_error (response, error);
}

static YyqTokens *
open_with_ukey (YyqPlatform *platform, YyqRequest *request, const UkeyLogin *login, GError **error)
{
  g_autofree char *device = read_device (json_node_get_object (request->json));
  g_autoptr (YyqUkeyOwner) owner = NULL;
  g_autoptr (YyqTokens) tokens = NULL;

  if (!yyq_ukey_service_settle (platform, login->check, error))
    return NULL;
  owner = yyq_ukey_service_find_owner (platform, login->proof.proof.certificate, error);
  if (owner == NULL)
    return NULL;
  tokens = yyq_session_service_open (platform, owner->account_id, owner->enterprise_id,
                                     owner->ukey_id, "ukey", device, error);
  if (tokens == NULL ||
      !yyq_ukey_service_note_use (platform, owner->account_id, login->proof.proof.certificate,
                                  error) ||
      !yyq_audit_write (platform,
                        &(YyqAuditEntry){ .unit_id = owner->enterprise_id,
                                          .actor = owner->account_id,
                                          .remote = request->remote,
                                          .action = "login.ukey",
                                          .object = owner->ukey_id },
                        error))
    return NULL;
  return g_steal_pointer (&tokens);
}

static void
post_ukey_login (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTokens) tokens = open_with_ukey (platform, request, request->prepared, &error);

  if (tokens != NULL)
    reply_login (platform, request, tokens, response);
  else
    refuse_counted (response, error);
}

static void
post_refresh (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  const char *token;

  if (node == NULL)
    return;
  if (!yyq_wire_get_string (json_node_get_object (node), "refresh_token", &token, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  tokens = yyq_session_service_refresh (platform, token, &error);
  if (tokens != NULL)
    reply_tokens (platform, tokens, NULL, response);
  else
    refuse_counted (response, error);
}

static gboolean
log_out (YyqPlatform *platform, YyqRequest *request, gboolean everywhere, GError **error)
{
  if (!everywhere)
    return yyq_session_store_revoke (platform, yyq_access_get_session_id (request->access),
                                     "logout", error) &&
           yyq_audit_write_for (
             platform, request,
             &(YyqAuditEntry){ .action = "logout",
                               .object = yyq_access_get_session_id (request->access) },
             error);
  return yyq_session_store_revoke_account (platform, yyq_access_get_account_id (request->access),
                                           "logout everywhere", error) &&
         yyq_login_device_store_forget_all (platform, yyq_access_get_account_id (request->access),
                                            error) &&
         yyq_audit_write_for (
           platform, request,
           &(YyqAuditEntry){ .action = "logout.everywhere",
                             .object = yyq_access_get_account_id (request->access) },
           error);
}

/* A body is not needed. */
static void
post_logout (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  gboolean everywhere = FALSE;

  if (request->json != NULL && JSON_NODE_HOLDS_OBJECT (request->json) &&
      yyq_wire_has (json_node_get_object (request->json), "everywhere") &&
      !yyq_wire_get_bool (json_node_get_object (request->json), "everywhere", &everywhere,
                          &error)) {
    yyq_reply_error (response, error);
    return;
  }
  if (log_out (platform, request, everywhere, &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

static void
get_enterprises (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = yyq_directory_store_list_enterprises (
    platform, yyq_access_get_account_id (request->access), &error);

  if (list != NULL)
    yyq_reply_list (response, list);
  else
    yyq_reply_error (response, error);
}

static void
reply_chosen (YyqPlatform *platform, YyqRequest *request, YyqResponse *response,
              const char *enterprise_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqEnterprise) enterprise = yyq_directory_store_load_enterprise (
    platform, enterprise_id, yyq_access_get_account_id (request->access), &error);
  g_autoptr (YyqAccess) access =
    enterprise != NULL
      ? yyq_access_store_load (platform, yyq_access_get_account_id (request->access),
                               yyq_access_get_session_id (request->access), enterprise_id, &error)
      : NULL;
  g_auto (GStrv) permissions = access != NULL ? yyq_access_list_permissions (access) : NULL;
  JsonObject *object;
  JsonArray *array;

  if (permissions == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  array = json_array_new ();
  for (char **code = permissions; *code != NULL; code++)
    json_array_add_string_element (array, *code);
  json_object_set_member (object, "enterprise", yyq_wire_record_encode (enterprise));
  json_object_set_array_member (object, "permissions", array);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
post_enterprises (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  const char *enterprise_id;

  if (node == NULL)
    return;
  if (yyq_wire_get_string (json_node_get_object (node), "enterprise_id", &enterprise_id, &error) &&
      yyq_session_service_choose (platform, yyq_access_get_session_id (request->access),
                                  yyq_access_get_account_id (request->access), enterprise_id,
                                  &error) &&
      yyq_audit_write_for (platform, request,
                           &(YyqAuditEntry){ .unit_id = enterprise_id,
                                             .action = "login.company",
                                             .object = enterprise_id },
                           &error))
    reply_chosen (platform, request, response, enterprise_id);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_auth_routes[] = {
  { "POST", "/api/v1/auth/login-password", "public", YYQ_SCOPE_NONE, YYQ_RATE_LOGIN,
    post_login_password, .prepare = prepare_login_password },
  { "POST", "/api/v1/auth/ukey/challenge", "public", YYQ_SCOPE_NONE, YYQ_RATE_LOGIN,
    post_ukey_challenge },
  { "POST", "/api/v1/auth/ukey/login", "public", YYQ_SCOPE_NONE, YYQ_RATE_LOGIN, post_ukey_login,
    .prepare = prepare_ukey_login },
  { "POST", "/api/v1/auth/refresh", "public", YYQ_SCOPE_NONE, YYQ_RATE_WRITE, post_refresh },
  { "POST", "/api/v1/auth/logout", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, post_logout },
  { "GET", "/api/v1/auth/enterprises", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_READ,
    get_enterprises },
  { "POST", "/api/v1/auth/enterprises", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE,
    post_enterprises },
  { NULL },
};
