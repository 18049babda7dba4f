/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account-routes.h"
#include "yyq-audit.h"
#include "yyq-message-store.h"
#include "yyq-password-service.h"
#include "yyq-proof-reply.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-ukey-service.h"
#include "yyq-wire-record.h"

static void
get_ukeys (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = yyq_ukey_store_list (platform, request->access, &error);

  if (list != NULL)
    yyq_reply_list (response, list);
  else
    yyq_reply_error (response, error);
}

static void
post_challenge (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_proof_reply_challenge (platform, request, response, "BIND",
                             yyq_access_get_account_id (request->access));
}

typedef struct {
  YyqReadProof proof;
  YyqPasswordCheck *password;
  YyqProofCheck *check;
  YyqUkeyBinding *binding; /* (nullable): then @refusal says why */
  GError *refusal;
} Bind;

static void
bind_free (gpointer data)
{
  Bind *self = data;

  yyq_read_proof_clear (&self->proof);
  g_clear_pointer (&self->password, yyq_password_check_free);
  g_clear_pointer (&self->check, yyq_proof_check_free);
  g_clear_object (&self->binding);
  g_clear_error (&self->refusal);
  g_free (self);
}

static gboolean
prepare (YyqPlatform *platform, YyqRequest *request, JsonObject *body, Bind *self, GError **error)
{
  const char *label, *serial, *password;

  if (!yyq_proof_read (body, &self->proof, error) ||
      !yyq_wire_get_string (body, "token_label", &label, error) ||
      !yyq_wire_get_string (body, "token_serial", &serial, error) ||
      !yyq_wire_get_string (body, "password", &password, error))
    return FALSE;
  if (yyq_access_get_tenant_id (request->access) == NULL) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_FORBIDDEN,
                         "no enterprise is chosen");
    return FALSE;
  }
  self->check = yyq_ukey_service_check (
    platform, "BIND", yyq_access_get_account_id (request->access), &self->proof.proof, error);
  self->password = self->check != NULL
                     ? yyq_password_service_check_account (
                         platform, yyq_access_get_account_id (request->access), password, error)
                     : NULL;
  if (self->password == NULL)
    return FALSE;
  self->binding =
    yyq_ukey_service_describe (platform, yyq_access_get_account_id (request->access),
                               yyq_access_get_tenant_id (request->access),
                               self->proof.proof.certificate, label, serial, &self->refusal);
  return TRUE;
}

static void
prepare_ukeys (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  Bind *bind;

  if (node == NULL)
    return;
  bind = g_new0 (Bind, 1);
  yyq_request_set_prepared (request, bind, bind_free);
  if (!prepare (platform, request, json_node_get_object (node), bind, &error))
    yyq_reply_error (response, error);
}

/* The password first: whoever found an open session must not be able to add a key to it. */
static gboolean
bind_ukey (YyqPlatform *platform, YyqRequest *request, const Bind *self, GError **error)
{
  g_autofree char *account_id = yyq_password_service_settle (platform, self->password, error);
  YyqAuditChange change;

  if (account_id == NULL || !yyq_ukey_service_settle (platform, self->check, error))
    return FALSE;
  if (self->binding == NULL) {
    g_propagate_error (error, g_error_copy (self->refusal));
    return FALSE;
  }
  change = (YyqAuditChange){ .field = "certificate",
                             .after = yyq_ukey_binding_get_serial (self->binding) };
  return yyq_ukey_service_bind (platform, yyq_access_get_account_id (request->access),
                                yyq_access_get_tenant_id (request->access), self->binding,
                                self->proof.proof.certificate, error) &&
         yyq_message_store_tell_everywhere (
           platform, yyq_access_get_account_id (request->access),
           &(YyqNews){ .kind = "ukey.bind",
                       .object = yyq_ukey_binding_get_id (self->binding),
                       .subject = yyq_ukey_binding_get_token_label (self->binding) },
           error) &&
         yyq_audit_write_for (platform, request,
                              &(YyqAuditEntry){ .action = "ukey.bind",
                                                .object = yyq_ukey_binding_get_id (self->binding),
                                                .changes = &change,
                                                .n_changes = 1 },
                              error);
}

static void
post_ukeys (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const Bind *bind = request->prepared;
  g_autoptr (GError) error = NULL;

  if (bind_ukey (platform, request, bind, &error)) {
    yyq_reply_record (response, 201, bind->binding);
  } else {
    yyq_reply_error (response, error);
    response->keep = TRUE; /* the failed password and the used challenge count */
  }
}

static void
delete_ukey (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  const char *id = yyq_request_get_param (request, "id");

  if (yyq_ukey_service_unbind (platform, yyq_access_get_account_id (request->access), id, &error) &&
      yyq_message_store_tell_everywhere (platform, yyq_access_get_account_id (request->access),
                                         &(YyqNews){ .kind = "ukey.unbind", .object = id },
                                         &error) &&
      yyq_audit_write_for (platform, request,
                           &(YyqAuditEntry){ .action = "ukey.unbind", .object = id }, &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

static void
post_loss (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  const char *id = yyq_request_get_param (request, "id");

  if (yyq_ukey_service_suspend (platform, yyq_access_get_account_id (request->access), id,
                                &error) &&
      yyq_message_store_tell_everywhere (platform, yyq_access_get_account_id (request->access),
                                         &(YyqNews){ .kind = "ukey.loss", .object = id }, &error) &&
      yyq_audit_write_for (platform, request,
                           &(YyqAuditEntry){ .action = "ukey.loss", .object = id }, &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

static void
patch_ukey (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  const char *id = yyq_request_get_param (request, "id");
  g_autoptr (GError) error = NULL;
  const char *name = NULL;

  if (node == NULL)
    return;
  if (yyq_wire_get_string (json_node_get_object (node), "name", &name, &error) &&
      yyq_ukey_service_rename (platform, yyq_access_get_account_id (request->access), id, name,
                               &error) &&
      yyq_audit_write_for (
        platform, request,
        &(YyqAuditEntry){ .action = "ukey.rename",
                          .object = id,
                          .changes = &(YyqAuditChange){ .field = "name", .after = name },
                          .n_changes = 1 },
        &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_ukey_routes[] = {
  { "GET", "/api/v1/me/ukeys", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_READ, get_ukeys },
  { "POST", "/api/v1/me/ukeys/challenge", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_LOGIN,
    post_challenge },
  { "POST", "/api/v1/me/ukeys", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_LOGIN, post_ukeys,
    .prepare = prepare_ukeys, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/api/v1/me/ukeys/{id}/loss", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, post_loss },
  { "PATCH", "/api/v1/me/ukeys/{id}", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, patch_ukey },
  { "DELETE", "/api/v1/me/ukeys/{id}", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, delete_ukey },
  { NULL },
};
