/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-timestamper.h"
#include "yyq-master-keys.h"
#include "yyq-test-lives.h"
#include "yyq-test-platform.h"

/* All that a platform is made of. That every object goes is asserted by the fixture when a platform
 * ends, here and in every other test that has one. */

static void
set_up (YyqTestPlatform **platform, gconstpointer transport)
{
  *platform = yyq_test_platform_new (GPOINTER_TO_INT (transport));
}

static void
tear_down (YyqTestPlatform **platform, gconstpointer transport)
{
  yyq_test_platform_free (*platform);
}

static void
test_answers (YyqTestPlatform **platform, gconstpointer transport)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (*platform, "GET", "/api/v1/server", NULL, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* What is made only for the demonstration, and when keys come from a file. */
static void
test_demo (YyqTestPlatform **platform, gconstpointer transport)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqDemoAuthority) authority =
    yyq_demo_authority_new (g_get_real_time () / 1000, &error);
  g_autoptr (YyqDemoTimestamper) timestamper = yyq_demo_timestamper_new (authority, &error);
  g_autoptr (YyqMasterKeys) keys = yyq_master_keys_new_random ();

  g_assert_no_error (error);
  g_assert_nonnull (keys);
  test_answers (platform, transport);
  yyq_test_lives_assert_all_made ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/lives/what answers over nginx goes with the platform", YyqTestPlatform *,
              GINT_TO_POINTER (YYQ_TEST_NGINX), set_up, test_answers, tear_down);
  g_test_add ("/lives/of every class an object is made, and all of them go", YyqTestPlatform *,
              GINT_TO_POINTER (YYQ_TEST_SOUP), set_up, test_demo, tear_down);
  return g_test_run ();
}
