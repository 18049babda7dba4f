/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-flow.h"
#include "yyq-error.h"
#include "yyq-live.h"
#include "yyq-session-private.h"
#include "yyq-sign-operation.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-softhsm.h"
#include "yyq-test-wait.h"

/* What changes comes by itself. The session of the fixture asks once a minute without a stream:
 * what is there sooner was not asked for. */

#define EVENTS "GET /api/v1/events"
#define SYNC "GET /api/v1/sync"

static YyqLive *
live_of (YyqSession *session)
{
  return yyq_workspace_get_live (yyq_session_get_workspace (session));
}

static gboolean
is_live (gpointer session)
{
  return yyq_live_get_live (live_of (session));
}

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, data);
  yyq_test_front_pass_events (fixture->front);
  sync_fixture_enter (fixture);
  sync_wait (is_live, fixture->session);
}

/* The session has asked, and asks no more for some minutes. */
static void
set_up_without (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, data);
  sync_fixture_enter (fixture);
  yyq_test_wait_while (yyq_test_front_count (fixture->front, EVENTS) == 0);
}

static YyqRecordRepository *
contracts_of (YyqSession *session)
{
  return YYQ_RECORD_REPOSITORY (yyq_contract_repository_of (session));
}

typedef struct {
  YyqSession *session;
  guint n;
} Counted;

static gboolean
has_counted (gpointer data)
{
  const Counted *counted = data;
  guint n = 0;

  return yyq_record_repository_get_count (contracts_of (counted->session), 0, &n) &&
         n == counted->n;
}

