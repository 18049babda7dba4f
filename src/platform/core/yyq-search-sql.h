/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-sql-build.h"

G_BEGIN_DECLS

/*
 * The words that somebody searches for, as conditions (D12). Each begins with " AND "; of more
 * words than a person types the rest does not count.
 */

/* A table of things with the columns id and search_text, folded, and one of the tokens of that. */
typedef struct {
  const char *tokens; /* "contract_token", with tenant_id and token */
  const char *thing;  /* its column for the id: "contract_id" */
} YyqSearchTable;

/* The things of @alias have all words of @text. The tokens find candidates by index; LIKE makes
 * sure that the words really stand there. */
void yyq_search_sql_add (YyqSqlBuild *build, const YyqSearchTable *table, const char *alias,
                         const char *tenant_id, const char *text);

/* The same for a column of few rows, without an index; it is folded as far as the engine can. */
void yyq_search_sql_add_column (YyqSqlBuild *build, const char *column, const char *text);

G_END_DECLS
