/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-routes.h"

#include "yyq-account-routes.h"
#include "yyq-contracts-routes.h"
#include "yyq-core-routes.h"
#include "yyq-employee-routes.h"
#include "yyq-home-routes.h"
#include "yyq-journal-routes.h"
#include "yyq-templates-routes.h"

void
yyq_routes_add_all (YyqRouter *router)
{
  yyq_router_add_routes (router, yyq_admin_routes);
  yyq_router_add_routes (router, yyq_auth_routes);
  yyq_router_add_routes (router, yyq_contract_routes);
  yyq_router_add_routes (router, yyq_employee_routes);
  yyq_router_add_routes (router, yyq_event_routes);
  yyq_router_add_routes (router, yyq_evidence_routes);
  yyq_router_add_routes (router, yyq_health_routes);
  yyq_router_add_routes (router, yyq_home_routes);
  yyq_router_add_routes (router, yyq_copy_routes);
  yyq_router_add_routes (router, yyq_job_routes);
  yyq_router_add_routes (router, yyq_key_routes);
  yyq_router_add_routes (router, yyq_retention_routes);
  yyq_router_add_routes (router, yyq_log_routes);
  yyq_router_add_routes (router, yyq_me_routes);
  yyq_router_add_routes (router, yyq_message_routes);
  yyq_router_add_routes (router, yyq_password_routes);
  yyq_router_add_routes (router, yyq_server_routes);
  yyq_router_add_routes (router, yyq_sign_routes);
  yyq_router_add_routes (router, yyq_sync_routes);
  yyq_router_add_routes (router, yyq_session_routes);
  yyq_router_add_routes (router, yyq_template_edit_routes);
  yyq_router_add_routes (router, yyq_template_routes);
  yyq_router_add_routes (router, yyq_ukey_routes);
}
