/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-reply.h"
#include "yyq-routes.h"

static void
reply_ok (YyqResponse *response)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status", "ok");
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

/* The process answers. */
static void
get_health (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  reply_ok (response);
}

/* The database answers, too: a load balancer may send work. */
static void
get_ready (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  gint64 one = 0;

  if (yyq_storage_query_int (yyq_platform_get_storage (platform), &one, &error, "SELECT 1", ""))
    reply_ok (response);
  else if (error != NULL)
    yyq_reply_error (response, error);
}

static void
get_version (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", "yuyunqian-platform");
  json_object_set_string_member (object, "version", YYQ_VERSION);
  json_object_set_boolean_member (object, "demo", yyq_platform_get_config (platform)->demo);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

const YyqRoute yyq_health_routes[] = {
  { "GET", "/healthz", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, get_health },
  { "GET", "/readyz", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, get_ready },
  { "GET", "/version", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, get_version },
  { NULL },
};
