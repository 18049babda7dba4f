/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-journal-routes.h"
#include "yyq-list-reply.h"
#include "yyq-log-export-job.h"
#include "yyq-log-source.h"

static void
post_search (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  yyq_list_reply (platform, request, &yyq_log_source, response);
}

const YyqRoute yyq_log_routes[] = {
  { "POST", "/api/v1/log/search", YYQ_LOG_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_SEARCH,
    .prepare = post_search },
  { "GET", "/api/v1/log/accounts", YYQ_LOG_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    yyq_list_reply_accounts },
  { "GET", "/api/v1/log/units", YYQ_LOG_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    yyq_list_reply_units },
  { "POST", "/api/v1/log/export", YYQ_LOG_EXPORT, YYQ_SCOPE_TENANT, YYQ_RATE_WORK,
    yyq_log_export_job_post },
  { NULL },
};
