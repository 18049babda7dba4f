/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"

G_BEGIN_DECLS

/*
 * Whether the platform can be reached, learnt from every exchange of @client. While it cannot be,
 * or answers with errors, it is asked now and then: at once when the network changes, else after 2
 * s, 4 s, ... at most every minute. Main thread.
 *
 * Properties, read-only: online, troubled. Signal "recovered" (): an answer after a failure.
 */
#define YYQ_TYPE_REACHABILITY (yyq_reachability_get_type ())
G_DECLARE_FINAL_TYPE (YyqReachability, yyq_reachability, YYQ, REACHABILITY, GObject)

YyqReachability *yyq_reachability_new (YyqApiClient *client);

gboolean yyq_reachability_get_online (YyqReachability *self);

/* It answers, but with errors. */
gboolean yyq_reachability_get_troubled (YyqReachability *self);

/* Asks now. */
void yyq_reachability_probe (YyqReachability *self);

/* Ends the asking: to be called before the last reference goes. */
void yyq_reachability_stop (YyqReachability *self);

G_END_DECLS
