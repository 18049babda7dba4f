/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table.h"

G_BEGIN_DECLS

/* What a table of YyqContract is made of: number, title, participants, unit, initiator, start time,
 * term, state, action. Its columns sort by the orders of yyq_contract_entity. */
extern const YyqTableShape yyq_contract_table;

G_END_DECLS
