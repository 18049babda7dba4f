/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/resource.h>

#include "yyq-change-log.h"
#include "yyq-directory-store.h"
#include "yyq-event-hub.h"
#include "yyq-test-listener.h"
#include "yyq-test-platform.h"
#include "yyq-test-storage.h"
#include "yyq-test-wait.h"

/* GET /events: who is told that something changed, and until when. */

typedef struct {
  YyqTestPlatform *platform;
} Fixture;

#define READY "event: ready\ndata: {}\n\n"
#define CHANGED "event: changed\ndata: {}\n\n"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_free (fixture->platform);
}

static YyqTestListener *
listen_with (Fixture *fixture, const char *token)
{
  const YyqTestPlatform *platform = fixture->platform;
  const char *colon = strrchr (platform->base_url, ':');

  return yyq_test_listener_new ((guint16) g_ascii_strtoull (colon + 1, NULL, 10),
                                platform->nginx != NULL, "/api/v1/events", token);
}

static gboolean
is_ready (YyqTestListener *listener)
{
  return yyq_test_listener_count (listener, READY) > 0;
}

/* (transfer full): it has heard that nothing is missed from now on. */
static YyqTestListener *
begin (Fixture *fixture, const char *token)
{
  YyqTestListener *listener = listen_with (fixture, token);

  yyq_test_wait_aside_while (!is_ready (listener));
  return listener;
}

static YyqTestListener *
begin_as (Fixture *fixture, const char *account, const char *tenant)
{
  g_autofree char *token = yyq_test_platform_log_in (fixture->platform, account, tenant);

  return begin (fixture, token);
}

static YyqContract *
add_contract (Fixture *fixture)
{
  return yyq_test_platform_add_contract (fixture->platform, fixture->platform->company, "劳动合同",
                                         FALSE);
}

static void
wait_for_changes (YyqTestListener *listener, guint n)
{
  const gint64 start = g_get_monotonic_time ();

  yyq_test_wait_aside_while (yyq_test_listener_count (listener, CHANGED) < n);
  g_test_message ("told after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqTestListener) listener = begin_as (fixture, platform->clerk, platform->company);
  g_autoptr (YyqContract) first = add_contract (fixture);
  g_autoptr (YyqContract) second = NULL;
  g_autofree char *text = NULL;
  guint n;

  wait_for_changes (listener, 1);
  n = yyq_test_listener_count (listener, CHANGED);
  second = add_contract (fixture);
  wait_for_changes (listener, n + 1);
  text = yyq_test_listener_get_text (listener);
  g_assert_nonnull (strstr (text, "Content-Type: text/event-stream"));
  g_assert_null (strstr (text, yyq_contract_get_id (first)));
  g_assert_null (strstr (text, yyq_contract_get_id (second)));
  g_assert_null (strstr (text, platform->company));
}

/* What was before is not told; what was committed in between is. */
static void
test_ready (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqContract) before = add_contract (fixture);
  g_autoptr (YyqTestListener) first = begin_as (fixture, platform->clerk, platform->company);
  g_autoptr (YyqTestListener) second = begin_as (fixture, platform->colleague, platform->company);
  g_autoptr (YyqContract) after = NULL;

  g_assert_cmpuint (yyq_test_listener_count (first, CHANGED), ==, 0);
  after = add_contract (fixture);
  wait_for_changes (first, 1);
  wait_for_changes (second, 1);
  g_assert_cmpuint (yyq_test_listener_count (second, READY), ==, 1);
}

/* All are told in the same turn: whoever is to be told has been when the second one is. */
static void
test_unseen (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  const char *const units[] = { platform->unit, NULL };
  g_autoptr (YyqTestListener) clerk = NULL;
  g_autoptr (YyqTestListener) guest = NULL;
  g_autoptr (YyqTestListener) stranger = begin_as (fixture, platform->stranger, platform->other);
  g_autoptr (YyqContract) first = NULL;
  g_autoptr (YyqContract) second = NULL;
  g_autoptr (YyqContract) theirs = NULL;
  guint n;

  yyq_test_platform_permit (platform, "contract.view", units);
  clerk = begin_as (fixture, platform->clerk, platform->company);
  guest = begin_as (fixture, platform->guest, platform->company);
  first = add_contract (fixture);
  wait_for_changes (clerk, 1);
  n = yyq_test_listener_count (clerk, CHANGED);
  second = add_contract (fixture);
  wait_for_changes (clerk, n + 1);
  g_assert_cmpuint (yyq_test_listener_count (guest, CHANGED), ==, 0);
  g_assert_cmpuint (yyq_test_listener_count (stranger, CHANGED), ==, 0);
  theirs = yyq_test_platform_add_contract (platform, platform->unit, "劳动合同", FALSE);
  wait_for_changes (guest, 1);
  g_assert_cmpuint (yyq_test_listener_count (stranger, CHANGED), ==, 0);
}

