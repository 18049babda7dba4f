/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

/* Tokens, transactions and idempotency records of the router, over YyqStorage. */
extern const YyqRouterHooks yyq_platform_router_hooks;

G_END_DECLS
