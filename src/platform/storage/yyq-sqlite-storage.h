/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/* One SQLite file in WAL mode with synchronous=FULL; migrated when it is opened. */
#define YYQ_TYPE_SQLITE_STORAGE (yyq_sqlite_storage_get_type ())
G_DECLARE_FINAL_TYPE (YyqSqliteStorage, yyq_sqlite_storage, YYQ, SQLITE_STORAGE, GObject)

/* Errors: YYQ_STORE_ERROR, NEWER when a newer version wrote the file. */
YyqStorage *yyq_sqlite_storage_new (const char *path, GError **error);

/* In a directory of its own that goes away with the object. */
YyqStorage *yyq_sqlite_storage_new_temporary (GError **error);

G_END_DECLS
