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
  if (request->json != NULL && JSON_NODE_HOLDS_OBJECT (request->json))
    return json_node_ref (request->json);
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

static void
tell_limits (YyqResponse *response, const GError *error)
{
  const guint tries = yyq_service_error_get_tries (error);
  const guint wait = yyq_service_error_get_wait (error);
  g_autofree char *seconds = g_strdup_printf ("%u", wait);

  if (tries > 0)
    yyq_response_add_number (response, "tries_left", tries);
  if (wait == 0)
    return;
  yyq_response_add_number (response, "retry_after", wait);
  yyq_response_set_header (response, "Retry-After", seconds);
}

void
yyq_reply_error (YyqResponse *response, const GError *error)
{
  const char *code = yyq_service_error_get_code (error);
  g_autofree char *pointer = error->domain == YYQ_WIRE_ERROR ? find_pointer (error->message) : NULL;
  gboolean ours = error->domain == YYQ_WIRE_ERROR || error->domain == YYQ_SERVICE_ERROR;

  if (g_str_equal (code, "internal"))
    g_message ("request failed: %s %d: %s", g_quark_to_string (error->domain), error->code,
               error->message);
  response->again = g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY);
  yyq_response_set_problem (response, code, ours ? error->message : NULL, pointer);
  tell_limits (response, error);
  if (g_str_equal (code, "busy") || g_str_equal (code, "rate-limited"))
    yyq_response_set_header (response, "Retry-After", "1");
}

void
yyq_reply_list (YyqResponse *response, GPtrArray *list, YyqReplyEncode encode)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_element (items, encode (g_ptr_array_index (list, i)));
  json_object_set_array_member (object, "items", items);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

void
yyq_reply_page (YyqResponse *response, GPtrArray *list, YyqReplyEncode encode, const char *next)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_element (items, encode (g_ptr_array_index (list, i)));
  json_object_set_array_member (object, "items", items);
  if (next != NULL)
    json_object_set_string_member (object, "next", next);
  else
    json_object_set_null_member (object, "next");
  json_object_set_boolean_member (object, "has_more", next != NULL);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}
