/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The connections of a storage: one for each thread that works with it, from its first use until it
 * gives it back, when another thread may get it. Any thread.
 */
typedef struct _YyqConnectionPool YyqConnectionPool;

/* (transfer full): a new connection for @owner; blocks. */
typedef gpointer (*YyqConnectionOpen) (gpointer owner, GError **error);

YyqConnectionPool *yyq_connection_pool_new (YyqConnectionOpen open, GDestroyNotify close,
                                            gpointer owner);

/* Closes all of them: no thread works with one any more. */
void yyq_connection_pool_free (YyqConnectionPool *self);

/* (transfer none): the calling thread's; NULL on error of open. */
gpointer yyq_connection_pool_get (YyqConnectionPool *self, GError **error);

/* (transfer none) (nullable): the calling thread's, if it has one. */
gpointer yyq_connection_pool_peek (YyqConnectionPool *self);

void yyq_connection_pool_give_back (YyqConnectionPool *self);

G_END_DECLS
