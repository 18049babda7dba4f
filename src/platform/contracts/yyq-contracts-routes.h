/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"

G_BEGIN_DECLS

extern const YyqRoute yyq_contract_routes[];
extern const YyqRoute yyq_copy_routes[];
extern const YyqRoute yyq_evidence_routes[];
extern const YyqRoute yyq_sign_routes[];

G_END_DECLS
