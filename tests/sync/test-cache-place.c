/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-private.h"
#include "yyq-sign-command.h"
#include "yyq-sync-fixture.h"

/* Which cache a client opens. A command that was typed here, and that no platform can give back,
 * tells one from another. */

#define PASSPHRASE "缓存口令"
#define OBJECT "01936f00-0000-7000-8000-0000000000c1"

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, data);
  sync_fixture_restart_client (fixture, PASSPHRASE);
}

static YyqOutbox *
outbox_of (SyncFixture *fixture)
{
  return yyq_outbox_runner_get_outbox (
    yyq_workspace_get_runner (yyq_session_get_workspace (fixture->session)));
}

static void
type_command (SyncFixture *fixture)
{
  g_autoptr (YyqOutboxEntry) entry = yyq_outbox_entry_new (yyq_sign_command.name, OBJECT, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  entry->next_at = G_MAXINT64;
  yyq_outbox_add_async (outbox_of (fixture), entry, FALSE, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_outbox_change_finish (outbox_of (fixture), result, &error);
  g_assert_no_error (error);
}

static guint
count_commands (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  yyq_outbox_list_async (outbox_of (fixture), NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  entries = yyq_outbox_list_finish (outbox_of (fixture), result, &error);
  g_assert_no_error (error);
  return entries->len;
}

static void
enter_at (SyncFixture *fixture, const char *url)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_restart_client (fixture, PASSPHRASE);
  sync_fixture_try_connect (fixture, url, &error);
  g_assert_no_error (error);
  sync_fixture_login (fixture, YYQ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  sync_fixture_choose (fixture, yyq_test_platform_get_company_id (fixture->platform), &error);
  g_assert_no_error (error);
}

static void
test_address (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestFront) other = yyq_test_front_new ();

  yyq_test_front_set_target (other, yyq_test_platform_get_url (fixture->platform));
  enter_at (fixture, yyq_test_platform_get_url (fixture->platform));
  type_command (fixture);
  enter_at (fixture, yyq_test_front_get_url (other));
  g_assert_cmpuint (count_commands (fixture), ==, 1);
  sync_fixture_restart_client (fixture, NULL);
}

static void
test_other (SyncFixture *fixture, gconstpointer data)
{
  const char *url = yyq_test_platform_get_url (fixture->platform);

  yyq_test_platform_set_id (fixture->platform, "01936f00-0000-7000-8000-0000000000a1");
  enter_at (fixture, url);
  type_command (fixture);
  yyq_test_platform_set_id (fixture->platform, "01936f00-0000-7000-8000-0000000000a2");
  enter_at (fixture, url);
  g_assert_cmpuint (count_commands (fixture), ==, 0);
  yyq_test_platform_set_id (fixture->platform, "01936f00-0000-7000-8000-0000000000a1");
  enter_at (fixture, url);
  g_assert_cmpuint (count_commands (fixture), ==, 1);
}

static void
test_adopted (SyncFixture *fixture, gconstpointer data)
{
  const char *url = yyq_test_platform_get_url (fixture->platform);

  yyq_test_platform_set_id (fixture->platform, NULL);
  enter_at (fixture, url);
  type_command (fixture);
  enter_at (fixture, url);
  g_assert_cmpuint (count_commands (fixture), ==, 1);
  yyq_test_platform_set_id (fixture->platform, "01936f00-0000-7000-8000-0000000000a1");
  enter_at (fixture, url);
  g_assert_cmpuint (count_commands (fixture), ==, 1);
  yyq_test_platform_set_id (fixture->platform, "01936f00-0000-7000-8000-0000000000a2");
  enter_at (fixture, url);
  g_assert_cmpuint (count_commands (fixture), ==, 0);
}

static void
damage_cache (SyncFixture *fixture)
{
  YyqDatabase *database = yyq_workspace_get_database (yyq_session_get_workspace (fixture->session));
  const char *place = yyq_workspace_get_place (yyq_session_get_workspace (fixture->session));
  g_autofree char *path = g_build_filename (fixture->cache_dir, place, "cache.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gsize length = 0;

  yyq_database_close_async (database, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents, 0, 100);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static void
test_damaged (SyncFixture *fixture, gconstpointer data)
{
  const char *url = yyq_test_platform_get_url (fixture->platform);
  g_autofree char *none = NULL;
  g_autofree char *text = NULL;

  enter_at (fixture, url);
  none = yyq_session_get_damage (fixture->session);
  g_assert_null (none);
  type_command (fixture);
  damage_cache (fixture);
  /* It warns, which is right. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  enter_at (fixture, url);
  g_assert_cmpuint (count_commands (fixture), ==, 1);
  text = yyq_session_get_damage (fixture->session);
  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "1 thing that was not sent yet was saved."));
  g_assert_null (strstr (text, "no longer"));
}

#define ADD(name, function)                                                   \
  g_test_add ("/sync/cache place/" name, SyncFixture, NULL, set_up, function, \
              sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("the same platform at another address opens the same cache", test_address);
  ADD ("another platform at the same address never sees it", test_other);
  ADD ("a cache that was kept by the address is taken over once, when the platform tells its id",
       test_adopted);
  ADD ("a damaged cache is begun anew with what was not sent, and that is said", test_damaged);
  return g_test_run ();
}
