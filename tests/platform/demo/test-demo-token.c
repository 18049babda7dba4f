/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-demo-token.h"
#include "yyq-file-tree.h"

static void
test_token (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqDemoAuthority) authority = yyq_demo_authority_new (yyq_clock_now (), &error);
  g_autofree char *directory = g_dir_make_tmp ("yyq-demo-token-XXXXXX", &error);
  const YyqDemoTokenSpec spec = { directory, "demo", "12345678", "云启测试科技有限公司",
                                  "91419999MA0000001X" };
  g_autoptr (YyqDemoToken) token = NULL;
  g_autofree char *output = NULL;
  int status = -1;
  const char *argv[] = { "pkcs11-tool",
                         "--module",
                         yyq_demo_token_get_module (),
                         "--token-label",
                         "demo",
                         "--login",
                         "--pin",
                         "12345678",
                         "--list-objects",
                         NULL };

  g_assert_no_error (error);
  g_assert_nonnull (argv[2]);
  token = yyq_demo_token_new (authority, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (token->configuration, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (token->serial, !=, "");
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (g_strstr_len (output, -1, "Private Key Object"));
  g_assert_nonnull (g_strstr_len (output, -1, "Certificate Object"));
  yyq_file_tree_remove (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/token/its PIN opens a key with a company certificate", test_token);
  return g_test_run ();
}
