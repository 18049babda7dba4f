/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-field-cipher.h"
#include "yyq-sql-build.h"

G_BEGIN_DECLS

/*
 * The words that somebody searches for, as conditions (D12): what they mean stands in
 * yyq-search-tokens.h. Each begins with " AND "; of more words than a person types the rest does
 * not count.
 */

/* Things with the columns id, tenant_id, search_text (folded) and search_form (0: its tokens are
 * not made yet), and a table of their tokens. */
typedef struct {
  const char *things; /* "contract" */
  const char *tokens; /* "contract_token", with tenant_id and token */
  const char *thing;  /* its column for the id: "contract_id" */
  const char *unit;   /* (nullable): the column of the unit, whose name is searched as well */
  const char *people; /* (nullable): a table with @thing and phone_index */
} YyqSearchTable;

/* Where is searched. Borrowed. */
typedef struct {
  const char *tenant_id;
  GHashTable *units;      /* (nullable): id -> name, for tables that have units */
  YyqFieldCipher *cipher; /* (nullable): for tables that have people */
  gboolean all_have_tokens;
} YyqSearchScope;

/* The purpose of phone_index (yyq_field_cipher_authenticate()). */
#define YYQ_SEARCH_PHONE "contract_party|phone"

/*
 * The things of @alias have all words of @text. Tokens find them by an index; where these say too
 * little, LIKE looks at the text. A whole phone number is compared with what people have, and
 * things without tokens are read through.
 */
void yyq_search_sql_add (YyqSqlBuild *build, const YyqSearchTable *table, const char *alias,
                         const YyqSearchScope *scope, const char *text);

/* The same for a column of few rows, without an index; it is folded as far as the engine can, and
 * only the text counts. */
void yyq_search_sql_add_column (YyqSqlBuild *build, const char *column, const char *text);

G_END_DECLS
