/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-plan.h"
#include "yyq-employee.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* (transfer full): the demo's worker as he stands in the roster, clear, by the contracts that
 * @plans tell of; @unit (out): where he works, of the main enterprise. Its id is not set. */
YyqEmployee *yyq_demo_staff_new (guint worker, GArray *plans, gint64 now_ms,
                                 YyqDemoCompanyId *unit);

/* Enters all of them; @companies: ids, by YyqDemoCompanyId. In the caller's transaction. */
gboolean yyq_demo_staff_enter (YyqPlatform *platform, char *const *companies, GArray *plans,
                               gint64 now_ms, GError **error);

G_END_DECLS
