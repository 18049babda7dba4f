/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * Copies every row of @from, in a transaction of the caller in which nobody else writes, to @to: a
 * PostgreSQL database that has been migrated and never used. All of them, counted again when they
 * are there, or none. @n_rows: how many. Errors: YYQ_STORE_ERROR; EXISTS when @to has been used.
 */
gboolean yyq_storage_copy (YyqStorage *from, YyqStorage *to, gint64 *n_rows, GError **error);

G_END_DECLS
