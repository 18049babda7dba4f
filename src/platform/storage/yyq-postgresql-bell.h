/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * (transfer full): rings by NOTIFY on a connection of its own, which listens. Not in the
 * transactions that it is about: a NOTIFY keeps all others that have one from committing at the
 * same time. A pooler that gives each transaction another connection lets nothing through. @address
 * as in yyq-postgresql-storage.h. Blocks.
 */
YyqBell *yyq_postgresql_bell_open (const char *address, GError **error);

G_END_DECLS
