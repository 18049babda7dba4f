/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * Search in the cache, with the meaning of yyq-search-tokens.h. The text index of a table has two
 * columns, both made by functions of the connection when a row is stored: "words", the folded texts
 * as cjk1 takes them apart, and "keys". So they are made in the thread that writes.
 *
 *   search_words (TEXT, ...)         the folded texts of a row, a line each
 *   search_keys (TEXT, ...)          the keys of these
 *   search_has (QUERY, TEXT, ...)    1 when the texts have every word that the index cannot be sure
 * of
 */
gboolean yyq_record_search_register (sqlite3 *db, GError **error);

/*
 * What is typed, for such an index. @match (out) (nullable) (transfer full): the MATCH expression,
 * NULL when nothing of it is in the index; @exact (out): what it finds need not be looked at.
 */
void yyq_record_search_parse (const char *typed, char **match, gboolean *exact);

G_END_DECLS
