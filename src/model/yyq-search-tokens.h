/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Search in text that has no spaces between words (D12): every letter and digit is a token, and so
 * is every pair of neighbours. A text can only contain a query if it has all of the query's tokens;
 * the caller then compares the folded texts to be exact.
 */

/* NFKC and case folded: full-width letters find half-width ones. Never NULL. */
char *yyq_search_fold (const char *text);

/* (transfer full): distinct tokens of a stored text: single characters and pairs. */
GStrv yyq_search_tokens_of_text (const char *text);

/* (transfer full): distinct tokens a text must have: pairs, single ones only for lone characters.
 */
GStrv yyq_search_tokens_of_query (const char *query);

/* (transfer full): folded words of the query, split at white space; all must occur in the text. */
GStrv yyq_search_words (const char *query);

G_END_DECLS
