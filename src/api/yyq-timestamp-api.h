/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-timestamper.h"

G_BEGIN_DECLS

/*
 * (transfer full) (nullable): the way to the time-stamp authority at @url, which may be relative to
 * the platform; NULL when it is no http address. The whole exchange takes at most @timeout_ms. Made
 * in the main thread, used in a worker.
 */
YyqTimestamper *yyq_timestamp_api_new (YyqApiClient *client, const char *url, guint timeout_ms);

G_END_DECLS
