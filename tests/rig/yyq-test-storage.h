/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * The engine that tests of the platform run on: YYQ_TEST_STORAGE=postgresql, on the server of
 * build-aux/with-postgresql, or SQLite without it. A test program is registered once for each.
 */
gboolean yyq_test_storage_is_postgresql (void);

/*
 * (transfer full) (nullable): the address of a new database, for `storage=`; NULL on SQLite. It is
 * copied from a template that has been migrated, unless it is to be @empty. Give it back when
 * nobody works with it any more.
 */
char *yyq_test_storage_make_address (gboolean empty);
void yyq_test_storage_drop (char *address);

/* Runs the statements of @sql, behind the platform's back: what refers to a row is not looked at.
 */
void yyq_test_storage_execute (const char *address, const char *sql);

/* (transfer full): a new storage of its own, which goes away with the object. */
YyqStorage *yyq_test_storage_new (void);

G_END_DECLS
