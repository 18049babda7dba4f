/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-core-routes.h"
#include "yyq-message-store.h"
#include "yyq-reply.h"
#include "yyq-wire-record.h"

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
mark_read (YyqPlatform *platform, YyqRequest *request, gboolean and_older, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  if (yyq_message_store_read (platform, request->access, yyq_request_get_param (request, "id"),
                              and_older, &error))
    get_message (platform, request, response);
  else
    yyq_reply_error (response, error);
}

static void
post_read (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  mark_read (platform, request, FALSE, response);
}

static void
post_read_until (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  mark_read (platform, request, TRUE, response);
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
