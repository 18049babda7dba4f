/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-reply.h"

#include "yyq-error.h"
#include "yyq-service-error.h"
#include "yyq-wire.h"

#include <string.h>

JsonNode *
yyq_reply_parse (YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = yyq_wire_parse (request->body, &error);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  if (error != NULL)
    yyq_reply_error (response, error);
  else
    yyq_response_set_problem (response, "invalid", "a JSON object is wanted", NULL);
  return NULL;
}

void
yyq_reply_json (YyqResponse *response, guint status, JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autoptr (GBytes) body = yyq_wire_serialize (owned);

  yyq_response_set (response, status, "application/json", body);
}

/* Messages of the wire name the member by its JSON pointer: the word that starts with a slash. */
static char *
find_pointer (const char *message)
{
  const char *slash = strchr (message, '/');

  return slash != NULL ? g_strndup (slash, strcspn (slash, ":, ")) : NULL;
}

void
yyq_reply_error (YyqResponse *response, const GError *error)
{
  const char *code = yyq_service_error_get_code (error);
  g_autofree char *pointer = error->domain == YYQ_WIRE_ERROR ? find_pointer (error->message) : NULL;
  gboolean ours = error->domain == YYQ_WIRE_ERROR || error->domain == YYQ_SERVICE_ERROR;

  if (g_str_equal (code, "internal"))
    g_message ("request failed: %s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  yyq_response_set_problem (response, code, ours ? error->message : NULL, pointer);
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY)) {
    response->status = 503;
    yyq_response_set_header (response, "Retry-After", "1");
  }
}

gboolean
yyq_reply_begin (YyqPlatform *platform, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  if (yyq_storage_begin (yyq_platform_get_storage (platform), &error))
    return TRUE;
  yyq_reply_error (response, error);
  return FALSE;
}
