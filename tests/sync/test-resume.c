/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-forget-operation.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"

#include <glib/gstdio.h>

/*
 * A client that starts again (D18). Run three times: with a passphrase, with libsecret's file in
 * place of a Secret Service, and with a real one.
 */

#define PASSPHRASE "缓存口令"
#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define DAY (24 * 60 * MINUTE)

typedef struct {
  SyncFixture sync;
  gint64 now;
  char *contract_id;
  gboolean kept;
} Fixture;

static gboolean
has_service (void)
{
  return g_getenv ("SECRET_BACKEND") != NULL || g_getenv ("YYQ_TEST_SECRET_SERVICE") != NULL;
}

static const char *
passphrase (void)
{
  return has_service () ? NULL : PASSPHRASE;
}

static void
move_clock (Fixture *fixture, gint64 ms)
{
  fixture->now += ms;
  yyq_clock_freeze (fixture->now);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->now = yyq_clock_now ();
  yyq_clock_freeze (fixture->now);
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_restart_client (&fixture->sync, passphrase ());
  fixture->contract_id =
    yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "陈小兰");
  sync_fixture_enter (&fixture->sync);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sync_fixture_tear_down (&fixture->sync, NULL);
  g_free (fixture->contract_id);
  yyq_clock_freeze (0);
}

static gboolean
try_resume (Fixture *fixture, YyqSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_resume_async (session, yyq_test_platform_get_url (fixture->sync.platform), NULL,
                            sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_session_resume_finish (session, result, error);
}

static void
assert_resumed (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  try_resume (fixture, fixture->sync.session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_READY);
}

static void
assert_not_resumed (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_resume (fixture, fixture->sync.session, &error));
  sync_assert_error (error, YYQ_STORE_ERROR, code);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
}

static void
assert_refreshes (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_refresh (&fixture->sync, &error);
  g_assert_no_error (error);
}

static void
restart (Fixture *fixture)
{
  sync_fixture_restart_client (&fixture->sync, passphrase ());
}

static gboolean
is_offline (gpointer data)
{
  return yyq_session_get_banner (data) == YYQ_SESSION_BANNER_OFFLINE;
}

static gboolean
is_well (gpointer data)
{
  return yyq_session_get_banner (data) == YYQ_SESSION_BANNER_NONE;
}

static gboolean
knows_when (gpointer data)
{
  return yyq_session_get_synced_at (data) > 0;
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;
  YyqSession *session;

  restart (fixture);
  session = fixture->sync.session;
  yyq_test_front_go_down (fixture->sync.front);
  assert_resumed (fixture);
  sync_wait (is_offline, session);
  g_assert_cmpstr (yyq_account_get_name (yyq_session_get_account (session)), ==, "张测试");
  g_assert_cmpstr (yyq_enterprise_get_name (yyq_session_get_enterprise (session)), ==,
                   YYQ_TEST_COMPANY);
  g_assert_true (yyq_session_has_permission (session, "contract.sign"));
  sync_wait (knows_when, session);
  contract = sync_fixture_load (&fixture->sync, fixture->contract_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_contract_get_title (contract), ==, "劳动合同");

  yyq_test_front_come_up (fixture->sync.front);
  assert_refreshes (fixture);
  sync_wait (is_well, session);
}

static void
test_online (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++) {
    restart (fixture);
    assert_resumed (fixture);
    assert_refreshes (fixture);
  }
  g_assert_cmpint (yyq_test_platform_ask (fixture->sync.platform, "SELECT COUNT(*) FROM session"),
                   ==, 1);
}

static void
test_passphrase (Fixture *fixture, gconstpointer data)
{
  sync_fixture_restart_client (&fixture->sync, NULL);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_KEY);
  sync_fixture_restart_client (&fixture->sync, "eine andere");
  assert_not_resumed (fixture, YYQ_STORE_ERROR_KEY);
  restart (fixture);
  assert_resumed (fixture);
}

