/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * For a platform that moves from SQLite: all rows to the PostgreSQL database at @address, in a
 * transaction of the caller, so that nobody writes meanwhile. Documents stay where they are.
 * Blocks, for seconds a million rows.
 */
gboolean yyq_copy_service_run (YyqPlatform *platform, const char *address, gint64 *n_rows,
                               GError **error);

G_END_DECLS
