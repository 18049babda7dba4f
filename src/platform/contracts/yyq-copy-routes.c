/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"
#include "yyq-contracts-routes.h"
#include "yyq-copy-service.h"
#include "yyq-reply.h"

/* The copy has the row that says so, too. */
static gboolean
copy (YyqPlatform *platform, JsonObject *body, gint64 *n_rows, GError **error)
{
  const char *address;

  return yyq_wire_get_string (body, "address", &address, error) &&
         yyq_audit_write (platform, &(YyqAuditEntry){ .action = "storage.copy" }, error) &&
         yyq_copy_service_run (platform, address, n_rows, error);
}

static void
post_copy_to (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  gint64 n_rows = 0;

  if (node == NULL)
    return;
  if (!copy (platform, json_node_get_object (node), &n_rows, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  json_object_set_int_member (object, "rows", n_rows);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

const YyqRoute yyq_copy_routes[] = {
  { "POST", "/admin/copy-to", "admin", YYQ_SCOPE_PLATFORM, YYQ_RATE_LOCAL, post_copy_to },
  { NULL },
};