static void
test_logged_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_logout (&fixture->sync, &error);
  g_assert_no_error (error);
  /* The same client that shows the log-in now, and one that starts. */
  assert_not_resumed (fixture, YYQ_STORE_ERROR_NOT_FOUND);
  restart (fixture);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_NOT_FOUND);
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  move_clock (fixture, 29 * DAY);
  restart (fixture);
  yyq_test_front_go_down (fixture->sync.front);
  assert_resumed (fixture);
  move_clock (fixture, 2 * DAY);
  restart (fixture);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_EXPIRED);
  /* To set the clock back does not help. */
  move_clock (fixture, -60 * DAY);
  restart (fixture);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_EXPIRED);
  move_clock (fixture, 60 * DAY);
  yyq_test_front_come_up (fixture->sync.front);
  restart (fixture);
  sync_fixture_enter (&fixture->sync);
  restart (fixture);
  yyq_test_front_go_down (fixture->sync.front);
  assert_resumed (fixture);
}

static gboolean
is_logged_out (gpointer data)
{
  return yyq_session_get_state (data) == YYQ_SESSION_STATE_LOGGED_OUT;
}

/* Everything is still there then, to keep what was typed. */
static void
lapsing_cb (YyqSession *session, guint *n)
{
  g_assert_cmpint (yyq_session_get_state (session), ==, YYQ_SESSION_STATE_READY);
  g_assert_nonnull (yyq_session_get_workspace (session));
  (*n)++;
}

/* Goes offline, half a second before the term of @days ends. */
static void
go_offline_near_end (Fixture *fixture, gint64 days)
{
  g_autoptr (GError) error = NULL;

  yyq_test_front_go_down (fixture->sync.front);
  /* A reply that is on its way would be a contact at the later time. */
  yyq_test_turn_for (200);
  move_clock (fixture, days * DAY - 500);
  g_assert_false (sync_fixture_refresh (&fixture->sync, &error));
  sync_wait (is_offline, fixture->sync.session);
}

/* The program runs all the time. */
static void
test_lapses (Fixture *fixture, gconstpointer data)
{
  YyqSession *session = fixture->sync.session;
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_signal_connect (session, "lapsing", G_CALLBACK (lapsing_cb), &n);
  go_offline_near_end (fixture, 30);
  yyq_test_turn_for (700);
  g_assert_cmpint (yyq_session_get_state (session), ==, YYQ_SESSION_STATE_READY);
  move_clock (fixture, 1000);
  sync_wait (is_logged_out, session);
  g_assert_cmpuint (n, ==, 1);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_EXPIRED);

  yyq_test_front_come_up (fixture->sync.front);
  sync_fixture_enter (&fixture->sync);
  contract = sync_fixture_load (&fixture->sync, fixture->contract_id, &error);
  g_assert_no_error (error);
  restart (fixture);
  assert_resumed (fixture);
}

static void
test_reached_meanwhile (Fixture *fixture, gconstpointer data)
{
  go_offline_near_end (fixture, 10);
  yyq_test_front_come_up (fixture->sync.front);
  assert_refreshes (fixture);
  go_offline_near_end (fixture, 29);
  yyq_test_turn_for (700);
  move_clock (fixture, 1000);
  yyq_test_turn_for (700);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_READY);
}

static char *
find_file (Fixture *fixture)
{
  g_autofree char *top = g_build_filename (fixture->sync.cache_dir, "sessions", NULL);
  g_autoptr (GDir) dir = g_dir_open (top, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  g_assert_nonnull (name);
  return g_build_filename (top, name, "session", NULL);
}

static gboolean
has_ended (gpointer data)
{
  return yyq_session_get_banner (data) == YYQ_SESSION_BANNER_LOGIN;
}

/* What an earlier state of the file comes to: the program ended before the successor was kept. */
static void
test_successor_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_file (fixture);
  g_autofree char *before = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  move_clock (fixture, 11 * MINUTE);
  assert_refreshes (fixture);
  move_clock (fixture, 2 * DAY);
  g_assert_true (g_file_set_contents (path, before, (gssize) length, NULL));
  restart (fixture);
  assert_resumed (fixture);
  assert_refreshes (fixture);
  /* The successor was kept now, and is used: from here on the first one is a stolen one. */
  move_clock (fixture, 11 * MINUTE);
  assert_refreshes (fixture);
  g_assert_true (g_file_set_contents (path, before, (gssize) length, NULL));
  restart (fixture);
  assert_resumed (fixture);
  sync_wait (has_ended, fixture->sync.session);
  g_assert_cmpint (yyq_test_platform_ask (fixture->sync.platform,
                                          "SELECT COUNT(*) FROM session WHERE revoked_at > 0"),
                   ==, 1);
}

