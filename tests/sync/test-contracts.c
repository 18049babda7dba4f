/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-entity.h"
#include "yyq-error.h"
#include "yyq-home-repository.h"
#include "yyq-session-private.h"
#include "yyq-sign-command.h"
#include "yyq-store-fixture.h"
#include "yyq-sync-fixture.h"

#define PASSPHRASE "缓存口令"

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, data);
  sync_fixture_restart_client (fixture, PASSPHRASE);
}

static gboolean
is_loaded (gpointer list)
{
  return !yyq_record_list_get_loading (list);
}

static YyqRecordList *
new_list (SyncFixture *fixture, YyqContractTab tab)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  YyqRecordList *list;

  query->tab = tab;
  list = yyq_contract_repository_query (yyq_contract_repository_of (fixture->session), query);
  sync_wait (is_loaded, list);
  return list;
}

typedef struct {
  gpointer list;
  guint n;
} Expected;

static gboolean
has_items (gpointer data)
{
  const Expected *expected = data;

  return g_list_model_get_n_items (expected->list) == expected->n;
}

static void
wait_for_items (YyqRecordList *list, guint n)
{
  Expected expected = { list, n };

  sync_wait (has_items, &expected);
}

static void
refresh (SyncFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
}

/* The client begins anew with the platform away: what was known must be there. */
static void
test_cache_first (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (YyqContract) contract = NULL;

  sync_fixture_enter (fixture);
  list = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (list, 1);
  contract = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (yyq_contract_get_id (contract), ==, id);
  g_assert_cmpstr (yyq_contract_get_title (contract), ==, "劳动合同");
  g_assert_true (yyq_contract_get_my_turn (contract));
  g_assert_cmpint (yyq_session_get_synced_at (fixture->session), >, 0);
  g_assert_true (yyq_session_get_records (fixture->session, &yyq_contract_entity) ==
                 YYQ_RECORD_REPOSITORY (yyq_contract_repository_of (fixture->session)));
}

static void
test_delta (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *first = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autofree char *second = NULL;
  g_autoptr (YyqRecordList) all = NULL;
  g_autoptr (YyqRecordList) mine = NULL;

  sync_fixture_enter (fixture);
  all = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  mine = new_list (fixture, YYQ_CONTRACT_TAB_MINE);
  wait_for_items (all, 1);
  wait_for_items (mine, 1);
  second = yyq_test_platform_add_unsigned (fixture->platform, "乙", "赵六");
  refresh (fixture);
  wait_for_items (all, 2);
  wait_for_items (mine, 1);
  yyq_test_platform_withdraw (fixture->platform, first);
  refresh (fixture);
  wait_for_items (mine, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (all)), ==, 2);
}

static void
test_deleted (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *first = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autofree char *second = yyq_test_platform_add_contract (fixture->platform, "乙", "赵六");
  g_autoptr (YyqRecordList) all = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  all = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (all, 2);
  yyq_test_platform_delete (fixture->platform, first);
  refresh (fixture);
  wait_for_items (all, 1);
  g_assert_null (sync_fixture_load (fixture, first, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND);
}

static void
test_resync (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *first = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autofree char *second = yyq_test_platform_add_contract (fixture->platform, "乙", "赵六");
  g_autoptr (YyqRecordList) all = NULL;

  sync_fixture_enter (fixture);
  all = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (all, 2);
  /* The platform lost the end of its log, and with it the news that the first is gone. */
  yyq_test_platform_delete (fixture->platform, first);
  yyq_test_platform_execute (fixture->platform, "DELETE FROM change_log WHERE op = 'delete'");
  yyq_test_front_spoil (fixture->front, "/sync", YYQ_TEST_FAULT_GONE_410, 1);
  refresh (fixture);
  wait_for_items (all, 1);
}

static YyqOutbox *
outbox_of (SyncFixture *fixture)
{
  return yyq_outbox_runner_get_outbox (
    yyq_workspace_get_runner (yyq_session_get_workspace (fixture->session)));
}

/* A command about @id that is not due for a long time. */
static void
add_command (SyncFixture *fixture, const char *id)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"typed\":1}", 11);
  g_autoptr (YyqOutboxEntry) entry = yyq_outbox_entry_new (yyq_sign_command.name, id, body);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  entry->next_at = G_MAXINT64;
  yyq_outbox_add_async (outbox_of (fixture), entry, FALSE, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_outbox_change_finish (outbox_of (fixture), result, &error);
  g_assert_no_error (error);
}

