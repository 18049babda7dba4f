/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"
#include "yyq-core-routes.h"
#include "yyq-key-rotation.h"
#include "yyq-reply.h"

/* Keys of one step: some milliseconds in which nobody else writes. */
#define STEP 500

static void
reply_rotation (YyqResponse *response, const YyqKeyRotation *rotation)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "version", rotation->version);
  json_object_set_int_member (object, "done", rotation->done);
  json_object_set_int_member (object, "left", rotation->left);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

/* The first step of a rotation is noted; it reads the key file again. */
static void
post_rotate_keys (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation = { 0 };
  gboolean first = FALSE;
  gboolean ok;

  if (node == NULL)
    return;
  ok = yyq_wire_get_bool (json_node_get_object (node), "first", &first, &error) &&
       yyq_key_rotation_step (platform, first, STEP, &rotation, &error);
  if (ok && first) {
    if (!yyq_router_begin (platform, request, response))
      return;
    ok = yyq_audit_write (platform, &(YyqAuditEntry){ .action = "keys.rotate" }, &error);
  }
  if (ok)
    reply_rotation (response, &rotation);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_key_routes[] = {
  { "POST", "/admin/rotate-keys", "admin", YYQ_SCOPE_PLATFORM, YYQ_RATE_LOCAL, post_rotate_keys,
    .flags = YYQ_ROUTE_OWN_TRANSACTION },
  { NULL },
};
