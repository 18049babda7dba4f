/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-search-sql.h"

#include "yyq-search-tokens.h"
#include "yyq-value.h"

#include <string.h>

#define MOST_TOKENS 8

typedef struct {
  YyqSqlBuild *build;
  const YyqSearchTable *table;
  const YyqSearchScope *scope;
  guint tenant; /* parameter; 0: not added yet */
} Search;

static guint
tenant_of (Search *search)
{
  if (search->tenant == 0)
    search->tenant = yyq_sql_build_add_text (search->build, search->scope->tenant_id);
  return search->tenant;
}

/* Keys are of letters and digits, and the brace comes behind all of these. */
static void
add_range (Search *search, const char *key)
{
  g_autofree char *end = g_strconcat (key, "{", NULL);
  const guint from = yyq_sql_build_add_text (search->build, key);
  const guint to = yyq_sql_build_add_text (search->build, end);

  yyq_sql_build_append (search->build, "(t.token >= $%u AND t.token < $%u)", from, to);
}

static void
begin_tokens (Search *search, const char *alias)
{
  yyq_sql_build_append (search->build,
                        "%s.id IN (SELECT t.%s FROM %s t WHERE t.tenant_id = $%u AND ", alias,
                        search->table->thing, search->table->tokens, tenant_of (search));
}

static void
add_like (Search *search, const char *alias, const char *part)
{
  yyq_sql_build_append (search->build, "%s.search_text LIKE $%u ESCAPE '\\'", alias,
                        yyq_sql_build_add_like (search->build, part));
}

static void
add_tokens (Search *search, const char *alias, const YyqSearchWord *word)
{
  for (guint i = 0; word->tokens[i] != NULL && i < MOST_TOKENS; i++) {
    yyq_sql_build_append (search->build, " AND ");
    begin_tokens (search, alias);
    yyq_sql_build_append (search->build, "t.token = $%u)",
                          yyq_sql_build_add_text (search->build, word->tokens[i]));
  }
}

/* Chinese tells more than the letters around it; of letters and digits, the longest run. */
static void
add_key (Search *search, const char *alias, const YyqSearchWord *word)
{
  const char *longest = NULL;

  for (guint i = 0; word->keys[i] != NULL; i++)
    if (longest == NULL || strlen (word->keys[i]) > strlen (longest))
      longest = word->keys[i];
  if (longest == NULL || word->tokens[0] != NULL)
    return;
  yyq_sql_build_append (search->build, " AND ");
  begin_tokens (search, alias);
  add_range (search, longest);
  yyq_sql_build_append (search->build, ")");
}

static void
add_mixed (Search *search, const char *alias, const YyqSearchWord *word)
{
  yyq_sql_build_append (search->build, " AND (");
  add_like (search, alias, word->text);
  yyq_sql_build_append (search->build, " OR (");
  for (guint i = 0; word->characters[i] != NULL; i++) {
    add_like (search, alias, word->characters[i]);
    yyq_sql_build_append (search->build, " AND ");
  }
  begin_tokens (search, alias);
  for (guint i = 0; word->readings[i] != NULL; i++) {
    yyq_sql_build_append (search->build, i == 0 ? "(" : " OR ");
    add_range (search, word->readings[i]);
  }
  yyq_sql_build_append (search->build, "))))");
}

/* By the texts of the thing @alias itself. */
static void
add_own (Search *search, const char *alias, const YyqSearchWord *word)
{
  add_tokens (search, alias, word);
  if (word->kind != YYQ_SEARCH_WORD_MIXED)
    add_key (search, alias, word);
  if (word->kind == YYQ_SEARCH_WORD_MIXED) {
    add_mixed (search, alias, word);
  } else if (!yyq_search_word_is_exact (word)) {
    yyq_sql_build_append (search->build, " AND ");
    add_like (search, alias, word->text);
  }
}

/* (transfer full) (nullable): the units whose names have the word; NULL for none. */
static GStrv
find_units (Search *search, const YyqSearchWord *word)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  GHashTable *units = search->table->unit != NULL ? search->scope->units : NULL;
  GHashTableIter iter;
  gpointer id, name;
  GStrv ids;

  if (units == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &id, &name)) {
    g_autofree char *folded = yyq_search_fold (name);

    if (yyq_search_word_is_in (word, folded))
      g_strv_builder_add (found, id);
  }
  ids = g_strv_builder_end (found);
  if (ids[0] == NULL)
    g_clear_pointer (&ids, g_strfreev);
  return ids;
}

/* (transfer full) (nullable): what a whole phone number may stand as in the table of people. */
static GStrv
find_phone (Search *search, const YyqSearchWord *word)
{
  g_autofree char *phone = search->table->people != NULL && search->scope->cipher != NULL
                             ? yyq_value_normalize (YYQ_VALUE_MOBILE, word->text)
                             : NULL;

  return phone != NULL ? yyq_field_cipher_list_macs (search->scope->cipher, YYQ_SEARCH_PHONE, phone)
                       : NULL;
}

static void
add_others (Search *search, const YyqSearchWord *word, GStrv units, GStrv phones)
{
  const YyqSearchTable *table = search->table;

  if (units != NULL)
    yyq_sql_build_append (
      search->build,
      " UNION ALL SELECT o.id FROM %s o WHERE o.%s IN (SELECT value FROM {list $%u} u)",
      table->things, table->unit, yyq_sql_build_add_list (search->build, g_strdupv (units)));
  if (phones != NULL)
    yyq_sql_build_append (
      search->build,
      " UNION ALL SELECT p.%s FROM %s p WHERE p.phone_index IN (SELECT value FROM {list $%u} u)",
      table->thing, table->people, yyq_sql_build_add_list (search->build, g_strdupv (phones)));
  if (!search->scope->all_have_tokens) {
    yyq_sql_build_append (search->build,
                          " UNION ALL SELECT o.id FROM %s o WHERE o.search_form = 0 AND "
                          "o.tenant_id = $%u AND ",
                          table->things, tenant_of (search));
    add_like (search, "o", word->text);
  }
}

static void
add_word (Search *search, const char *alias, const YyqSearchWord *word)
{
  g_auto (GStrv) units = find_units (search, word);
  g_auto (GStrv) phones = find_phone (search, word);

  if (units == NULL && phones == NULL && search->scope->all_have_tokens) {
    add_own (search, alias, word);
    return;
  }
  yyq_sql_build_append (search->build,
                        " AND %s.id IN (SELECT w.id FROM %s w WHERE w.tenant_id = $%u", alias,
                        search->table->things, tenant_of (search));
  add_own (search, "w", word);
  add_others (search, word, units, phones);
  yyq_sql_build_append (search->build, ")");
}

void
yyq_search_sql_add (YyqSqlBuild *build, const YyqSearchTable *table, const char *alias,
                    const YyqSearchScope *scope, const char *text)
{
  g_autoptr (GPtrArray) words = yyq_search_parse (text);
  Search search = { .build = build, .table = table, .scope = scope };

  for (guint i = 0; i < words->len; i++)
    add_word (&search, alias, g_ptr_array_index (words, i));
}

void
yyq_search_sql_add_column (YyqSqlBuild *build, const char *column, const char *text)
{
  g_autoptr (GPtrArray) words = yyq_search_parse (text);

  for (guint i = 0; i < words->len; i++) {
    const YyqSearchWord *word = g_ptr_array_index (words, i);

    yyq_sql_build_append (build, " AND lower(%s) LIKE $%u ESCAPE '\\'", column,
                          yyq_sql_build_add_like (build, word->text));
  }
}