static void
log_out (Fixture *fixture, const char *token)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (fixture->platform, "POST", "/api/v1/auth/logout", token, NULL, "{}");

  g_assert_cmpuint (reply->status, <, 300);
}

static void
end_sessions (Fixture *fixture, const char *token)
{
  yyq_test_platform_sql (fixture->platform,
                         "UPDATE session SET revoked_at = 1 WHERE revoked_at IS NULL");
}

/* Nobody has asked with its tokens for so long that none of them is good any more. */
static void
grow_old (Fixture *fixture, const char *token)
{
  yyq_test_platform_sql (fixture->platform, "UPDATE session SET last_used_at = 1");
}

static void
disable (Fixture *fixture, const char *token)
{
  yyq_test_platform_sql (fixture->platform, "UPDATE account SET disabled_at = 1");
}

static void
leave (Fixture *fixture, const char *token)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (platform);
  yyq_directory_store_end_membership (platform->platform, platform->clerk, platform->company,
                                      &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (platform);
}

static void
choose_another (Fixture *fixture, const char *token)
{
  yyq_test_platform_sql (fixture->platform, "UPDATE session SET tenant_id = NULL");
}

/* A second each; what a slow machine adds is not ours. */
static void
test_ends (Fixture *fixture, gconstpointer data)
{
  static void (*const ends[]) (Fixture * fixture,
                               const char *token) = { log_out,  end_sessions, choose_another,
                                                      grow_old, leave,        disable };
  YyqTestPlatform *platform = fixture->platform;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    /* Who has left does not come back. */
    const char *account = ends[i] == leave ? platform->clerk : platform->colleague;
    g_autofree char *token = yyq_test_platform_log_in (platform, account, platform->company);
    g_autoptr (YyqTestListener) listener = begin (fixture, token);
    const gint64 start = g_get_monotonic_time ();

    ends[i](fixture, token);
    yyq_test_wait_aside_while (!yyq_test_listener_has_ended (listener));
    g_test_message ("%u: ended after %" G_GINT64_FORMAT " ms", i,
                    (g_get_monotonic_time () - start) / 1000);
  }
}

static void
test_others_stay (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  g_autofree char *token =
    yyq_test_platform_log_in (fixture->platform, platform->clerk, platform->company);
  g_autoptr (YyqTestListener) going = begin (fixture, token);
  g_autoptr (YyqTestListener) staying = begin_as (fixture, platform->clerk, platform->company);
  g_autoptr (YyqContract) contract = NULL;

  log_out (fixture, token);
  yyq_test_wait_aside_while (!yyq_test_listener_has_ended (going));
  contract = add_contract (fixture);
  wait_for_changes (staying, 1);
  g_assert_cmpuint (yyq_test_listener_count (going, CHANGED), ==, 0);
  g_assert_false (yyq_test_listener_has_ended (staying));
}

static void
set_times (Fixture *fixture, guint heartbeat_ms, guint roles_ms)
{
  YyqEventHub *hub = yyq_event_hub_of (fixture->platform->platform);

  yyq_event_hub_stop (hub);
  yyq_event_hub_set_times (hub, heartbeat_ms, roles_ms);
  yyq_event_hub_start (hub);
}

static void
test_heartbeat (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqTestListener) listener = NULL;

  set_times (fixture, 100, 100000);
  listener = begin_as (fixture, platform->clerk, platform->company);
  yyq_test_wait_aside_while (yyq_test_listener_count (listener, ":\n\n") < 3);
  g_assert_cmpuint (yyq_test_listener_count (listener, CHANGED), ==, 0);
  g_assert_false (yyq_test_listener_has_ended (listener));
}

/* Nothing of the feed changed: what may be seen did. */
static void
test_roles (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqTestListener) guest = NULL;
  g_autoptr (YyqTestListener) clerk = NULL;

  set_times (fixture, 100000, 100);
  guest = begin_as (fixture, platform->guest, platform->company);
  clerk = begin_as (fixture, platform->clerk, platform->company);
  yyq_test_platform_permit (platform, "contract.view", NULL);
  wait_for_changes (guest, 1);
  g_assert_cmpuint (yyq_test_listener_count (clerk, CHANGED), ==, 0);
}

static void
test_session_limit (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  g_autofree char *token =
    yyq_test_platform_log_in (fixture->platform, platform->clerk, platform->company);
  g_autoptr (YyqTestListener) first = begin (fixture, token);
  g_autoptr (YyqTestListener) second = begin (fixture, token);
  g_autoptr (YyqTestListener) third = begin (fixture, token);

  yyq_test_wait_aside_while (!yyq_test_listener_has_ended (first));
  g_assert_false (yyq_test_listener_has_ended (second));
  g_assert_false (yyq_test_listener_has_ended (third));
}

