/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/* What an address of such a storage begins with. */
#define YYQ_POSTGRESQL_SCHEME "postgresql://"

/*
 * A database of a PostgreSQL server (15 or newer), over libpq; migrated when it is opened.
 * Transactions are READ COMMITTED: what has to stay as it was read is read with YYQ_SQL_LOCK. A
 * connection that breaks fails what runs over it, a transaction to its end; what comes then, and
 * what finds it ended (a server that was restarted), gets a new one.
 */
#define YYQ_TYPE_POSTGRESQL_STORAGE (yyq_postgresql_storage_get_type ())
G_DECLARE_FINAL_TYPE (YyqPostgresqlStorage, yyq_postgresql_storage, YYQ, POSTGRESQL_STORAGE,
                      GObject)

/*
 * (transfer full): @address is a URI as libpq has it,
 * "postgresql://user@host/database?passfile=...". Over a network the server has to prove who it is
 * (sslmode=verify-full) unless the URI says otherwise. It may hold a password: no message repeats
 * it. Errors: YYQ_STORE_ERROR; FAILED for a database that does not compare text byte by byte as
 * SQLite does, NEWER when a newer version wrote it.
 */
YyqStorage *yyq_postgresql_storage_new (const char *address, GError **error);

G_END_DECLS
