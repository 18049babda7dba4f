/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"
#include "yyq-contracts-routes.h"
#include "yyq-evidence-job.h"
#include "yyq-evidence.h"
#include "yyq-job-reply.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"

/* Rows of a page: some milliseconds of work, whatever the platform holds. */
#define PAGE_ROWS 5000

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonNode *
encode_fault (const YyqEvidenceFault *fault)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "chain", fault->chain);
  json_object_set_string_member (object, "id", fault->id);
  json_object_set_int_member (object, "seq", fault->seq);
  set_text (object, "row", fault->row);
  json_object_set_string_member (object, "what", fault->what);
  return yyq_wire_take_object (object);
}

static void
reply_page (YyqResponse *response, const YyqEvidencePage *page)
{
  JsonObject *object = json_object_new ();
  JsonArray *faults = json_array_new ();

  for (guint i = 0; i < page->faults->len; i++)
    json_array_add_element (faults, encode_fault (g_ptr_array_index (page->faults, i)));
  json_object_set_int_member (object, "events", page->counts.events);
  json_object_set_int_member (object, "audit_rows", page->counts.audit_rows);
  json_object_set_int_member (object, "revisions", page->counts.revisions);
  json_object_set_int_member (object, "chains", page->counts.chains);
  json_object_set_int_member (object, "unanchored", page->counts.unanchored);
  json_object_set_int_member (object, "anchors", page->counts.anchors);
  json_object_set_int_member (object, "waiting", page->counts.waiting);
  json_object_set_int_member (object, "anchored_from", page->anchored_from);
  json_object_set_int_member (object, "anchored_to", page->anchored_to);
  json_object_set_array_member (object, "faults", faults);
  set_text (object, "next", page->next);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

/* After the reading, so that nothing waits for it. */
static gboolean
note (YyqPlatform *platform, YyqRequest *request, const char *action, const char *id,
      YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_router_begin (platform, request, response))
    return FALSE;
  if (yyq_audit_write (platform, &(YyqAuditEntry){ .action = action, .object = id }, &error))
    return TRUE;
  yyq_reply_error (response, error);
  return FALSE;
}

/* "only": "log" leaves contracts out. */
static gboolean
read_part (JsonObject *body, YyqEvidencePart *part, GError **error)
{
  const char *only = NULL;

  *part = YYQ_EVIDENCE_ALL;
  if (!yyq_wire_has (body, "only"))
    return TRUE;
  if (!yyq_wire_get_string (body, "only", &only, error))
    return FALSE;
  *part = YYQ_EVIDENCE_LOG;
  if (g_str_equal (only, "log"))
    return TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID, "/only: log");
  return FALSE;
}

static void
post_verify_events (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqEvidencePage) page = NULL;
  g_autoptr (GError) error = NULL;
  const char *after = NULL;
  YyqEvidencePart part;

  if (node == NULL)
    return;
  if (read_part (json_node_get_object (node), &part, &error) &&
      (!yyq_wire_has (json_node_get_object (node), "after") ||
       yyq_wire_get_string (json_node_get_object (node), "after", &after, &error)))
    page = yyq_evidence_check (platform, part, after, PAGE_ROWS, &error);
  if (page == NULL)
    yyq_reply_error (response, error);
  else if (after != NULL || note (platform, request, "evidence.verify", NULL,
                                  response)) /* once a check, not once a page */
    reply_page (response, page);
}

static JsonObject *
encode_row (const YyqEvidenceRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", row->seq);
  json_object_set_string_member (object, "row", row->id);
  json_object_set_string_member (object, "type", row->type);
  json_object_set_int_member (object, "at", row->at);
  json_object_set_int_member (object, "format", row->format);
  set_text (object, "what", row->what);
  json_object_set_int_member (object, "not_in", row->not_in);
  json_object_set_int_member (object, "there_before", row->there_before);
  return object;
}

static void
reply_rows (YyqResponse *response, GPtrArray *rows)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (items, encode_row (g_ptr_array_index (rows, i)));
  json_object_set_array_member (object, "items", items);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
post_contract_events (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (node == NULL)
    return;
  if (yyq_wire_get_string (json_node_get_object (node), "contract_id", &id, &error) &&
      (rows = yyq_evidence_list (platform, id, &error)) != NULL) {
    if (note (platform, request, "evidence.contract", id, response))
      reply_rows (response, rows);
  } else {
    yyq_reply_error (response, error);
  }
}

/* It tells of all units, and is for who may ask in the main enterprise. Two at once would say the
 * same. */
static void
post_verify (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqEvidencePart part = YYQ_EVIDENCE_ALL;

  if (request->json != NULL && JSON_NODE_HOLDS_OBJECT (request->json) &&
      !read_part (json_node_get_object (request->json), &part, &error))
    yyq_reply_error (response, error);
  else if (!yyq_access_may_in (request->access, yyq_evidence_job_kind.permission,
                               yyq_access_get_tenant_id (request->access)))
    yyq_response_set_problem (response, "forbidden", NULL, NULL);
  else
    yyq_job_reply_start (platform, request,
                         part == YYQ_EVIDENCE_LOG ? &yyq_evidence_log_job_kind
                                                  : &yyq_evidence_job_kind,
                         NULL, TRUE, response);
}

const YyqRoute yyq_evidence_routes[] = {
  { "POST", "/api/v1/evidence/verify", "evidence.verify", YYQ_SCOPE_TENANT, YYQ_RATE_WORK,
    post_verify },
  { "POST", "/admin/verify-events", "admin", YYQ_SCOPE_PLATFORM, YYQ_RATE_LOCAL, post_verify_events,
    .flags = YYQ_ROUTE_OWN_TRANSACTION },
  { "POST", "/admin/contract-events", "admin", YYQ_SCOPE_PLATFORM, YYQ_RATE_LOCAL,
    post_contract_events, .flags = YYQ_ROUTE_OWN_TRANSACTION },
  { NULL },
};