/* Tries again when it was refused. */
static gboolean
listens (Fixture *fixture, const char *token, YyqTestListener **listener)
{
  if (*listener != NULL && is_ready (*listener))
    return TRUE;
  if (*listener != NULL && yyq_test_listener_has_ended (*listener))
    g_clear_pointer (listener, yyq_test_listener_free);
  if (*listener == NULL)
    *listener = listen_with (fixture, token);
  return FALSE;
}

static void
test_account_limit (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  YyqTestListener *listeners[YYQ_EVENT_HUB_OF_ACCOUNT];
  g_autofree char *token =
    yyq_test_platform_log_in (fixture->platform, platform->clerk, platform->company);
  g_autoptr (YyqTestReply) refused = NULL;
  g_autoptr (YyqTestListener) colleague = NULL;
  YyqTestListener *again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    listeners[i] = begin_as (fixture, platform->clerk, platform->company);
  refused = yyq_test_platform_call (fixture->platform, "GET", "/api/v1/events", token, NULL, NULL);
  yyq_assert_problem (refused, 429, "rate-limited");
  g_assert_nonnull (soup_message_headers_get_one (refused->headers, "Retry-After"));
  colleague = begin_as (fixture, platform->colleague, platform->company);
  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    yyq_test_listener_free (listeners[i]);
  /* Their connections are seen to be gone by and by. */
  yyq_test_wait_aside_while (!listens (fixture, token, &again));
  yyq_test_listener_free (again);
}

/* Of another process nothing is known but what is in the database. */
static void
test_other_process (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  YyqStorage *storage = yyq_platform_get_storage (platform->platform);
  g_autoptr (YyqTestListener) listener = begin_as (fixture, platform->clerk, platform->company);
  g_autoptr (YyqPlatform) other =
    yyq_platform_new (storage, yyq_platform_get_cipher (platform->platform));
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (fixture->platform);
  yyq_change_log_add (
    other, platform->access,
    &(YyqChange){
      .entity = "contract", .entity_id = "x", .version = 1, .unit_id = platform->company },
    &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
  wait_for_changes (listener, 1);
}

static gboolean
is_rung (YyqBell *bell)
{
  gboolean rung;

  g_assert_true (yyq_bell_hear (bell, &rung));
  return rung;
}

/* SQLite has none: what another process writes is seen twice a second. */
static void
test_bell (Fixture *fixture, gconstpointer data)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform->platform);
  g_autoptr (GError) error = NULL;
  YyqBell *mine = yyq_storage_open_bell (storage, &error);
  YyqBell *other;

  g_assert_no_error (error);
  if (!yyq_test_storage_is_postgresql ()) {
    g_assert_null (mine);
    return;
  }
  other = yyq_storage_open_bell (storage, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_bell_get_fd (mine), !=, yyq_bell_get_fd (other));
  g_assert_true (yyq_bell_ring (mine));
  yyq_test_wait_aside_while (!is_rung (other));
  g_assert_false (is_rung (mine));
  yyq_bell_free (mine);
  yyq_bell_free (other);
}

static gint64
used_us (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

/* A thread that turns without an end would use what there is. */
static void
test_idle (Fixture *fixture, gconstpointer data)
{
  const YyqTestPlatform *platform = fixture->platform;
  const char *const accounts[] = { platform->clerk, platform->colleague, platform->guest };
  YyqTestListener *listeners[24];
  gint64 before, used;

  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    listeners[i] = begin_as (fixture, accounts[i % 3], platform->company);
  before = used_us ();
  g_usleep (2 * G_USEC_PER_SEC);
  used = used_us () - before;
  g_test_message ("24 who listen: %" G_GINT64_FORMAT " ms of 2 s", used / 1000);
  g_assert_cmpint (used, <, G_USEC_PER_SEC / 4);
  for (guint i = 0; i < G_N_ELEMENTS (listeners); i++)
    yyq_test_listener_free (listeners[i]);
}

int
main (int argc, char **argv)
{
  static const YyqTestCase cases[] = {
    { "who listens is told that something changed, and not what", (GTestFixtureFunc) test_told },
    { "from the first word on nothing is missed", (GTestFixtureFunc) test_ready },
    { "nobody is told of what he may not see", (GTestFixtureFunc) test_unseen },
    { "it ends with the session, its age, the account, the membership and the company chosen",
      (GTestFixtureFunc) test_ends },
    { "one session's end is nobody else's", (GTestFixtureFunc) test_others_stay },
    { "it says now and then that it is there", (GTestFixtureFunc) test_heartbeat },
    { "other roles are told", (GTestFixtureFunc) test_roles },
    { "a third of one session ends the first", (GTestFixtureFunc) test_session_limit },
    { "an account has a few", (GTestFixtureFunc) test_account_limit },
    { "what another process commits is told", (GTestFixtureFunc) test_other_process },
    { "processes on PostgreSQL hear each other, and not themselves", (GTestFixtureFunc) test_bell },
    { "listening costs next to nothing", (GTestFixtureFunc) test_idle },
  };

  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("events", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
