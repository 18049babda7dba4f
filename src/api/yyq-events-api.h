/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"

G_BEGIN_DECLS

/* Hints of the platform that something changed: /events. Main thread. */
#define YYQ_EVENTS_READY "ready"     /* from now on nothing is missed */
#define YYQ_EVENTS_CHANGED "changed" /* something did: the feed says what */

/* One of those, or another that this version knows nothing of. */
typedef void (*YyqEventsHeard) (const char *event, gpointer data);

/* Once, without another try: until the platform ends it, or says nothing for 60 s (it says
 * something every 25). @heard is called until then. */
void yyq_events_api_listen_async (YyqApiClient *client, YyqEventsHeard heard, gpointer data,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/* TRUE: the platform has ended it. Errors: YYQ_API_ERROR, G_IO_ERROR_CANCELLED; BAD_REPLY for what
 * is no stream of events. */
gboolean yyq_events_api_listen_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
