/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

extern const YyqRoute yyq_event_routes[];
extern const YyqRoute yyq_job_routes[];
extern const YyqRoute yyq_key_routes[];
extern const YyqRoute yyq_message_routes[];
extern const YyqRoute yyq_retention_routes[];
extern const YyqRoute yyq_sync_routes[];

G_END_DECLS
