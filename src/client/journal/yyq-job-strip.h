/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Below the pages: what the platform is working on for this company, while it does, with the way to
 * it and to its end. It stays whatever page is shown. Main thread.
 */
#define YYQ_TYPE_JOB_STRIP (yyq_job_strip_get_type ())
G_DECLARE_FINAL_TYPE (YyqJobStrip, yyq_job_strip, YYQ, JOB_STRIP, AdwBin)

/* The company that was chosen; NULL: none. */
void yyq_job_strip_set_session (YyqJobStrip *self, YyqSession *session);

/* A job was started: it is looked for now. */
void yyq_job_strip_refresh (YyqJobStrip *self);

G_END_DECLS
