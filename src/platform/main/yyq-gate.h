/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

/* Tokens, transactions and idempotency records of the router, over YyqStorage. */
extern const YyqGate yyq_platform_gate;

G_END_DECLS
