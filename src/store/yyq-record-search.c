/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-search.h"

#include "yyq-search-tokens.h"
#include "yyq-sql.h"

#define FUNCTION_FLAGS (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)

/* (transfer full): a line each. */
static char *
join (int n_values, sqlite3_value **values)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; i < n_values; i++) {
    const char *text = (const char *) sqlite3_value_text (values[i]);

    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", text != NULL ? text : "");
  }
  return yyq_search_fold (all->str);
}

static void
search_words (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  sqlite3_result_text (context, join (n_values, values), -1, g_free);
}

static void
search_keys (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autofree char *text = join (n_values, values);
  g_auto (GStrv) keys = yyq_search_keys_of_text (text);

  sqlite3_result_text (context, g_strjoinv (" ", keys), -1, g_free);
}

static void
unref_words (void *words)
{
  g_ptr_array_unref (words);
}

static void
search_has (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  GPtrArray *kept = sqlite3_get_auxdata (context, 0);
  g_autoptr (GPtrArray) words =
    kept != NULL ? g_ptr_array_ref (kept)
                 : yyq_search_parse ((const char *) sqlite3_value_text (values[0]));
  g_autofree char *text = join (n_values - 1, values + 1);
  gboolean all = TRUE;

  for (guint i = 0; i < words->len && all; i++) {
    const YyqSearchWord *word = g_ptr_array_index (words, i);

    all = word->kind == YYQ_SEARCH_WORD_KEY || yyq_search_word_is_in (word, text);
  }
  sqlite3_result_int (context, all);
  /* Of one query it is always the same. */
  if (kept == NULL)
    sqlite3_set_auxdata (context, 0, g_ptr_array_ref (words), unref_words);
}

gboolean
yyq_record_search_register (sqlite3 *db, GError **error)
{
  static const struct {
    const char *name;
    void (*run) (sqlite3_context *context, int n_values, sqlite3_value **values);
  } functions[] = { { "search_words", search_words },
                    { "search_keys", search_keys },
                    { "search_has", search_has } };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (sqlite3_create_function_v2 (db, functions[i].name, -1, FUNCTION_FLAGS, NULL,
                                    functions[i].run, NULL, NULL, NULL) != SQLITE_OK)
      return yyq_sql_fail (db, error);
  return TRUE;
}

/* Parts hold letters and digits only, so the quotes need no escapes. */
static void
add_all (GString *match, GStrv parts, const char *joint, const char *column, const char *end)
{
  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (match, "%s%s : \"%s\"%s", match->len > 0 ? joint : "", column, parts[i],
                            end);
}

static void
add_keys (GString *match, GStrv keys, const char *joint)
{
  add_all (match, keys, joint, "keys", " *");
}

/* (transfer full): "" for a word that has nothing the index knows. */
static char *
match_word (const YyqSearchWord *word)
{
  g_autoptr (GString) match = g_string_new (NULL);

  add_keys (match, word->keys, " AND ");
  if (word->kind == YYQ_SEARCH_WORD_MIXED) {
    g_string_prepend (match, "((");
    g_string_append (match, ")");
    add_keys (match, word->readings, " OR ");
    g_string_append (match, ")");
  }
  add_all (match, word->characters, " AND ", "words", "");
  return g_strdup (match->str);
}

/* A run of characters is a phrase; more than that may stand further apart. */
static gboolean
is_exact (const YyqSearchWord *word)
{
  return word->kind == YYQ_SEARCH_WORD_KEY ||
         (word->kind == YYQ_SEARCH_WORD_TEXT && word->characters[0] != NULL &&
          g_str_equal (word->characters[0], word->text));
}

void
yyq_record_search_parse (const char *typed, char **match, gboolean *exact)
{
  g_autoptr (GPtrArray) words = yyq_search_parse (typed);
  g_autoptr (GString) all = g_string_new (NULL);

  *exact = TRUE;
  for (guint i = 0; i < words->len; i++) {
    const YyqSearchWord *word = g_ptr_array_index (words, i);
    g_autofree char *one = match_word (word);

    if (*one != '\0')
      g_string_append_printf (all, "%s%s", all->len > 0 ? " AND " : "", one);
    *exact = *exact && is_exact (word);
  }
  *match = all->len > 0 ? g_strdup (all->str) : NULL;
}
