/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-search-sql.h"

#include "yyq-search-tokens.h"

#define MOST 8

static void
add_words (YyqSqlBuild *build, const char *value, const char *text)
{
  g_auto (GStrv) words = yyq_search_words (text);

  for (guint i = 0; words[i] != NULL && i < MOST; i++)
    yyq_sql_build_append (build, " AND %s LIKE $%u ESCAPE '\\'", value,
                          yyq_sql_build_add_like (build, words[i]));
}

void
yyq_search_sql_add (YyqSqlBuild *build, const YyqSearchTable *table, const char *alias,
                    const char *tenant_id, const char *text)
{
  g_auto (GStrv) tokens = yyq_search_tokens_of_query (text);
  g_autofree char *value = g_strdup_printf ("%s.search_text", alias);
  guint tenant = tokens[0] != NULL ? yyq_sql_build_add_text (build, tenant_id) : 0;

  for (guint i = 0; tokens[i] != NULL && i < MOST; i++)
    yyq_sql_build_append (build,
                          " AND %s.id IN (SELECT t.%s FROM %s t WHERE t.tenant_id = $%u AND "
                          "t.token = $%u)",
                          alias, table->thing, table->tokens, tenant,
                          yyq_sql_build_add_text (build, tokens[i]));
  add_words (build, value, text);
}

void
yyq_search_sql_add_column (YyqSqlBuild *build, const char *column, const char *text)
{
  g_autofree char *value = g_strdup_printf ("lower(%s)", column);

  add_words (build, value, text);
}