/* (transfer full) (nullable): the reason of the command about @id, NULL while it waits. */
static char *
find_reason (SyncFixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  yyq_outbox_list_async (outbox_of (fixture), NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  entries = yyq_outbox_list_finish (outbox_of (fixture), result, NULL);
  for (guint i = 0; i < entries->len; i++) {
    const YyqOutboxEntry *entry = g_ptr_array_index (entries, i);

    if (g_str_equal (entry->object_id, id))
      return g_strdup (entry->state == YYQ_OUTBOX_PARKED ? entry->reason : NULL);
  }
  g_assert_not_reached ();
}

static gboolean
has_file (const char *directory, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *each;

  while (dir != NULL && (each = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, each, NULL);

    if (g_str_equal (each, name) || has_file (path, name))
      return TRUE;
  }
  return FALSE;
}

/* Which contracts one may see has changed: the cursor does not fit any more. */
static void
lose_sight (SyncFixture *fixture, const char *id)
{
  yyq_test_platform_delete (fixture->platform, id);
  yyq_test_platform_execute (fixture->platform, "DELETE FROM change_log WHERE op = 'delete'");
  yyq_test_front_spoil (fixture->front, "/sync", YYQ_TEST_FAULT_GONE_410, 1);
  refresh (fixture);
}

static void
test_lost (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *lost = yyq_test_platform_add_contract (fixture->platform, "收回合同", "王小二");
  g_autofree char *kept = yyq_test_platform_add_contract (fixture->platform, "留下合同", "赵六");
  g_autoptr (YyqRecordList) all = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *lost_reason = NULL;
  g_autofree char *kept_reason = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  all = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (all, 2);
  document = sync_fixture_load_document (fixture, lost, 0, &error);
  g_assert_no_error (error);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, document);
  g_assert_true (has_file (fixture->cache_dir, sha256));
  g_assert_true (store_find_text (fixture->cache_dir, "收回合同"));
  add_command (fixture, lost);
  add_command (fixture, kept);

  lose_sight (fixture, lost);
  wait_for_items (all, 1);
  g_assert_false (has_file (fixture->cache_dir, sha256));
  g_assert_false (store_find_text (fixture->cache_dir, "收回合同"));
  g_assert_true (store_find_text (fixture->cache_dir, "留下合同"));
  lost_reason = find_reason (fixture, lost);
  kept_reason = find_reason (fixture, kept);
  g_assert_cmpstr (lost_reason, ==, YYQ_OUTBOX_REASON_ACCESS_LOST);
  g_assert_cmpstr (kept_reason, ==, NULL);
}

