/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-search-tokens.h"

#include "yyq-pinyin.h"

#include <string.h>

#define FORM "1"
#define MOST_WORDS 8
#define MOST_READINGS 8

typedef enum {
  SORT_SEPARATOR,
  SORT_ASCII,
  SORT_CHARACTER,
} Sort;

typedef struct {
  Sort sort;
  const char *start;
  const char *end;
} Run;

const char *
yyq_search_get_form (void)
{
  static char *form;

  if (g_once_init_enter (&form))
    g_once_init_leave (&form, g_strconcat (FORM "-", yyq_pinyin_get_fingerprint (), NULL));
  return form;
}

char *
yyq_search_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text == NULL ? "" : text, -1, G_NORMALIZE_NFKC);

  return g_utf8_casefold (normal == NULL ? "" : normal, -1);
}

static Sort
sort_of (const char *at)
{
  if ((guchar) *at < 0x80)
    return g_ascii_isalnum (*at) ? SORT_ASCII : SORT_SEPARATOR;
  return g_unichar_isalnum (g_utf8_get_char (at)) ? SORT_CHARACTER : SORT_SEPARATOR;
}

/* The next run of one sort in a folded text. */
static gboolean
next_run (const char **at, Run *run)
{
  if (**at == '\0')
    return FALSE;
  run->sort = sort_of (*at);
  run->start = *at;
  do
    *at = g_utf8_next_char (*at);
  while (**at != '\0' && sort_of (*at) == run->sort);
  run->end = *at;
  return TRUE;
}

/* Distinct texts in their order. */
typedef struct {
  GHashTable *seen; /* of list's */
  GPtrArray *list;  /* of char *, owned */
} Set;

static void
set_init (Set *set)
{
  set->seen = g_hash_table_new (g_str_hash, g_str_equal);
  set->list = g_ptr_array_new ();
}

static void
set_take (Set *set, char *text)
{
  if (g_hash_table_contains (set->seen, text)) {
    g_free (text);
    return;
  }
  g_hash_table_add (set->seen, text);
  g_ptr_array_add (set->list, text);
}

static GStrv
set_end (Set *set)
{
  g_hash_table_unref (set->seen);
  g_ptr_array_add (set->list, NULL);
  return (GStrv) g_ptr_array_free (set->list, FALSE);
}

static void
take_range (Set *set, const char *start, const char *end)
{
  set_take (set, g_strndup (start, (gsize) (end - start)));
}

static void
add_characters (Set *set, const Run *run)
{
  for (const char *at = run->start; at < run->end; at = g_utf8_next_char (at)) {
    const char *second = g_utf8_next_char (at);

    take_range (set, at, second);
    if (second < run->end)
      take_range (set, at, g_utf8_next_char (second));
  }
}

/* A lone character, or pairs: who has them has the characters. */
static void
add_asked (Set *set, const Run *run)
{
  for (const char *at = run->start; at < run->end; at = g_utf8_next_char (at)) {
    const char *second = g_utf8_next_char (at);

    if (second < run->end)
      take_range (set, at, g_utf8_next_char (second));
    else if (at == run->start)
      take_range (set, at, second);
  }
}

static void
take_key (gpointer set, const char *key)
{
  set_take (set, g_strndup (key, YYQ_SEARCH_KEY_LENGTH));
}

static gboolean
is_read (gunichar c)
{
  const char *readings[YYQ_PINYIN_MOST];

  return yyq_pinyin_read (c, FALSE, 0, readings) > 0;
}

static void
add_readings (Set *set, const Run *run)
{
  glong n = 0;
  g_autofree gunichar *characters =
    g_utf8_to_ucs4_fast (run->start, (glong) (run->end - run->start), &n);

  for (glong from = 0, to; from < n; from = to + 1) {
    for (to = from; to < n && is_read (characters[to]);)
      to++;
    if (to > from)
      yyq_pinyin_spell (characters + from, (gsize) (to - from), take_key, set);
  }
}

static void
add_keys (Set *set, const Run *run)
{
  if (run->sort == SORT_CHARACTER)
    add_readings (set, run);
  for (const char *at = run->start; run->sort == SORT_ASCII && at < run->end; at++)
    take_range (set, at, MIN (at + YYQ_SEARCH_KEY_LENGTH, run->end));
}

static GStrv
tokenize (const char *text, gboolean keys_alone)
{
  g_autofree char *folded = yyq_search_fold (text);
  const char *at = folded;
  Set set;
  Run run;

  set_init (&set);
  while (next_run (&at, &run)) {
    if (!keys_alone && run.sort == SORT_CHARACTER)
      add_characters (&set, &run);
    add_keys (&set, &run);
  }
  return set_end (&set);
}

GStrv
yyq_search_tokens_of_text (const char *text)
{
  return tokenize (text, FALSE);
}

GStrv
yyq_search_keys_of_text (const char *text)
{
  return tokenize (text, TRUE);
}

static void
word_free (gpointer data)
{
  YyqSearchWord *self = data;

  g_free (self->text);
  g_strfreev (self->characters);
  g_strfreev (self->tokens);
  g_strfreev (self->keys);
  g_strfreev (self->readings);
  g_free (self);
}

