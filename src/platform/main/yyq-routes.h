/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

extern const YyqRoute yyq_admin_routes[];
extern const YyqRoute yyq_health_routes[];
extern const YyqRoute yyq_server_routes[];

/* The tables of all chapters: a new one must be added here. */
void yyq_routes_add_all (YyqRouter *router);

G_END_DECLS
