/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-repository.h"
#include "yyq-record-source.h"

G_BEGIN_DECLS

/* What the objects of this folder ask of each other. */

/* (transfer full): a YyqContractRepository. */
YyqRecordRepository *yyq_contract_repository_new (const YyqRecordSource *source);

/* The file of a revision that was made here; it is found again by its SHA-256. */
void yyq_contract_repository_keep_document (YyqContractRepository *self, GBytes *document);

G_END_DECLS
