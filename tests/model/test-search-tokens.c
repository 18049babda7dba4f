/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pinyin.h"
#include "yyq-search-cases.h"
#include "yyq-search-tokens.h"

#include <string.h>

static void
check (GStrv tokens, const char *expected)
{
  g_autofree char *joined = g_strjoinv (" ", tokens);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_text (void)
{
  g_auto (GStrv) name = yyq_search_tokens_of_text ("林晓 A1");
  g_auto (GStrv) repeated = yyq_search_tokens_of_text ("人人");
  g_auto (GStrv) number = yyq_search_keys_of_text ("HT-07");

  check (name, "林 林晓 晓 linxiao lx xiao a1 1");
  check (repeated, "人 人人 renren rr ren");
  check (number, "ht t 07 7");
}

static void
test_names (void)
{
  g_auto (GStrv) name = yyq_search_keys_of_text ("周子涵");
  g_auto (GStrv) surname = yyq_search_keys_of_text ("仇一");
  g_auto (GStrv) inside = yyq_search_keys_of_text ("一仇");

  check (name, "zhouzihan zzh zhouzh zihan zh han");
  check (surname, "chouyi cy qiuyi qy yi");
  check (inside, "yichou yc chou");
}

static void
test_long (void)
{
  g_autofree char *many = g_strnfill (200, 'a');
  g_autoptr (GString) contract = g_string_new (NULL);
  g_auto (GStrv) letters = yyq_search_keys_of_text (many);
  g_auto (GStrv) keys = NULL;

  g_assert_cmpuint (g_strv_length (letters), ==, YYQ_SEARCH_KEY_LENGTH);
  for (guint i = 0; i < 60; i++)
    g_string_append (contract, "乐行长会");
  keys = yyq_search_keys_of_text (contract->str);
  for (guint i = 0; keys[i] != NULL; i++)
    g_assert_cmpuint (strlen (keys[i]), <=, YYQ_SEARCH_KEY_LENGTH);
  g_assert_cmpuint (g_strv_length (keys), <, 2000);
}

static void
check_word (const char *typed, YyqSearchWordKind kind, const char *tokens, const char *keys,
            const char *readings)
{
  g_autoptr (GPtrArray) words = yyq_search_parse (typed);
  const YyqSearchWord *word;

  g_assert_cmpuint (words->len, ==, 1);
  word = words->pdata[0];
  g_assert_cmpint (word->kind, ==, kind);
  check (word->tokens, tokens);
  check (word->keys, keys);
  if (readings != NULL)
    check (word->readings, readings);
  else
    g_assert_null (word->readings);
}

/* Each of these characters is read in two ways: together they would be read in 2^200. */
static void
test_many_readings (void)
{
  static const char *const characters[] = { "大", "周大", "重" };

  for (guint i = 0; i < G_N_ELEMENTS (characters); i++) {
    g_autoptr (GString) query = g_string_new ("a");
    g_autoptr (GPtrArray) words = NULL;
    const YyqSearchWord *word;

    for (guint j = 0; j < 200; j++)
      g_string_append (query, characters[i]);
    words = yyq_search_parse (query->str);
    word = g_ptr_array_index (words, 0);
    g_assert_cmpint (word->kind, ==, YYQ_SEARCH_WORD_MIXED);
    for (guint j = 0; word->readings[j] != NULL; j++)
      g_assert_cmpuint (strlen (word->readings[j]), <=, YYQ_SEARCH_KEY_LENGTH);
  }
}

/* Also of a token that comes a third time. */
static void
test_distinct (void)
{
  g_auto (GStrv) tokens =
    yyq_search_tokens_of_text ("分公司的合同，总公司的合同\n公司的公司，000000\n000");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; tokens[i] != NULL; i++)
    g_assert_true (g_hash_table_add (seen, tokens[i]));
}

