/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-link.h"

static void
test_contract (void)
{
  g_autofree char *id =
    yyq_link_parse_contract ("yuyunqian://contract/01a21c2f-a6bd-7329-9966-4c250ee0d4b6");

  g_assert_cmpstr (id, ==, "01a21c2f-a6bd-7329-9966-4c250ee0d4b6");
}

static void
test_others (void)
{
  static const char *const others[] = {
    "",
    "yuyunqian:",
    "yuyunqian://contract",
    "yuyunqian://contract/",
    "yuyunqian://contract/a/b",
    "yuyunqian://contract/a?sign=1",
    "yuyunqian://contract:80/a",
    "yuyunqian://sign/a",
    "yuyunqian://contract/..",
    "yuyunqian://contract/%2e%2e",
    "yuyunqian://contract/A B",
    "https://contract/a",
    "file:///contract/a",
    "yuyunqian://contract/"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (yyq_link_parse_contract (others[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/link/a link names a contract", test_contract);
  g_test_add_func ("/client/link/what is more or less than that is no link", test_others);
  return g_test_run ();
}