/* Of several readings with the same first letter one is enough. */
static gboolean
is_first_with_letter (const char *const *readings, guint i)
{
  for (guint j = 0; j < i; j++)
    if (readings[j][0] == readings[i][0])
      return FALSE;
  return TRUE;
}

/* What the word is read as, in full or by the first letters of its Chinese characters. It ends
 * where a key does: what differs only behind that is the same key, and there may be no end of it.
 */
static void
read_on (Set *set, const char *at, GString *so_far, gboolean in_full)
{
  const gsize length = so_far->len;
  const char *readings[YYQ_PINYIN_MOST];
  guint n;

  if (set->list->len >= MOST_READINGS)
    return;
  if (*at == '\0' || length >= YYQ_SEARCH_KEY_LENGTH) {
    take_key (set, so_far->str);
    return;
  }
  if ((guchar) *at < 0x80) {
    g_string_append_c (so_far, *at);
    read_on (set, at + 1, so_far, in_full);
    g_string_truncate (so_far, length);
    return;
  }
  n = yyq_pinyin_read_any (g_utf8_get_char (at), readings);
  for (guint i = 0; i < n; i++) {
    if (!in_full && !is_first_with_letter (readings, i))
      continue;
    g_string_append_len (so_far, readings[i], in_full ? -1 : 1);
    read_on (set, g_utf8_next_char (at), so_far, in_full);
    g_string_truncate (so_far, length);
  }
}

static GStrv
read_word (const char *word)
{
  g_autoptr (GString) so_far = g_string_new (NULL);
  Set set;

  set_init (&set);
  read_on (&set, word, so_far, TRUE);
  /* Behind a character that is written out the letters of others would find too much. */
  if ((guchar) *word < 0x80)
    read_on (&set, word, so_far, FALSE);
  return set_end (&set);
}

static gboolean
is_mixed (const char *word)
{
  gboolean letters = FALSE, characters = FALSE;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at)) {
    if (g_ascii_islower (*at))
      letters = TRUE;
    else if ((guchar) *at < 0x80 || !is_read (g_utf8_get_char (at)))
      return FALSE;
    else
      characters = TRUE;
  }
  return letters && characters;
}

/* Takes @text. */
static YyqSearchWord *
word_new (char *text)
{
  YyqSearchWord *self = g_new0 (YyqSearchWord, 1);
  const char *at = text;
  Set characters, tokens, keys;
  Run run = { SORT_SEPARATOR, NULL, NULL };
  guint n_runs = 0;

  set_init (&characters);
  set_init (&tokens);
  set_init (&keys);
  for (; next_run (&at, &run); n_runs++) {
    if (run.sort == SORT_CHARACTER) {
      take_range (&characters, run.start, run.end);
      add_asked (&tokens, &run);
    } else if (run.sort == SORT_ASCII) {
      take_range (&keys, run.start, MIN (run.start + YYQ_SEARCH_KEY_LENGTH, run.end));
    }
  }
  self->text = text;
  self->characters = set_end (&characters);
  self->tokens = set_end (&tokens);
  self->keys = set_end (&keys);
  self->kind = YYQ_SEARCH_WORD_TEXT;
  if (n_runs == 1 && run.sort == SORT_ASCII)
    self->kind = YYQ_SEARCH_WORD_KEY;
  else if (is_mixed (text))
    self->kind = YYQ_SEARCH_WORD_MIXED;
  if (self->kind == YYQ_SEARCH_WORD_MIXED)
    self->readings = read_word (text);
  return self;
}

GPtrArray *
yyq_search_parse (const char *query)
{
  g_autofree char *folded = yyq_search_fold (query);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\r\n", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (word_free);

  for (guint i = 0; parts[i] != NULL && words->len < MOST_WORDS; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, word_new (g_strdup (parts[i])));
  return words;
}

gboolean
yyq_search_word_is_exact (const YyqSearchWord *self)
{
  const gboolean token =
    self->tokens[0] != NULL && self->tokens[1] == NULL && g_str_equal (self->tokens[0], self->text);

  return self->kind == YYQ_SEARCH_WORD_KEY || token;
}

static gboolean
begins_one (const char *begin, GStrv keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], begin))
      return TRUE;
  return FALSE;
}

static gboolean
is_read_in (const YyqSearchWord *self, const char *folded)
{
  g_auto (GStrv) keys = NULL;

  for (guint i = 0; self->characters[i] != NULL; i++)
    if (strstr (folded, self->characters[i]) == NULL)
      return FALSE;
  keys = yyq_search_keys_of_text (folded);
  for (guint i = 0; self->readings[i] != NULL; i++)
    if (begins_one (self->readings[i], keys))
      return TRUE;
  return FALSE;
}

gboolean
yyq_search_word_is_in (const YyqSearchWord *self, const char *folded)
{
  g_auto (GStrv) keys = NULL;

  switch (self->kind) {
  case YYQ_SEARCH_WORD_KEY:
    keys = yyq_search_keys_of_text (folded);
    return begins_one (self->keys[0], keys);
  case YYQ_SEARCH_WORD_MIXED:
    return strstr (folded, self->text) != NULL || is_read_in (self, folded);
  case YYQ_SEARCH_WORD_TEXT:
  default:
    return strstr (folded, self->text) != NULL;
  }
}
