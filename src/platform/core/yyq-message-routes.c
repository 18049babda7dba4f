/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-core-routes.h"
#include "yyq-message-kind.h"
#include "yyq-message-store.h"
#include "yyq-reply.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

static void
get_message (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqMessage) message = yyq_message_store_load (
    platform, request->access, yyq_request_get_param (request, "id"), &error);

  if (message != NULL)
    yyq_reply_json (response, 200, yyq_wire_record_encode (message));
  else
    yyq_reply_error (response, error);
}

static void
reply_read (YyqPlatform *platform, YyqRequest *request, gboolean read, GError *error,
            YyqResponse *response)
{
  if (read)
    get_message (platform, request, response);
  else
    yyq_reply_error (response, error);
}

static void
post_read (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  const gboolean read = yyq_message_store_read (platform, request->access,
                                                yyq_request_get_param (request, "id"), &error);

  reply_read (platform, request, read, error, response);
}

static void
post_read_until (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  JsonObject *body = json_node_get_object (request->json);
  const gboolean narrow = yyq_wire_has (body, "topic");
  YyqMessageTopic topic = YYQ_MESSAGE_TOPIC_CONTRACT;
  const char *word = NULL;
  g_autoptr (GError) error = NULL;
  gboolean read;

  if (narrow && (!yyq_wire_get_string (body, "topic", &word, NULL) ||
                 !yyq_message_topic_from_string (word, &topic))) {
    yyq_response_set_problem (response, "invalid", "contract, account or job", "/topic");
    return;
  }
  read =
    yyq_message_store_read_until (platform, request->access, yyq_request_get_param (request, "id"),
                                  narrow ? &topic : NULL, &error);
  reply_read (platform, request, read, error, response);
}

/* Lists come by the feed. */
const YyqRoute yyq_message_routes[] = {
  { "GET", "/api/v1/messages/{id}", "member", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_message },
  { "POST", "/api/v1/messages/{id}/read", "member", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE, post_read,
    .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/api/v1/messages/{id}/read-until", "member", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE,
    post_read_until, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { NULL },
};
