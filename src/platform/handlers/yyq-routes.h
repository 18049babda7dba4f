/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

/* A table for each resource, each in its own file; a new one must be added to yyq_routes_add_all().
 */
extern const YyqRoute yyq_admin_routes[];
extern const YyqRoute yyq_auth_routes[];
extern const YyqRoute yyq_contract_routes[];
extern const YyqRoute yyq_evidence_routes[];
extern const YyqRoute yyq_health_routes[];
extern const YyqRoute yyq_home_routes[];
extern const YyqRoute yyq_copy_routes[];
extern const YyqRoute yyq_key_routes[];
extern const YyqRoute yyq_me_routes[];
extern const YyqRoute yyq_server_routes[];
extern const YyqRoute yyq_sign_routes[];
extern const YyqRoute yyq_sync_routes[];
extern const YyqRoute yyq_ukey_routes[];

void yyq_routes_add_all (YyqRouter *router);

G_END_DECLS
