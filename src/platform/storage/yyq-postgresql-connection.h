/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * One connection to PostgreSQL, of one thread at a time. Rows come one by one as they are asked
 * for: no list is ever whole in memory. The wire carries one statement at a time; when another one
 * is wanted, the rows of the first that are still to come are read ahead and kept.
 */
typedef struct _YyqPostgresqlConnection YyqPostgresqlConnection;

/* (transfer full): @address as in yyq-postgresql-storage.h. Blocks, for at most its connect_timeout
 * (10 s). */
YyqPostgresqlConnection *yyq_postgresql_connection_open (const char *address, GError **error);
void yyq_postgresql_connection_free (gpointer self);

/* FALSE: the server or the network has ended it, as far as is known here. Does not wait. */
gboolean yyq_postgresql_connection_is_alive (YyqPostgresqlConnection *self);

/* Connects anew, to the same server as the same user. */
gboolean yyq_postgresql_connection_revive (YyqPostgresqlConnection *self, GError **error);

/* (transfer full): errors of the statement come with its first row, as on SQLite. */
YyqRows *yyq_postgresql_connection_query (YyqPostgresqlConnection *self, const char *sql,
                                          const YyqSqlValue *values, guint n, GError **error);

/* BEGIN, COMMIT, ROLLBACK: TRUE when the server did what @command says. */
gboolean yyq_postgresql_connection_command (YyqPostgresqlConnection *self, const char *command,
                                            GError **error);

/* Readable when the server has said something that was not asked for. */
int yyq_postgresql_connection_get_socket (YyqPostgresqlConnection *self);

/* Takes what it has said of channels that are listened to; @others: some of it by others. FALSE:
 * the connection is broken. Does not wait. */
gboolean yyq_postgresql_connection_hear (YyqPostgresqlConnection *self, gboolean *others);

/* Rows that the last statement but SELECT changed. */
gint64 yyq_postgresql_connection_get_changes (YyqPostgresqlConnection *self);

G_END_DECLS
