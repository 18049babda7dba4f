/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-note.h"
#include "yyq-contracts-routes.h"
#include "yyq-reply.h"
#include "yyq-scheduler.h"
#include "yyq-seal-service.h"
#include "yyq-sign-service.h"
#include "yyq-wire-record.h"

static void
get_seals (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) seals =
    yyq_seal_service_list_for_account (platform, yyq_access_get_account_id (request->access),
                                       yyq_access_get_tenant_id (request->access), &error);

  if (seals != NULL)
    yyq_reply_list (response, seals);
  else
    yyq_reply_error (response, error);
}

static void
get_party_seals (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) seals =
    yyq_sign_service_list_seals (platform, request->access, yyq_request_get_param (request, "id"),
                                 yyq_request_get_param (request, "party_id"), &error);

  if (seals != NULL)
    yyq_reply_list (response, seals);
  else
    yyq_reply_error (response, error);
}

/* @seal_id: NULL from clients that know no forms. */
static gboolean
read_claim (JsonObject *object, YyqSignClaim *claim, const char **seal_id, GError **error)
{
  return yyq_wire_get_string (object, "party_id", &claim->party_id, error) &&
         (!yyq_wire_has (object, "seal_id") ||
          yyq_wire_get_string (object, "seal_id", seal_id, error)) &&
         (claim->certificate = yyq_wire_get_bytes (object, "certificate", error)) != NULL;
}

static void
post_sign_sessions (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (YyqSignSession) session = NULL;
  g_autoptr (GError) error = NULL;
  YyqSignClaim claim = { yyq_access_get_account_id (request->access),
                         yyq_access_get_tenant_id (request->access),
                         yyq_request_get_param (request, "id"), NULL, NULL };
  const char *seal_id = NULL;

  if (node == NULL)
    return;
  if (read_claim (json_node_get_object (node), &claim, &seal_id, &error)) {
    certificate = claim.certificate;
    session = yyq_sign_service_open (platform, &claim, seal_id, &error);
  }
  if (session == NULL)
    yyq_reply_error (response, error);
  /* The service has begun the transaction: it is asked in it whether the session still holds. */
  else if (yyq_router_begin (platform, request, response))
    yyq_reply_record (response, 201, session);
}

/* YYQ_PDF_MAX_TAIL in Base64, and room for the rest. */
#define COMPLETE_BODY ((gsize) 3 * 512 * 1024)

static gboolean
read_completion (JsonObject *object, YyqSignCompletion *completion, GError **error)
{
  return yyq_wire_get_string (object, "base_sha256", &completion->base_sha256, error) &&
         (completion->tail = yyq_wire_get_bytes (object, "tail", error)) != NULL;
}

/* What is held has not become a revision yet. */
static gboolean
note_signature (YyqPlatform *platform, YyqRequest *request, YyqContract *contract, gboolean held,
                GError **error)
{
  const YyqAuditEntry entry = { .actor = yyq_access_get_account_id (request->access),
                                .remote = request->remote,
                                .action = "contract.sign" };
  const int revision = yyq_contract_get_revision (contract);
  const YyqContractBefore before = { YYQ_CONTRACT_STATE_SIGNING, held ? revision : revision - 1 };

  return yyq_contract_note (platform, &entry, &before, contract, error);
}

static YyqContract *
complete (YyqPlatform *platform, YyqRequest *request, const YyqSignCompletion *completion,
          gboolean *held, GError **error)
{
  g_autoptr (YyqContract) contract = yyq_sign_service_complete (platform, completion, held, error);

  return contract != NULL && note_signature (platform, request, contract, *held, error)
           ? g_steal_pointer (&contract)
           : NULL;
}

static void
post_complete (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GError) error = NULL;
  YyqSignCompletion completion = { yyq_access_get_account_id (request->access),
                                   yyq_access_get_tenant_id (request->access),
                                   yyq_request_get_param (request, "id") };
  gboolean held = FALSE;

  if (node == NULL)
    return;
  if (read_completion (json_node_get_object (node), &completion, &error)) {
    tail = completion.tail;
    contract = complete (platform, request, &completion, &held, &error);
  }
  if (contract == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  if (!yyq_router_begin (platform, request, response))
    return;
  yyq_reply_record (response, held ? 202 : 200, contract);
  if (held)
    yyq_scheduler_wake_when_written (yyq_scheduler_of (platform));
}

static void
delete_sign_session (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  if (yyq_sign_service_release (platform, yyq_access_get_account_id (request->access),
                                yyq_request_get_param (request, "id"), &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_sign_routes[] = {
  { "GET", "/api/v1/seals", "contract.sign", YYQ_SCOPE_TENANT, YYQ_RATE_WORK, get_seals },
  { "GET", "/api/v1/contracts/{id}/parties/{party_id}/seals", "contract.sign", YYQ_SCOPE_OBJECT,
    YYQ_RATE_WORK, get_party_seals },
  { "POST", "/api/v1/contracts/{id}/sign-sessions", "contract.sign", YYQ_SCOPE_OBJECT,
    YYQ_RATE_WORK, post_sign_sessions,
    .flags = YYQ_ROUTE_OWN_TRANSACTION | YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/api/v1/sign-sessions/{id}/complete", "contract.sign", YYQ_SCOPE_OBJECT, YYQ_RATE_WORK,
    post_complete, .flags = YYQ_ROUTE_OWN_TRANSACTION | YYQ_ROUTE_KEY_REQUIRED,
    .body_limit = COMPLETE_BODY },
  { "DELETE", "/api/v1/sign-sessions/{id}", "contract.sign", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    delete_sign_session },
  { NULL },
};