static void
wait_for_count (YyqSession *session, guint n)
{
  Counted counted = { session, n };
  const gint64 start = g_get_monotonic_time ();

  sync_wait (has_counted, &counted);
  g_test_message ("there after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
}

typedef struct {
  YyqRecordList *list;
  guint n;
} Listed;

static gboolean
is_listed (gpointer data)
{
  const Listed *listed = data;

  return g_list_model_get_n_items (G_LIST_MODEL (listed->list)) == listed->n;
}

static gboolean
is_withdrawn (gpointer contract)
{
  return yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_WITHDRAWN;
}

static void
test_follows (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autoptr (YyqRecordList) list =
    yyq_record_repository_list (contracts_of (fixture->session), query, -1);
  Listed listed = { list, 1 };
  g_autofree char *id = NULL;
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_count (fixture->session, 0);
  id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  wait_for_count (fixture->session, 1);
  sync_wait (is_listed, &listed);
  contract = sync_fixture_load (fixture, id, &error);
  g_assert_no_error (error);
  yyq_record_repository_watch (contracts_of (fixture->session), contract);
  yyq_test_platform_withdraw (fixture->platform, id);
  sync_wait (is_withdrawn, contract);
  g_assert_true (is_live (fixture->session));
}

/* Another client, of another account and with a front of its own way to the platform. */
typedef struct {
  YyqApiClient *client;
  YyqSession *session;
  char *directory;
} Colleague;

static void
colleague_clear (Colleague *self)
{
  g_object_run_dispose (G_OBJECT (self->session));
  yyq_test_finalize (g_steal_pointer (&self->session));
  yyq_test_finalize (g_steal_pointer (&self->client));
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Colleague, colleague_clear)

static void
colleague_init (Colleague *self, SyncFixture *fixture)
{
  SyncFixture other = { .platform = fixture->platform, .front = fixture->front };
  g_autoptr (YyqSecret) password = yyq_secret_new_from_text (YYQ_TEST_PASSWORD);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("yyq-sync-XXXXXX", NULL);
  other.cache_dir = self->directory;
  sync_fixture_begin_client (&other);
  self->client = other.client;
  self->session = other.session;
  sync_fixture_connect (&other);
  yyq_session_login_password_async (self->session, YYQ_TEST_OTHER_PHONE, password, NULL,
                                    sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_session_login_password_finish (self->session, result, &error);
  g_assert_no_error (error);
  sync_fixture_choose (&other, yyq_test_platform_get_company_id (fixture->platform), &error);
  g_assert_no_error (error);
  sync_wait (is_live, self->session);
}

static void
sign (SyncFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract = sync_fixture_load (fixture, id, &error);
  YyqUkeyCertificate *certificate = NULL;
  g_autoptr (YyqUkey) ukey = sync_fixture_get_ukey (fixture, fixture->identity, &certificate);
  g_autoptr (YyqSeal) seal = sync_fixture_first_seal (fixture, contract);
  g_autoptr (YyqSecret) pin = yyq_secret_new_from_text (YYQ_TEST_PIN);
  g_autoptr (YyqSignOperation) operation =
    yyq_sign_operation_new (fixture->session, contract, yyq_contract_find_my_turn (contract));
  g_autoptr (YyqContract) completed = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  yyq_sign_operation_set_ukey (operation, fixture->manager, ukey, certificate, pin);
  yyq_sign_operation_set_seal (operation, seal);
  yyq_sign_operation_run_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  completed = yyq_sign_operation_run_finish (operation, result, &error);
  g_assert_no_error (error);
}

static gboolean
is_completed (gpointer contract)
{
  return yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_COMPLETED;
}

static gpointer
load_of (YyqSession *session, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer contract;

  yyq_record_repository_load_async (contracts_of (session), id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  contract = yyq_record_repository_load_finish (contracts_of (session), result, &error);
  g_assert_no_error (error);
  return contract;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_two_clients (SyncFixture *fixture, gconstpointer data)
{
  g_auto (Colleague) colleague = { NULL };
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  g_autoptr (YyqContract) seen = NULL;
  guint n_hints = 0, n_asked;
  gint64 start;

  sync_fixture_add_ukey (fixture, NULL, 2000);
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, fixture->identity);
  colleague_init (&colleague, fixture);
  wait_for_count (colleague.session, 1);
  seen = load_of (colleague.session, id);
  yyq_record_repository_watch (contracts_of (colleague.session), seen);
  g_signal_connect_swapped (live_of (colleague.session), "changed", G_CALLBACK (count_cb),
                            &n_hints);
  n_asked = yyq_test_front_count (fixture->front, EVENTS);
  sign (fixture, id);
  start = g_get_monotonic_time ();
  sync_wait (is_completed, seen);
  g_test_message ("seen after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
  /* The stream that was there has said so. */
  g_assert_cmpuint (n_hints, >=, 1);
  g_assert_true (is_live (colleague.session));
  g_assert_cmpuint (yyq_test_front_count (fixture->front, EVENTS), ==, n_asked);
}

/* A question that is under way is too early for what changes now. */
static void
test_again (SyncFixture *fixture, gconstpointer data)
{
  YyqFeed *feed = yyq_workspace_get_feed (yyq_session_get_workspace (fixture->session));
  const guint before = yyq_test_front_count (fixture->front, SYNC);

  yyq_test_wait_while (yyq_feed_get_refreshing (feed));
  yyq_feed_follow (feed);
  yyq_feed_follow (feed);
  yyq_feed_follow (feed);
  yyq_test_wait_while (yyq_feed_get_refreshing (feed));
  g_assert_cmpuint (yyq_test_front_count (fixture->front, SYNC), >=, before + 2);
}

static gboolean
is_to_log_in (gpointer session)
{
  return yyq_session_get_banner (session) == YYQ_SESSION_BANNER_LOGIN;
}

static void
test_revoked (SyncFixture *fixture, gconstpointer data)
{
  guint n;

  yyq_test_platform_execute (fixture->platform, "UPDATE session SET revoked_at = 1");
  sync_wait (is_to_log_in, fixture->session);
  n = yyq_test_front_count (fixture->front, EVENTS);
  yyq_test_turn_for (300);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, EVENTS), ==, n);
}

static gboolean
is_not_live (gpointer session)
{
  return !is_live (session);
}

/* What happened while it was away is asked for when it is back. */
static void
test_restart (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  yyq_test_front_go_down (fixture->front);
  sync_wait (is_not_live, fixture->session);
  id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  yyq_test_platform_restart (fixture->platform);
  yyq_test_front_come_up (fixture->front);
  sync_wait (is_live, fixture->session);
  wait_for_count (fixture->session, 1);
}

/* Without a stream; @times are fast. */
typedef struct {
  YyqLive *live;
  guint n_changed;
  guint n_failed;
} Watched;

static void
watched_init (Watched *self, SyncFixture *fixture, const YyqLiveTimes *times)
{
  self->live = yyq_live_new (fixture->client, times);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (count_cb), &self->n_changed);
  g_signal_connect_swapped (self->live, "failed", G_CALLBACK (count_cb), &self->n_failed);
  yyq_live_connect (self->live);
}

static void
watched_clear (Watched *self)
{
  yyq_live_stop (self->live);
  yyq_test_finalize (g_steal_pointer (&self->live));
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watched, watched_clear)

static void
test_none (SyncFixture *fixture, gconstpointer data)
{
  static const YyqLiveTimes times = { 30, 60000, 10, 20, 3600000 };
  g_auto (Watched) watched = { NULL };
  const guint before = yyq_test_front_count (fixture->front, EVENTS);

  watched_init (&watched, fixture, &times);
  yyq_test_wait_while (watched.n_changed < 5);
  g_assert_false (yyq_live_get_live (watched.live));
  g_assert_cmpuint (yyq_test_front_count (fixture->front, EVENTS), ==, before + 1);
}

static void
test_buffered (SyncFixture *fixture, gconstpointer data)
{
  static const YyqLiveTimes times = { 30, 200, 10, 20, 3600000 };
  g_auto (Watched) watched = { NULL };
  const guint before = yyq_test_front_count (fixture->front, EVENTS);

  yyq_test_front_spoil (fixture->front, EVENTS, YYQ_TEST_FAULT_SILENT, 100);
  watched_init (&watched, fixture, &times);
  yyq_test_wait_while (watched.n_changed < 20);
  g_assert_false (yyq_live_get_live (watched.live));
  g_assert_cmpuint (yyq_test_front_count (fixture->front, EVENTS), ==, before + 1);
  g_assert_cmpuint (watched.n_failed, ==, 0);
}

static void
test_garbage (SyncFixture *fixture, gconstpointer data)
{
  static const YyqLiveTimes times = { 30, 60000, 10, 20, 3600000 };
  g_auto (Watched) watched = { NULL };

  yyq_test_front_spoil (fixture->front, EVENTS, YYQ_TEST_FAULT_GARBAGE, 100);
  watched_init (&watched, fixture, &times);
  yyq_test_wait_while (watched.n_changed < 5);
  g_assert_false (yyq_live_get_live (watched.live));
}

/* In 1500 ms: at most one each 50, 100 and then 200, of which a quarter is waited at least. */
static void
test_backoff (SyncFixture *fixture, gconstpointer data)
{
  static const YyqLiveTimes times = { 3600000, 60000, 100, 400, 3600000 };
  g_auto (Watched) watched = { NULL };

  yyq_test_front_pass_events (fixture->front);
  watched_init (&watched, fixture, &times);
  yyq_test_wait_while (!yyq_live_get_live (watched.live));
  g_assert_cmpuint (watched.n_changed, ==, 1);
  yyq_test_front_go_down (fixture->front);
  yyq_test_wait_while (watched.n_failed < 3);
  yyq_test_turn_for (1500);
  g_assert_cmpuint (watched.n_failed, <=, 3 + 1500 / 100 + 1);
  yyq_test_front_come_up (fixture->front);
  yyq_test_wait_while (!yyq_live_get_live (watched.live));
  g_assert_cmpuint (watched.n_changed, ==, 2);
}

#define ADD(name, set_up, test) \
  g_test_add ("/sync/live/" name, SyncFixture, NULL, set_up, test, sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("lists, counts and records in use follow what changes", set_up, test_follows);
  ADD ("what one client signs another one shows", set_up, test_two_clients);
  ADD ("what changes during a question is asked for once more", set_up, test_again);
  ADD ("whose session was revoked is told so", set_up, test_revoked);
  ADD ("after a restart of the platform nothing is missing", set_up, test_restart);
  ADD ("a platform without a stream is asked now and then", set_up_without, test_none);
  ADD ("a stream that is kept back is none", set_up_without, test_buffered);
  ADD ("what is no stream is none", set_up_without, test_garbage);
  ADD ("a platform that is away is tried again without haste", set_up_without, test_backoff);
  return g_test_run ();
}
