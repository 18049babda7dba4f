/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-clock.h"
#include "yyq-message-notifier.h"
#include "yyq-messages.h"
#include "yyq-settings.h"
#include "yyq-sync-fixture.h"

/* A desktop that writes down what it is told. */
typedef struct {
  SyncFixture sync;
  GSettings *settings;
  YyqMessageNotifier *notifier;
  GHashTable *shown; /* ids */
  guint n_sent;
  gboolean looking;
} Fixture;

static void
send_cb (gpointer data, const char *id, GNotification *notification)
{
  Fixture *fixture = data;

  g_hash_table_add (fixture->shown, g_strdup (id));
  fixture->n_sent++;
}

static void
withdraw_cb (gpointer data, const char *id)
{
  g_hash_table_remove (((Fixture *) data)->shown, id);
}

static gboolean
is_looking_cb (gpointer data)
{
  return ((Fixture *) data)->looking;
}

static const YyqDesktop desktop = { send_cb, withdraw_cb, is_looking_cb };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->settings = yyq_settings_new ();
  g_assert_nonnull (fixture->settings);
  id = yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  g_assert_nonnull (id);
  yyq_test_platform_execute (fixture->sync.platform, "UPDATE message SET at = at - 60000");
  fixture->notifier =
    yyq_message_notifier_new (fixture->sync.session, fixture->settings, &desktop, fixture);
  sync_fixture_enter (&fixture->sync);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  g_settings_reset (fixture->settings, "notifications");
  g_settings_reset (fixture->settings, "quiet-hours");
  g_settings_reset (fixture->settings, "quiet-from");
  g_settings_reset (fixture->settings, "quiet-to");
  g_clear_object (&fixture->notifier);
  g_object_unref (fixture->settings);
  g_hash_table_unref (fixture->shown);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

typedef struct {
  Fixture *fixture;
  guint n;
} Expected;

static gboolean
has_unread (gpointer data)
{
  const Expected *expected = data;
  guint n = 0;

  yyq_messages_get_unread (yyq_messages_of (expected->fixture->sync.session), &n);
  return n == expected->n;
}

static gboolean
has_shown (gpointer data)
{
  const Expected *expected = data;

  return g_hash_table_size (expected->fixture->shown) == expected->n;
}

/* One of the contracts that nobody waits for is withdrawn, which is told. @n: unread ones then. */
static void
withdraw_one (Fixture *fixture, guint n)
{
  g_autofree char *id = yyq_test_platform_add_unsigned (fixture->sync.platform, "补充协议", "赵六");
  Expected expected = { fixture, n };
  g_autoptr (GError) error = NULL;

  yyq_test_platform_withdraw (fixture->sync.platform, id);
  sync_fixture_refresh (&fixture->sync, &error);
  g_assert_no_error (error);
  sync_wait (has_unread, &expected);
}

static void
wait_for_shown (Fixture *fixture, guint n)
{
  Expected expected = { fixture, n };

  sync_wait (has_shown, &expected);
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  withdraw_one (fixture, 2);
  wait_for_shown (fixture, 1);
  withdraw_one (fixture, 3);
  wait_for_shown (fixture, 2);
  yyq_messages_read_all (fixture->sync.session, NULL);
  wait_for_shown (fixture, 0);
  g_assert_cmpuint (fixture->n_sent, ==, 2);
}

/* What the platform's clock says of it is long past here. */
static void
test_clocks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_unsigned (fixture->sync.platform, "补充协议", "赵六");
  g_autoptr (GError) error = NULL;

  yyq_test_platform_withdraw (fixture->sync.platform, id);
  yyq_test_platform_execute (fixture->sync.platform, "UPDATE message SET at = at - 86400000");
  sync_fixture_refresh (&fixture->sync, &error);
  g_assert_no_error (error);
  wait_for_shown (fixture, 1);
}

/* The cache stays, under a passphrase. */
static void
enter_protected (Fixture *fixture)
{
  g_autoptr (YyqSecret) passphrase = yyq_secret_new_from_text ("缓存口令");
  g_autoptr (GError) error = NULL;

  sync_fixture_logout (&fixture->sync, &error);
  g_assert_no_error (error);
  yyq_session_set_passphrase (fixture->sync.session, passphrase);
  sync_fixture_enter (&fixture->sync);
}

/* The first one of all came to a computer that had none. */
static void
test_away (Fixture *fixture, gconstpointer data)
{
  Expected one = { fixture, 1 };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  enter_protected (fixture);
  sync_wait (has_unread, &one);
  sync_fixture_logout (&fixture->sync, &error);
  g_assert_no_error (error);
  id = yyq_test_platform_add_unsigned (fixture->sync.platform, "补充协议", "赵六");
  yyq_test_platform_withdraw (fixture->sync.platform, id);
  sync_fixture_enter (&fixture->sync);
  wait_for_shown (fixture, 1);
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

static void
test_looking (Fixture *fixture, gconstpointer data)
{
  fixture->looking = TRUE;
  withdraw_one (fixture, 2);
  yyq_test_turn_for (100);
  fixture->looking = FALSE;
  withdraw_one (fixture, 3);
  wait_for_shown (fixture, 1);
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "notifications", FALSE);
  withdraw_one (fixture, 2);
  yyq_test_turn_for (100);
  g_settings_set_boolean (fixture->settings, "notifications", TRUE);
  withdraw_one (fixture, 3);
  wait_for_shown (fixture, 1);
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

/* By the clocks of China, and over midnight. */
static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  const guint hour = (guint) g_date_time_get_hour (now);

  g_settings_set_boolean (fixture->settings, "quiet-hours", TRUE);
  g_settings_set_uint (fixture->settings, "quiet-from", (hour + 23) % 24);
  g_settings_set_uint (fixture->settings, "quiet-to", (hour + 2) % 24);
  withdraw_one (fixture, 2);
  yyq_test_turn_for (100);
  g_assert_cmpuint (fixture->n_sent, ==, 0);
  g_settings_set_uint (fixture->settings, "quiet-from", (hour + 2) % 24);
  g_settings_set_uint (fixture->settings, "quiet-to", (hour + 23) % 24);
  withdraw_one (fixture, 3);
  wait_for_shown (fixture, 1);
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  Expected expected = { fixture, 6 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++) {
    g_autofree char *id =
      yyq_test_platform_add_unsigned (fixture->sync.platform, "补充协议", "赵六");

    yyq_test_platform_withdraw (fixture->sync.platform, id);
  }
  sync_fixture_refresh (&fixture->sync, &error);
  g_assert_no_error (error);
  sync_wait (has_unread, &expected);
  wait_for_shown (fixture, 1);
  g_assert_true (g_hash_table_contains (fixture->shown, "messages"));
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

static void
test_log_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  withdraw_one (fixture, 2);
  wait_for_shown (fixture, 1);
  sync_fixture_logout (&fixture->sync, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (fixture->shown), ==, 0);
}

#define ADD(name, test) \
  g_test_add ("/client/notifications/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("what comes is told, once, until it is read", test_told);
  ADD ("what is new does not depend on whose clock is right", test_clocks);
  ADD ("what came while nobody was logged in is told, and what was known before is not", test_away);
  ADD ("who looks at the window is not told besides", test_looking);
  ADD ("who wants none is told nothing", test_off);
  ADD ("quiet hours are quiet, and the others are not", test_quiet);
  ADD ("many at once are one", test_many);
  ADD ("with the log-out they go", test_log_out);
  return g_test_run ();
}
