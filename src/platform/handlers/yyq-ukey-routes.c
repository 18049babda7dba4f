/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"
#include "yyq-password-service.h"
#include "yyq-reply.h"
#include "yyq-routes.h"
#include "yyq-service-error.h"
#include "yyq-ukey-service.h"
#include "yyq-wire-ukey-binding.h"

static void
get_ukeys (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = yyq_ukey_service_list (platform, request->account_id, request->enterprise_id, &error);

  if (list != NULL)
    yyq_reply_list (response, list, (YyqReplyEncode) yyq_wire_ukey_binding_encode);
  else
    yyq_reply_error (response, error);
}

static void
post_challenge (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_reply_challenge (platform, request, response, "BIND", request->account_id);
}

typedef struct {
  YyqReplyProof proof;
  const char *token_label;
  const char *token_serial;
  const char *password;
} BindBody;

static gboolean
read_body (JsonObject *object, BindBody *body, GError **error)
{
  return yyq_reply_read_proof (object, &body->proof, error) &&
         yyq_wire_get_string (object, "token_label", &body->token_label, error) &&
         yyq_wire_get_string (object, "token_serial", &body->token_serial, error) &&
         yyq_wire_get_string (object, "password", &body->password, error);
}

/* The password first: whoever found an open session must not be able to add a key to it. */
static YyqUkeyBinding *
bind_ukey (YyqPlatform *platform, YyqRequest *request, const BindBody *body, GError **error)
{
  g_autoptr (YyqUkeyBinding) binding = NULL;

  if (request->enterprise_id == NULL) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_FORBIDDEN, "no enterprise is chosen");
    return NULL;
  }
  if (!yyq_password_service_check_account (platform, request->account_id, body->password, error) ||
      !yyq_ukey_service_check (platform, "BIND", request->account_id, &body->proof.proof, error))
    return NULL;
  binding = yyq_ukey_service_bind (platform, request->account_id, request->enterprise_id, body->proof.proof.certificate,
                                   body->token_label, body->token_serial, error);
  if (binding == NULL || !yyq_audit_write (platform, request->enterprise_id, request->account_id, request->remote,
                                           "ukey.bind", yyq_ukey_binding_get_id (binding), error))
    return NULL;
  return g_steal_pointer (&binding);
}

static void
post_ukeys (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqUkeyBinding) binding = NULL;
  g_autoptr (GError) error = NULL;
  BindBody body = { 0 };

  if (node == NULL)
    return;
  if (read_body (json_node_get_object (node), &body, &error))
    binding = bind_ukey (platform, request, &body, &error);
  if (binding != NULL) {
    yyq_reply_json (response, 201, yyq_wire_ukey_binding_encode (binding));
  } else {
    yyq_reply_error (response, error);
    response->keep = TRUE; /* the failed password and the used challenge count */
  }
  yyq_reply_proof_clear (&body.proof);
}

static void
delete_ukey (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  const char *id = yyq_request_get_param (request, "id");

  if (yyq_ukey_service_unbind (platform, request->account_id, id, &error) &&
      yyq_audit_write (platform, request->enterprise_id, request->account_id, request->remote, "ukey.unbind", id, &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_ukey_routes[] = {
  { "GET", "/api/v1/me/ukeys", "session", YYQ_SCOPE_ACCOUNT, get_ukeys },
  { "POST", "/api/v1/me/ukeys/challenge", "session", YYQ_SCOPE_ACCOUNT, post_challenge },
  { "POST", "/api/v1/me/ukeys", "session", YYQ_SCOPE_ACCOUNT, post_ukeys, .flags = YYQ_ROUTE_OWN_TRANSACTION | YYQ_ROUTE_KEY_REQUIRED },
  { "DELETE", "/api/v1/me/ukeys/{id}", "session", YYQ_SCOPE_ACCOUNT, delete_ukey },
  { NULL },
};