static void
test_resync_for_ever (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_spoil (fixture->front, "/sync", YYQ_TEST_FAULT_GONE_410, 100);
  g_assert_false (sync_fixture_refresh (fixture, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_RESYNC);
}

static gboolean
is_counted (gpointer contracts)
{
  YyqContractCounts counts;

  return yyq_contract_repository_get_counts (contracts, &counts) && counts.all == 3 &&
         counts.mine == 1 && counts.others == 1 && counts.done == 0;
}

static void
test_counts (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *first = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autofree char *second = yyq_test_platform_add_unsigned (fixture->platform, "乙", "赵六");
  g_autofree char *third = yyq_test_platform_add_contract (fixture->platform, "丙", "孙八");

  yyq_test_platform_withdraw (fixture->platform, third);
  sync_fixture_enter (fixture);
  sync_wait (is_counted, yyq_contract_repository_of (fixture->session));
}

/* Offline */

static gboolean
has_todo (gpointer session)
{
  YyqHomeFigures *todo = yyq_home_repository_get_todo (yyq_home_repository_of (session));

  return todo != NULL && yyq_home_figures_get_contracts_to_sign (todo) == 1;
}

static gboolean
is_offline (gpointer session)
{
  return yyq_session_get_banner (session) == YYQ_SESSION_BANNER_OFFLINE;
}

static gboolean
is_back (gpointer session)
{
  return yyq_session_get_banner (session) == YYQ_SESSION_BANNER_NONE;
}

static void
test_offline (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autofree char *unread = yyq_test_platform_add_unsigned (fixture->platform, "乙", "赵六");
  g_autoptr (GBytes) stored = yyq_test_platform_document (fixture->platform, id);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GListModel) events = NULL;
  g_autoptr (GListModel) events_again = NULL;
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (YyqRecordList) list = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  sync_wait (has_todo, fixture->session);
  read = sync_fixture_load_document (fixture, id, 0, &error);
  g_assert_no_error (error);
  events = sync_fixture_load_events (fixture, id, &error);
  g_assert_no_error (error);

  yyq_test_front_go_down (fixture->front);
  g_assert_false (sync_fixture_refresh (fixture, &error));
  sync_wait (is_offline, fixture->session);
  g_clear_error (&error);
  list = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (list, 2);
  g_assert_true (yyq_record_list_get_stale (list));
  g_assert_true (has_todo (fixture->session));
  contract = sync_fixture_load (fixture, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (yyq_contract_get_parties (contract)), ==, 2);
  again = sync_fixture_load_document (fixture, id, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, stored));
  events_again = sync_fixture_load_events (fixture, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (events_again), ==, g_list_model_get_n_items (events));
  g_assert_null (sync_fixture_load_document (fixture, unread, 0, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);

  later = yyq_test_platform_add_contract (fixture->platform, "丙", "孙八");
  yyq_test_front_come_up (fixture->front);
  sync_wait (is_back, fixture->session);
  wait_for_items (list, 3);
}

static void
look_for (SyncFixture *fixture, YyqRecordList *list, const char *typed)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  yyq_contract_query_set_text (query, typed);
  yyq_contract_repository_requery (yyq_contract_repository_of (fixture->session), list, query);
}

#define PHONE "13912345678"
#define SEARCH "POST /api/v1/contracts/search"

static gboolean
has_asked (gpointer front)
{
  return yyq_test_front_count (front, SEARCH) > 0;
}

