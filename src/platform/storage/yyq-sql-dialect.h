/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the two engines do not say the same way. Statements are written once, with these words for
 * it, which are replaced when a statement is prepared:
 *
 *   {list $1} u       in FROM: the texts of a parameter of type 'a', as u.value
 *   {top t x}...{/top} behind FROM: for each row before it the rows of table t that the rest of the
 *                     SELECT asks for; as x inside, where it must be limited, and as t outside
 *
 *   SELECT c.id FROM {list $1} u {top contract x} WHERE x.enterprise_id = u.value
 *     ORDER BY x.title, x.id LIMIT $2 {/top} ORDER BY contract.title, contract.id LIMIT $2
 *
 * reads a page of what any number of units has, by one plan: from each unit no more than a page.
 */
typedef enum {
  YYQ_SQL_SQLITE,
  YYQ_SQL_POSTGRESQL,
} YyqSqlDialect;

/* (transfer full). Words in braces that are none of these are left alone. */
char *yyq_sql_expand (const char *sql, YyqSqlDialect dialect);

/* (transfer full): a list of texts as one parameter. NULL is the empty list. */
char *yyq_sql_list (const char *const *texts, YyqSqlDialect dialect);

G_END_DECLS