static YyqSession *
second_session (Fixture *fixture)
{
  g_autoptr (YyqSession) session =
    yyq_session_new (NULL, fixture->sync.cache_dir, sync_fixture_get_chapters ());

  if (passphrase () != NULL) {
    g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (passphrase ());

    yyq_session_set_passphrase (session, secret);
  }
  return g_steal_pointer (&session);
}

static void
refresh (YyqSession *session, GAsyncResult **result)
{
  yyq_record_repository_refresh_async (YYQ_RECORD_REPOSITORY (yyq_contract_repository_of (session)),
                                       NULL, sync_keep_result, result);
}

static void
assert_refreshed (YyqSession *session, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  sync_wait_result (result);
  yyq_record_repository_refresh_finish (
    YYQ_RECORD_REPOSITORY (yyq_contract_repository_of (session)), *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

/* Each has its own client, keeper and lock, as two programs have. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  YyqSession *first = fixture->sync.session;
  YyqSession *second = second_session (fixture);
  GAsyncResult *one = NULL, *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (try_resume (fixture, second, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 6; i++) {
    move_clock (fixture, 11 * MINUTE);
    refresh (i % 2 == 0 ? first : second, &one);
    if (i < 3)
      assert_refreshed (i % 2 == 0 ? first : second, &one);
    refresh (i % 2 == 0 ? second : first, &other);
    if (i >= 3)
      assert_refreshed (i % 2 == 0 ? first : second, &one);
    assert_refreshed (i % 2 == 0 ? second : first, &other);
  }
  g_assert_cmpint (yyq_test_platform_ask (fixture->sync.platform,
                                          "SELECT COUNT(*) FROM session WHERE revoked_at > 0"),
                   ==, 0);
  g_object_run_dispose (G_OBJECT (second));
  g_object_unref (second);
  /* Whoever exchanged it last: it is one log-in, and logged out for both. */
  g_assert_true (sync_fixture_logout (&fixture->sync, &error));
  restart (fixture);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_NOT_FOUND);
}

static void
log_in (YyqSession *session, Fixture *fixture)
{
  YyqSession *own = fixture->sync.session;
  YyqApiClient *client = fixture->sync.client;

  fixture->sync.session = session;
  fixture->sync.client = yyq_session_get_client (session);
  sync_fixture_enter (&fixture->sync);
  fixture->sync.session = own;
  fixture->sync.client = client;
}

/* What was kept too long gives the new log-in nothing: not its name either. */
static void
test_other_login (Fixture *fixture, gconstpointer data)
{
  YyqSession *second = second_session (fixture);
  g_autoptr (GError) error = NULL;

  move_clock (fixture, 31 * DAY);
  g_assert_false (try_resume (fixture, second, &error));
  sync_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXPIRED);
  log_in (second, fixture);
  move_clock (fixture, 11 * MINUTE);
  g_clear_error (&error);
  sync_fixture_refresh (&fixture->sync, &error);
  sync_wait (has_ended, fixture->sync.session);
  g_object_run_dispose (G_OBJECT (second));
  g_object_unref (second);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer fixture)
{
  yyq_session_keeper_keep_finish (YYQ_SESSION_KEEPER (source), result);
  ((Fixture *) fixture)->kept = TRUE;
}