static void
test_phone (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_unsigned (fixture->platform, "甲", "王小二");
  g_autofree char *other = yyq_test_platform_add_unsigned (fixture->platform, "乙", "赵六");
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (YyqContract) found = NULL;

  yyq_test_platform_set_phone (fixture->platform, id, PHONE);
  sync_fixture_enter (fixture);
  list = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (list, 2);
  look_for (fixture, list, "wxe");
  wait_for_items (list, 1);
  look_for (fixture, list, "1391234567");
  wait_for_items (list, 0);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, SEARCH), ==, 0);
  look_for (fixture, list, PHONE);
  wait_for_items (list, 1);
  found = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (yyq_contract_get_id (found), ==, id);

  /* An answer that comes when something else is looked for changes nothing. */
  look_for (fixture, list, "13912345679");
  look_for (fixture, list, "zl");
  wait_for_items (list, 1);
  refresh (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

static void
test_phone_offline (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_unsigned (fixture->platform, "甲", "王小二");
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (GError) error = NULL;

  yyq_test_platform_set_phone (fixture->platform, id, PHONE);
  sync_fixture_enter (fixture);
  list = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (list, 1);
  yyq_test_front_spoil (fixture->front, SEARCH, YYQ_TEST_FAULT_STATUS_500, 1000);
  look_for (fixture, list, PHONE);
  sync_wait (has_asked, fixture->front);
  wait_for_items (list, 0);
  g_assert_null (yyq_record_list_get_error (list));
  look_for (fixture, list, "王小二");
  wait_for_items (list, 1);
}

static gboolean
is_fresh (gpointer list)
{
  return !yyq_record_list_get_stale (list);
}

static void
test_trouble (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  list = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (list, 1);
  yyq_test_front_spoil (fixture->front, "/", YYQ_TEST_FAULT_STATUS_500, 1000);
  g_assert_false (sync_fixture_refresh (fixture, &error));
  g_clear_error (&error);
  g_assert_true (yyq_record_list_get_stale (list));
  g_assert_error ((GError *) yyq_record_list_get_error (list), YYQ_API_ERROR, YYQ_API_ERROR_SERVER);
  contract = sync_fixture_load (fixture, id, &error);
  g_assert_no_error (error);
  yyq_test_front_heal (fixture->front);
  sync_wait (is_fresh, list);
}

static gboolean
is_asked_again (gpointer front)
{
  return yyq_test_front_count (front, "GET /api/v1/contracts/") > 1;
}

/* A platform that says nothing must not keep a contract that is known from being shown. Whoever
 * asked goes on asking for the cache's sake. */
static void
test_slow (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_spoil (fixture->front, "GET /api/v1/contracts/", YYQ_TEST_FAULT_SILENT, 1);
  contract = sync_fixture_load (fixture, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_contract_get_id (contract), ==, id);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, "GET /api/v1/contracts/"), ==, 1);
  yyq_test_front_heal (fixture->front);
  sync_wait (is_asked_again, fixture->front);
}

static void
test_refetched (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autoptr (GBytes) stored = yyq_test_platform_document (fixture->platform, id);
  g_autoptr (GBytes) cut = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_spoil (fixture->front, "/document", YYQ_TEST_FAULT_CUT_REPLY, 100);
  cut = sync_fixture_load_document (fixture, id, 0, &error);
  g_assert_null (cut);
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
  g_clear_error (&error);
  yyq_test_front_heal (fixture->front);
  whole = sync_fixture_load_document (fixture, id, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (whole, stored));
}

/* List model */

typedef struct {
  guint n;
  guint longest;
} Changes;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->n++;
  changes->longest = MAX (changes->longest, added);
}

static void
add_many (SyncFixture *fixture, guint n)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "甲", "王小二");
  g_autofree char *sql = NULL;

  sql =
    g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                     " INSERT INTO contract (id, tenant_id, enterprise_id, number, title, state, "
                     "initiator_name, participants,"
                     " search_text, initiated_at, version, revision, sha256) SELECT 'm' || SUBSTR "
                     "(CAST (100000 + i AS TEXT), 2), tenant_id, enterprise_id, CAST (i AS TEXT),"
                     " '批量' || SUBSTR (CAST (100000 + i AS TEXT), 2), 'completed', "
                     "initiator_name, participants, '', 1000 + i, 1, 0, sha256 FROM contract, n",
                     n);
  yyq_test_platform_execute (fixture->platform, sql);
  g_free (sql);
  sql =
    g_strdup ("INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, unit_id)"
              " SELECT tenant_id, 100000 + CAST (number AS BIGINT), 'contract', id, 'put', 1, 0, "
              "enterprise_id "
              "FROM contract WHERE id LIKE 'm%'");
  yyq_test_platform_execute (fixture->platform, sql);
}

static void
requery (SyncFixture *fixture, YyqRecordList *list, const YyqContractQuery *query)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (fixture->session);

  g_assert_true (yyq_contract_repository_requery (contracts, list, query));
  g_assert_false (yyq_contract_repository_requery (contracts, list, query));
}

