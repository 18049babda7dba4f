/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account-routes.h"
#include "yyq-audit.h"
#include "yyq-clock.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-session-service.h"
#include "yyq-session-store.h"

/* Where the account is logged in (manual chapter 5). */

static void
get_sessions (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = yyq_session_store_list (
    platform, request->access, yyq_clock_now () - YYQ_REFRESH_TOKEN_MS, &error);

  if (list != NULL)
    yyq_reply_list (response, list);
  else
    yyq_reply_error (response, error);
}

static gboolean
end_session (YyqPlatform *platform, YyqRequest *request, const char *id, GError **error)
{
  gboolean revoked = FALSE;

  if (!yyq_session_store_revoke_own (platform, request->access, id, "ended elsewhere", &revoked,
                                     error))
    return FALSE;
  if (!revoked)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such session");
  return revoked;
}

static void
delete_session (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const char *id = yyq_request_get_param (request, "id");
  g_autoptr (GError) error = NULL;

  if (end_session (platform, request, id, &error) &&
      yyq_audit_write_for (platform, request,
                           &(YyqAuditEntry){ .action = "session.end", .object = id }, &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_session_routes[] = {
  { "GET", "/api/v1/me/sessions", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_READ, get_sessions },
  { "DELETE", "/api/v1/me/sessions/{id}", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE,
    delete_session },
  { NULL },
};
