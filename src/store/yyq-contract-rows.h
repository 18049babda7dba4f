/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "yyq-cipher.h"
#include "yyq-contract-query.h"
#include "yyq-contract.h"

G_BEGIN_DECLS

/* The contract table in SQL, for YyqContractCache. All but the read of rows: worker thread only. */

/*
 * Stores @contract unless a newer version is there and @anew is FALSE, and keeps parties that are
 * known when a list row of the same version comes without. Gives the row's number, 0 when nothing
 * changed, or -1 with @error.
 */
gint64 yyq_contract_rows_put (sqlite3 *db, YyqCipher *cipher, YyqContract *contract, gboolean anew,
                              GError **error);

/* Removes one contract and what was kept beside it. */
gboolean yyq_contract_rows_delete (sqlite3 *db, const char *id, GError **error);

/* Removes all contracts but those with an id in @keep, a set of strings. */
gboolean yyq_contract_rows_sweep (sqlite3 *db, GHashTable *keep, GError **error);

/* (transfer full) (nullable): with parties; NULL without an error when it is not, or not wholly,
 * here. */
YyqContract *yyq_contract_rows_get (sqlite3 *db, YyqCipher *cipher, const char *id, GError **error);

/* (transfer full): numbers of the rows of @query in its order, the first @limit or all (-1). */
GArray *yyq_contract_rows_find (sqlite3 *db, const YyqContractQuery *query, int limit,
                                GCancellable *cancellable, GError **error);

/* (transfer full) (element-type YyqContract): clear columns only; a row that is gone gives an empty
 * contract. */
GPtrArray *yyq_contract_rows_read (sqlite3 *db, const gint64 *rows, guint n_rows, GError **error);

G_END_DECLS