static void
test_query (void)
{
  g_autoptr (GPtrArray) none = yyq_search_parse (" \t ");
  g_autoptr (GPtrArray) many = yyq_search_parse ("1 2 3 4 5 6 7 8 9 10");

  check_word ("劳动合同", YYQ_SEARCH_WORD_TEXT, "劳动 动合 合同", "", NULL);
  check_word ("林", YYQ_SEARCH_WORD_TEXT, "林", "", NULL);
  check_word ("Ｈt", YYQ_SEARCH_WORD_KEY, "", "ht", NULL);
  check_word ("ht-20", YYQ_SEARCH_WORD_TEXT, "", "ht 20", NULL);
  check_word ("、", YYQ_SEARCH_WORD_TEXT, "", "", NULL);
  check_word ("周zi", YYQ_SEARCH_WORD_MIXED, "周", "zi", "zhouzi");
  check_word ("z子", YYQ_SEARCH_WORD_MIXED, "子", "z", "zzi zz");
  check_word ("周1", YYQ_SEARCH_WORD_TEXT, "周", "1", NULL);
  check_word ("zд", YYQ_SEARCH_WORD_TEXT, "д", "z", NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (many->len, ==, 8);
}

static void
test_width (void)
{
  g_autofree char *folded = yyq_search_fold ("ＡBc（1）");
  g_autofree char *nothing = yyq_search_fold (NULL);
  g_autofree char *broken = yyq_search_fold ("\xff");

  g_assert_cmpstr (folded, ==, "abc(1)");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (broken, ==, "");
}

/* Characters of names that ICU does not read, or reads in a way that nobody types, would be missing
 * from the index without anybody noticing. */
static void
test_readings (void)
{
  static const struct {
    const char *character;
    const char *reading;
  } cases[] = {
    { "赵", "zhao" },   { "女", "nv" },  { "略", "lve" }, { "任", "ren" }, { "朴", "piao" },
    { "区", "ou" },     { "查", "zha" }, { "解", "xie" }, { "盖", "ge" },  { "翟", "zhai" },
    { "覃", "qin" },    { "仇", "qiu" }, { "牟", "mu" },  { "喆", "zhe" }, { "㛃", "jie" },
    { "𬭎", "hong" }, { "〇", "" },    { "a", "" },     { "д", "" },     { "の", "" },
    { "한", "" },
  };
  const char *readings[YYQ_PINYIN_MOST];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const guint n = yyq_pinyin_read (g_utf8_get_char (cases[i].character), TRUE, 0, readings);
    gboolean found = *cases[i].reading == '\0' && n == 0;

    for (guint j = 0; j < n; j++)
      found = found || g_str_equal (readings[j], cases[i].reading);
    if (!found)
      g_error ("“%s” is not read as “%s”", cases[i].character, cases[i].reading);
  }
}

static gboolean
has_all (GPtrArray *words, const char *folded)
{
  for (guint i = 0; i < words->len; i++)
    if (!yyq_search_word_is_in (words->pdata[i], folded))
      return FALSE;
  return TRUE;
}

static void
test_cases (void)
{
  for (guint i = 0; i < yyq_search_n_cases; i++) {
    const YyqSearchCase *each = &yyq_search_cases[i];
    g_autoptr (GPtrArray) words = yyq_search_parse (each->typed);
    g_autoptr (GString) letters = g_string_new (NULL);

    for (guint j = 0; j < yyq_search_n_contracts; j++) {
      const YyqSearchContract *contract = &yyq_search_contracts[j];
      g_autofree char *all = g_strjoin (
        "\n", contract->number, contract->title, contract->initiator, contract->participants,
        contract->of_unit ? YYQ_SEARCH_UNIT : YYQ_SEARCH_COMPANY, NULL);
      g_autofree char *folded = yyq_search_fold (all);

      if (has_all (words, folded))
        g_string_append_c (letters, (char) ('A' + j));
    }
    yyq_assert_search (each, letters->str, each->found);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/search-tokens/a text gives characters, pairs and keys", test_text);
  g_test_add_func ("/model/search-tokens/a name is read in full, by letters and as surnames are",
                   test_names);
  g_test_add_func ("/model/search-tokens/long texts do not give keys without end", test_long);
  g_test_add_func ("/model/search-tokens/however often it comes a token is given once",
                   test_distinct);
  g_test_add_func (
    "/model/search-tokens/characters with many readings are read to the end of a key",
    test_many_readings);
  g_test_add_func ("/model/search-tokens/a query is taken apart", test_query);
  g_test_add_func ("/model/search-tokens/width and case do not matter", test_width);
  g_test_add_func ("/model/search-tokens/characters are read as people type them", test_readings);
  g_test_add_func ("/model/search-tokens/words find what the table of cases says", test_cases);
  return g_test_run ();
}
