/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-search-tokens.h"

#include <string.h>

char *
yyq_search_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text == NULL ? "" : text, -1, G_NORMALIZE_NFKC);

  return g_utf8_casefold (normal == NULL ? "" : normal, -1);
}

static void
take (GHashTable *seen, GPtrArray *tokens, const char *start, const char *end)
{
  char *token = g_strndup (start, (gsize) (end - start));

  if (g_hash_table_contains (seen, token)) {
    g_free (token);
    return;
  }
  g_hash_table_add (seen, token);
  g_ptr_array_add (tokens, token);
}

/* [start, end) is a run of letters and digits. */
static void
add_run (GHashTable *seen, GPtrArray *tokens, const char *start, const char *end, gboolean of_query)
{
  gboolean lone = g_utf8_next_char (start) == end;

  for (const char *at = start; at < end; at = g_utf8_next_char (at)) {
    const char *second = g_utf8_next_char (at);

    if (!of_query || lone)
      take (seen, tokens, at, second);
    if (second < end)
      take (seen, tokens, at, g_utf8_next_char (second));
  }
}

static GStrv
tokenize (const char *text, gboolean of_query)
{
  g_autofree char *folded = yyq_search_fold (text);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *tokens = g_ptr_array_new ();
  const char *start = NULL;
  const char *at = folded;

  for (;; at = g_utf8_next_char (at)) {
    gboolean part = *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));

    if (part && start == NULL)
      start = at;
    if (!part && start != NULL) {
      add_run (seen, tokens, start, at, of_query);
      start = NULL;
    }
    if (*at == '\0')
      break;
  }
  g_ptr_array_add (tokens, NULL);
  return (GStrv) g_ptr_array_free (tokens, FALSE);
}

GStrv
yyq_search_tokens_of_text (const char *text)
{
  return tokenize (text, FALSE);
}

GStrv
yyq_search_tokens_of_query (const char *query)
{
  return tokenize (query, TRUE);
}

GStrv
yyq_search_words (const char *query)
{
  g_autofree char *folded = yyq_search_fold (query);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
  }
  return g_strv_builder_end (words);
}
