/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-search-tokens.h"

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

  check (name, "林 林晓 晓 a a1 1");
  check (repeated, "人 人人");
}

static void
test_query (void)
{
  g_auto (GStrv) pair = yyq_search_tokens_of_query ("劳动合同");
  g_auto (GStrv) lone = yyq_search_tokens_of_query ("林");
  g_auto (GStrv) none = yyq_search_tokens_of_query (" 、 ");

  check (pair, "劳动 动合 合同");
  check (lone, "林");
  g_assert_null (none[0]);
}

static void
test_width (void)
{
  g_autofree char *folded = yyq_search_fold ("ＡBc（1）");
  g_auto (GStrv) words = yyq_search_words ("  林晓　Ｈt ");

  g_assert_cmpstr (folded, ==, "abc(1)");
  check (words, "林晓 ht");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/search-tokens/a text gives characters and pairs", test_text);
  g_test_add_func ("/model/search-tokens/a query asks for pairs only", test_query);
  g_test_add_func ("/model/search-tokens/width and case do not matter", test_width);
  return g_test_run ();
}
