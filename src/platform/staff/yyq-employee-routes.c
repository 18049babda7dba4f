/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-routes.h"

#include "yyq-audit.h"
#include "yyq-employee-list-store.h"
#include "yyq-employee-service.h"
#include "yyq-employee-store.h"
#include "yyq-list-reply.h"
#include "yyq-reply.h"
#include "yyq-wire.h"

static void
get_employee (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqEmployee) employee = yyq_employee_store_load (
    platform, request->access, YYQ_STAFF_VIEW, yyq_request_get_param (request, "id"), &error);

  if (employee != NULL)
    yyq_reply_record (response, 200, employee);
  else
    yyq_reply_error (response, error);
}

static void
post_search (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_list_reply (platform, request, &yyq_employee_list, response);
}

/* What the body asks for. */
typedef struct {
  GStrv members;
  YyqRevealWish wish;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  g_clear_pointer (&self->members, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* (transfer full): what is no text is "", which is no member. */
static GStrv
read_members (JsonArray *array)
{
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    const gboolean is_text =
      JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

    g_strv_builder_add (members, is_text ? json_node_get_string (node) : "");
  }
  return g_strv_builder_end (members);
}

static gboolean
wanted_read (Wanted *self, YyqRequest *request, JsonObject *body, GError **error)
{
  JsonArray *fields;

  self->wish.employee_id = yyq_request_get_param (request, "id");
  if (!yyq_wire_get_array (body, "fields", &fields, error) ||
      !yyq_wire_get_string (body, "reason", &self->wish.reason, error))
    return FALSE;
  self->members = read_members (fields);
  self->wish.members = (const char *const *) self->members;
  return yyq_employee_service_check (&self->wish, error);
}

#define MOST_CHANGES 8 /* every personal member, and the reason */

/* Which, whose and why; never what. */
static gboolean
write_audit (YyqPlatform *platform, YyqRequest *request, const Wanted *wanted,
             YyqEmployee *employee, GError **error)
{
  g_autofree char *reason = yyq_employee_clean_reason (wanted->wish.reason);
  YyqAuditChange changes[MOST_CHANGES] = { { "reason", NULL, reason } };
  gsize n = 1;

  for (char **member = wanted->members; *member != NULL && n < MOST_CHANGES; member++)
    changes[n++] = (YyqAuditChange){ "revealed", NULL, *member };
  return yyq_audit_write_for (platform, request,
                              &(YyqAuditEntry){ .unit_id = yyq_employee_get_unit_id (employee),
                                                .action = "staff.reveal",
                                                .object = yyq_employee_get_id (employee),
                                                .changes = changes,
                                                .n_changes = n },
                              error);
}

/*
 * (transfer full). In one transaction with the row of the log: nobody sees what was not logged. A
 * reply with a key would be kept, and given again to whoever has lost the permission.
 */
static YyqEmployeeClear *
reveal (YyqPlatform *platform, YyqRequest *request, const Wanted *wanted, GError **error)
{
  g_autoptr (YyqEmployee) employee =
    yyq_employee_service_find (platform, request->access, &wanted->wish, error);

  if (employee == NULL || !write_audit (platform, request, wanted, employee, error))
    return NULL;
  return yyq_employee_store_open (platform, yyq_employee_get_id (employee), wanted->wish.members,
                                  error);
}

static void
post_reveal (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_auto (Wanted) wanted = { NULL };
  g_autoptr (YyqEmployeeClear) clear = NULL;
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return;
  if (yyq_request_get_header (request, "idempotency-key") != NULL) {
    yyq_response_set_problem (response, "invalid", "what is revealed is not kept: no key", NULL);
    return;
  }
  if (wanted_read (&wanted, request, json_node_get_object (node), &error))
    clear = reveal (platform, request, &wanted, &error);
  if (clear == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  yyq_reply_record (response, 200, clear);
  yyq_response_set_header (response, "Cache-Control", "no-store");
}

const YyqRoute yyq_employee_routes[] = {
  { "GET", "/api/v1/employees/{id}", YYQ_STAFF_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_employee },
  { "POST", "/api/v1/employees/search", YYQ_STAFF_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_SEARCH,
    .prepare = post_search },
  { "POST", "/api/v1/employees/{id}/reveal", YYQ_STAFF_REVEAL, YYQ_SCOPE_TENANT, YYQ_RATE_REVEAL,
    post_reveal },
  { NULL },
};
