/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * Brings a cache database to the newest layout, each step in one transaction; PRAGMA user_version
 * counts the steps. YYQ_STORE_ERROR_NEWER when a newer program wrote it. Blocks: worker thread.
 */
gboolean yyq_cache_migrations_apply_in_worker (sqlite3 *db, GError **error);
int yyq_cache_migrations_get_latest (void);

G_END_DECLS
