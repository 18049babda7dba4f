/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-anchor.h"
#include "yyq-reply.h"
#include "yyq-routes.h"
#include "yyq-trust-keeper.h"

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

static JsonArray *
encode_closed (GPtrArray *closed)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < closed->len; i++) {
    const YyqClosedIssuer *issuer = g_ptr_array_index (closed, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "root", issuer->root);
    json_object_set_string_member (object, "issuer", issuer->issuer);
    json_object_set_int_member (object, "since", issuer->since);
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonObject *
encode_late (const YyqLateAnchors *late)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "waiting", late->waiting);
  json_object_set_int_member (object, "since", late->since);
  return object;
}

/*
 * A platform on which some authority's certificates cannot sign, or whose evidence waits for its
 * time stamp, is still of use: it is sent work, and seen to.
 */
static void
reply_ready (YyqPlatform *platform, const YyqLateAnchors *late, YyqResponse *response)
{
  YyqTrustKeeper *keeper = yyq_trust_keeper_of (platform);
  g_autoptr (GPtrArray) closed = keeper != NULL ? yyq_trust_keeper_list_closed (keeper) : NULL;
  JsonObject *object;

  if ((closed == NULL || closed->len == 0) && late->waiting == 0) {
    reply_ok (response);
    return;
  }
  object = json_object_new ();
  json_object_set_string_member (object, "status", "degraded");
  if (closed != NULL && closed->len > 0)
    json_object_set_array_member (object, "closed", encode_closed (closed));
  if (late->waiting > 0)
    json_object_set_object_member (object, "anchors", encode_late (late));
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

/* The database answers, too: a load balancer may send work. */
static void
get_ready (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqLateAnchors late;

  if (yyq_anchor_find_late (platform, &late, &error))
    reply_ready (platform, &late, response);
  else
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
