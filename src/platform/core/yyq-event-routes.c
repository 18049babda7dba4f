/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-core-routes.h"
#include "yyq-event-hub.h"

/* Whoever has too many asks the feed meanwhile, as without them. */
#define RETRY_AFTER "60"

static void
get_events (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqOpenReply) reply = yyq_open_reply_new ();

  if (!yyq_event_hub_add (yyq_event_hub_of (platform), request->access, reply)) {
    yyq_response_set_problem (response, "rate-limited", NULL, NULL);
    yyq_response_set_header (response, "Retry-After", RETRY_AFTER);
    return;
  }
  yyq_response_set_open (response, 200, "text/event-stream", reply);
  yyq_response_set_header (response, "Cache-Control", "no-store");
  /* To a proxy that has no word of us in its own settings. */
  yyq_response_set_header (response, "X-Accel-Buffering", "no");
}

/* What it tells of is asked with the permissions of each entity, as in the feed. */
const YyqRoute yyq_event_routes[] = {
  { "GET", "/api/v1/events", "member", YYQ_SCOPE_TENANT, YYQ_RATE_OPEN_REPLY, get_events },
  { NULL },
};
