/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-authority.h"
#include "yyq-timestamper.h"

G_BEGIN_DECLS

/*
 * The demo's time-stamp authority in this process: its key is made anew at every start and
 * certified by the demo authority. Immutable; any thread.
 */
#define YYQ_TYPE_DEMO_TIMESTAMPER (yyq_demo_timestamper_get_type ())
G_DECLARE_FINAL_TYPE (YyqDemoTimestamper, yyq_demo_timestamper, YYQ, DEMO_TIMESTAMPER, GObject)

/* Stamps the time of yyq_clock_now(). Errors: YYQ_PDF_ERROR_FAILED. */
YyqDemoTimestamper *yyq_demo_timestamper_new (YyqDemoAuthority *authority, GError **error);

/* (transfer full): the same authority at @at_ms: how the seed comes to signatures of last month. */
YyqTimestamper *yyq_demo_timestamper_new_at (YyqDemoTimestamper *self, gint64 at_ms);

G_END_DECLS
