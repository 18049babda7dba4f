/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-timestamper.h"

G_BEGIN_DECLS

/*
 * RFC 3161 §3.4: time stamps over HTTP. A query runs on a main context of its own inside the
 * calling worker thread, so several threads may use one object; never call it on the main thread.
 */
#define YYQ_TYPE_HTTP_TIMESTAMPER (yyq_http_timestamper_get_type ())
G_DECLARE_FINAL_TYPE (YyqHttpTimestamper, yyq_http_timestamper, YYQ, HTTP_TIMESTAMPER, GObject)

/* @timeout_ms bounds the whole exchange; 0 = 10 s. @tls_database (nullable): the system's roots. */
YyqTimestamper *yyq_http_timestamper_new (const char *url, guint timeout_ms,
                                          GTlsDatabase *tls_database);

G_END_DECLS
