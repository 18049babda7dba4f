/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-people.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Templates of the demo: two labour contracts and a receipt, in two units, two of them open.
 * @companies: ids by YyqDemoCompanyId; @clerk: who makes them. Moves yyq_clock_now(). Blocks, in
 * transactions of its own. Errors: YYQ_PDF_ERROR, YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */
gboolean yyq_demo_templates_add (YyqPlatform *platform, char *const *companies, const char *clerk,
                                 GError **error);

G_END_DECLS
