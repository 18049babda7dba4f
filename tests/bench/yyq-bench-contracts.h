/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * Very many contracts of one tenant, "t": 500 units, u0 to u499; a third of the contracts lies in
 * u7, the rest is spread. c0 and each hundredth behind it have two parties and two revisions.
 */
#define YYQ_BENCH_TENANT "t"

/* Aborts the program when it fails. */
void yyq_bench_contracts_add (YyqStorage *storage, guint n_contracts);

G_END_DECLS
