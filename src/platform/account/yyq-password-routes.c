/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account-routes.h"
#include "yyq-audit.h"
#include "yyq-login-device-store.h"
#include "yyq-message-store.h"
#include "yyq-password-service.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-session-store.h"

/*
 * The account's own password (manual chapter 5.1). The body is not remembered under an idempotency
 * key: a quick hash of two passwords is nothing to keep.
 */

typedef struct {
  YyqPasswordCheck *old;
  gboolean is_first;
  char *hash; /* of the new one */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_clear_pointer (&self->old, yyq_password_check_free);
  g_free (self->hash);
  g_free (self);
}

/* The new one first: what is refused for itself is no guess at the old one. */
static gboolean
prepare (YyqPlatform *platform, const char *account_id, JsonObject *body, Change *self,
         GError **error)
{
  const char *old = NULL, *new = NULL;

  self->is_first = !yyq_wire_has (body, "old_password");
  if ((!self->is_first && !yyq_wire_get_string (body, "old_password", &old, error)) ||
      !yyq_wire_get_string (body, "new_password", &new, error))
    return FALSE;
  self->hash = yyq_password_service_hash_for (platform, account_id, new, error);
  if (self->hash == NULL)
    return FALSE;
  self->old = self->is_first
                ? yyq_password_service_check_none (platform, account_id, error)
                : yyq_password_service_check_account (platform, account_id, old, error);
  return self->old != NULL;
}

static void
prepare_password (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  Change *change;

  if (node == NULL)
    return;
  change = g_new0 (Change, 1);
  yyq_request_set_prepared (request, change, change_free);
  if (!prepare (platform, yyq_access_get_account_id (request->access), json_node_get_object (node),
                change, &error))
    yyq_reply_error (response, error);
}

/* Whoever had the old one is out everywhere; who has just typed it stays. */
static void
post_password (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const Change *change = request->prepared;
  const char *account_id = yyq_access_get_account_id (request->access);
  g_autoptr (GError) error = NULL;

  if (yyq_password_service_change (platform, change->old, change->hash, &error) &&
      yyq_session_store_revoke_others (platform, request->access, "password changed", &error) &&
      yyq_login_device_store_forget_all (platform, account_id, &error) &&
      yyq_message_store_tell_everywhere (platform, account_id,
                                         &(YyqNews){ .kind = "password.change" }, &error) &&
      yyq_audit_write_for (
        platform, request,
        &(YyqAuditEntry){ .action = change->is_first ? "password.set" : "password.change",
                          .object = account_id },
        &error)) {
    yyq_response_set (response, 204, NULL, NULL);
    return;
  }
  yyq_reply_error (response, error);
  /* A wrong one counts; what stopped half-way has not happened. */
  response->keep = g_error_matches (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CREDENTIALS) ||
                   g_error_matches (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_LOCKED);
}

const YyqRoute yyq_password_routes[] = {
  { "POST", "/api/v1/me/password", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_LOGIN, post_password,
    .prepare = prepare_password },
  { NULL },
};