/* The other way round, by the time at which they were begun. */
static void
turn_over (SyncFixture *fixture, YyqRecordList *list)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();

  for (guint i = 0; i < 1500; i++) {
    g_autoptr (YyqContract) old = g_list_model_get_item (G_LIST_MODEL (list), i);
    g_autoptr (YyqContract) new = g_object_new (
      YYQ_TYPE_CONTRACT, "id", yyq_contract_get_id (old), "title", yyq_contract_get_title (old),
      "state", YYQ_CONTRACT_STATE_COMPLETED, "initiated-at",
      10000000 - yyq_contract_get_initiated_at (old), "version", G_GINT64_CONSTANT (2), NULL);

    yyq_record_changes_put (changes, &yyq_contract_entity, new, NULL);
  }
  yyq_feed_apply (yyq_workspace_get_feed (yyq_session_get_workspace (fixture->session)), changes);
}

static gboolean
begins_with (YyqRecordList *list, const char *id)
{
  g_autoptr (YyqContract) contract = g_list_model_get_item (G_LIST_MODEL (list), 0);

  return g_strcmp0 (yyq_contract_get_id (contract), id) == 0;
}

/* 1500 of them in order; the one that a person has made stands behind. */
static void
wait_for_order (YyqRecordList *list, const char *first, const char *last)
{
  g_autoptr (YyqContract) contract = NULL;

  yyq_test_wait_while (!begins_with (list, first) ||
                       g_list_model_get_n_items (G_LIST_MODEL (list)) != 1501);
  contract = g_list_model_get_item (G_LIST_MODEL (list), 1499);
  g_assert_cmpstr (yyq_contract_get_id (contract), ==, last);
}

static void
test_list_model (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (YyqContract) kept = NULL;
  g_autoptr (YyqContract) same = NULL;
  Changes changes = { 0 };

  add_many (fixture, 1500);
  sync_fixture_enter (fixture);
  list = new_list (fixture, YYQ_CONTRACT_TAB_ALL);
  wait_for_items (list, 1501);
  for (guint i = 0; i < 1501; i++) {
    g_autoptr (YyqContract) contract = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_assert_nonnull (yyq_contract_get_id (contract));
  }
  kept = g_list_model_get_item (G_LIST_MODEL (list), 700);
  same = g_list_model_get_item (G_LIST_MODEL (list), 700);
  g_assert_true (kept == same);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 1501));

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  query->descending = FALSE;
  requery (fixture, list, query);
  wait_for_order (list, "m00001", "m01500");
  /* The first rows of the answer, and all of it. */
  g_assert_cmpuint (changes.n, ==, 2);

  /* All of them change places at once, while they are shown. */
  changes = (Changes){ 0 };
  turn_over (fixture, list);
  wait_for_order (list, "m01500", "m00001");
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.longest, >=, 1500);

  yyq_contract_query_set_text (query, "批量00777");
  requery (fixture, list, query);
  wait_for_items (list, 1);
}

#define ADD(name, function) \
  g_test_add ("/sync/contracts/" name, SyncFixture, NULL, set_up, function, sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("a list shows what the platform has", test_cache_first);
  ADD ("lists follow what changes at the platform", test_delta);
  ADD ("a contract that is deleted at the platform goes here", test_deleted);
  ADD ("when the platform has lost the thread all is fetched anew and the rest goes", test_resync);
  ADD ("of a contract that one may not see any more nothing stays but what was typed", test_lost);
  ADD ("a platform that always begins anew is not asked for ever", test_resync_for_ever);
  ADD ("the tabs are counted", test_counts);
  ADD ("list, home, contracts, events and read documents open offline and are refreshed afterwards",
       test_offline);
  ADD ("a worker is found by the whole phone number, as the platform knows it", test_phone);
  ADD ("without the platform a phone number finds nobody, and that is no error",
       test_phone_offline);
  ADD ("a platform with errors leaves what is known", test_trouble);
  ADD ("a platform that does not answer lets a known contract be shown", test_slow);
  ADD ("a document that came cut is not kept and fetched again", test_refetched);
  ADD ("a long list is read by page, in order, and replaced in one step", test_list_model);
  return g_test_run ();
}