static gboolean
is_kept (gpointer fixture)
{
  return ((Fixture *) fixture)->kept;
}

/* What it renews is what it knows of the account, and not the token. */
static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  YyqSession *second = second_session (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (try_resume (fixture, second, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++) {
    GAsyncResult *result = NULL;

    move_clock (fixture, 11 * MINUTE);
    refresh (second, &result);
    assert_refreshed (second, &result);
  }
  yyq_session_keep (fixture->sync.session, kept_cb, fixture);
  sync_wait (is_kept, fixture);
  g_object_run_dispose (G_OBJECT (second));
  g_object_unref (second);
  restart (fixture);
  assert_resumed (fixture);
  assert_refreshes (fixture);
  g_assert_cmpint (yyq_test_platform_ask (fixture->sync.platform,
                                          "SELECT COUNT(*) FROM session WHERE revoked_at > 0"),
                   ==, 0);
}

static gboolean
is_gone (gpointer path)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_file (fixture);

  yyq_test_platform_execute (fixture->sync.platform, "UPDATE session SET revoked_at = 1");
  restart (fixture);
  assert_resumed (fixture);
  sync_wait (has_ended, fixture->sync.session);
  sync_wait (is_gone, path);
  restart (fixture);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_NOT_FOUND);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_file (fixture);

  g_assert_true (g_file_set_contents (path, "damaged", -1, NULL));
  restart (fixture);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_NOT_FOUND);
  sync_fixture_enter (&fixture->sync);
  restart (fixture);
  assert_resumed (fixture);
}

/* Also what was kept under a passphrase that nobody has given this time. */
static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_file (fixture);
  g_autoptr (YyqForgetOperation) operation = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_restart_client (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  operation = yyq_forget_operation_new (fixture->sync.session);
  yyq_forget_operation_run_async (operation, TRUE, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_forget_operation_run_finish (operation, result, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Without a place for the key nothing is written; and what is written tells nothing. */
static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_file (fixture);
  g_autofree char *contents = NULL;
  YyqSecret *token =
    yyq_api_client_get_refresh_token (yyq_session_get_client (fixture->sync.session));
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, yyq_secret_peek (token)));
  g_assert_null (g_strstr_len (contents, (gssize) length, "张测试"));
  if (has_service ())
    return;
  sync_fixture_logout (&fixture->sync, NULL);
  sync_fixture_restart_client (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  sync_fixture_restart_client (&fixture->sync, NULL);
  assert_not_resumed (fixture, YYQ_STORE_ERROR_NOT_FOUND);
}

#define ADD(name, test) g_test_add ("/sync/resume/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (directory, "keys", NULL);
  int result;

  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  sync_fixture_prepare (&argc, &argv);
  ADD ("without the platform a client opens what it knows, and goes on when it is back",
       test_offline);
  ADD ("with the platform it is the same log-in each time", test_online);
  /* Where there is a key ring nobody is asked for one. */
  if (!has_service ())
    ADD ("what is sealed with a passphrase opens with it alone", test_passphrase);
  ADD ("after a log-out there is nothing to go on with", test_logged_out);
  ADD ("too long without the platform, it stays closed until a log-in", test_too_long);
  ADD ("a token is good until its successor was used, and then ends the log-in",
       test_successor_lost);
  ADD ("a program that runs on without the platform is closed, too, when the time comes",
       test_lapses);
  ADD ("the time begins anew whenever the platform was reached", test_reached_meanwhile);
  ADD ("another program's new log-in is not taken for one that was kept too long",
       test_other_login);
  ADD ("two programs never burn each other's token", test_two);
  ADD ("who renews what is kept leaves another's token in place", test_renewed);
  ADD ("a log-in that the platform has ended is not kept", test_revoked);
  ADD ("a damaged file is none", test_damaged);
  ADD ("a computer that forgets keeps no log-in", test_forgotten);
  ADD ("what is kept is sealed, and kept nowhere without a place for its key", test_sealed);
  result = g_test_run ();
  yyq_test_remove_tree (directory);
  return result;
}
