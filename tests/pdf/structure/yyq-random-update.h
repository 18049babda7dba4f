/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-structure-lies.h"

G_BEGIN_DECLS

/*
 * (transfer full): a signed contract with an update that @rand made up: good and changed copies of
 * objects, entries that are right or lie, sections within sections, trailers with doubled and
 * nested keys, and sometimes the signature of B. Puts the kind of contract into @base.
 */
GBytes *yyq_random_update (YyqStructureKit *kit, GRand *rand, YyqBase *base);

G_END_DECLS
