/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"
#include "yyq-test-landed.h"

G_BEGIN_DECLS

/*
 * (transfer full): opens what yyq_test_landed_write() has left, and brings it up to date. The first
 * release had SQLite only: for PostgreSQL it comes into a new database as `yyqctl admin copy-to`
 * brings it, and @address (nullable at first) names that database from then on.
 * yyq_test_storage_drop() ends it.
 */
YyqStorage *yyq_test_landed_open (const char *data_dir, char **address);

/* Runs the statements of @sql behind the platform's back: at @address, or, NULL, in @data_dir. */
void yyq_test_landed_change (const char *data_dir, const char *address, const char *sql);

G_END_DECLS
