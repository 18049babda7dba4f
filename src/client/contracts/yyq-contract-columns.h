/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-column.h"

G_BEGIN_DECLS

/* (transfer none): the columns of a list of YyqContract: number, title, participants, initiator,
 * start time, state, action. They sort by the words of YyqContractSort. */
const YyqListColumn *yyq_contract_columns_get (guint *n_columns);

G_END_DECLS
