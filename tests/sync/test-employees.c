/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-entity.h"
#include "yyq-employees.h"
#include "yyq-error.h"
#include "yyq-session-private.h"
#include "yyq-store-fixture.h"
#include "yyq-sync-fixture.h"

/* The roster on the client: masked, found without the platform, gone with the permission. */

#define PHONE "15400001201"
#define MASKED "154****1201"
#define PASSPHRASE "缓存口令"

static const char *const phone_only[] = { "phone", NULL };

/* With a cache on the disk. */
static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, NULL);
  sync_fixture_restart_client (fixture, PASSPHRASE);
}

typedef struct {
  YyqRecordList *list;
  guint n;
} Expected;

static gboolean
has_items (gpointer data)
{
  const Expected *expected = data;

  return !yyq_record_list_get_loading (expected->list) &&
         g_list_model_get_n_items (G_LIST_MODEL (expected->list)) == expected->n;
}

static void
wait_for_items (YyqRecordList *list, guint n)
{
  Expected expected = { list, n };

  sync_wait (has_items, &expected);
}

/* (transfer full) */
static YyqRecordList *
find (SyncFixture *fixture, const char *filter, const char *text, guint n)
{
  YyqRecordList *list = yyq_employees_query (yyq_employees_of (fixture->session), filter, text, -1);

  wait_for_items (list, n);
  return list;
}

static void
assert_name (YyqRecordList *list, guint place, const char *name)
{
  g_autoptr (YyqEmployee) employee = g_list_model_get_item (G_LIST_MODEL (list), place);

  g_assert_cmpstr (yyq_employee_get_name (employee), ==, name);
}

static void
assert_found (SyncFixture *fixture, const char *filter, const char *text, const char *name)
{
  g_autoptr (YyqRecordList) list = find (fixture, filter, text, name != NULL ? 1 : 0);

  if (name != NULL)
    assert_name (list, 0, name);
}

static void
enter_with_two (SyncFixture *fixture)
{
  g_autofree char *first =
    yyq_test_platform_add_employee (fixture->platform, "陈雨禾", "研发部", PHONE);
  g_autofree char *second =
    yyq_test_platform_add_employee (fixture->platform, "高明霞", "生产部", "15400001202");

  g_assert_cmpstr (first, !=, second);
  sync_fixture_enter (fixture);
}

/* (transfer full) */
static YyqEmployee *
recall (SyncFixture *fixture, YyqEmployee *employee)
{
  YyqRecordRepository *records = yyq_employees_of (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YyqEmployee *recalled;

  yyq_record_repository_recall_async (records, yyq_employee_get_id (employee), NULL,
                                      sync_keep_result, &result);
  sync_wait_result (&result);
  recalled = yyq_record_repository_recall_finish (records, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (recalled);
  return recalled;
}

static void
test_offline (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordList) all = NULL;
  g_autoptr (YyqEmployee) first = NULL;
  g_autoptr (YyqEmployee) whole = NULL;
  guint n = 0;

  enter_with_two (fixture);
  all = find (fixture, NULL, NULL, 2);
  yyq_test_front_go_down (fixture->front);
  assert_name (all, 0, "陈雨禾");
  assert_name (all, 1, "高明霞");
  assert_found (fixture, NULL, "雨禾", "陈雨禾");
  assert_found (fixture, NULL, "gaoming", "高明霞");
  assert_found (fixture, NULL, "生产部", "高明霞");
  assert_found (fixture, "active", "chenyu", "陈雨禾");
  assert_found (fixture, "left", NULL, NULL);
  assert_found (fixture, NULL, PHONE, NULL);
  g_assert_true (yyq_record_repository_get_count (yyq_employees_of (fixture->session),
                                                  YYQ_EMPLOYEE_COUNT_ACTIVE, &n));
  g_assert_cmpuint (n, ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (all), 0);
  whole = recall (fixture, first);
  g_assert_cmpstr (yyq_employee_get_phone (whole), ==, MASKED);
  g_assert_cmpstr (yyq_employee_get_post (whole), ==, "工程师");
}

/* Names are looked for; what is masked lies sealed, and nothing else came here. */
static void
test_at_rest (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordList) all = NULL;

  enter_with_two (fixture);
  all = find (fixture, NULL, NULL, 2);
  g_assert_true (store_find_text (fixture->cache_dir, "陈雨禾"));
  g_assert_false (store_find_text (fixture->cache_dir, PHONE));
  g_assert_false (store_find_text (fixture->cache_dir, MASKED));
}

/* (transfer full) (nullable) */
static YyqEmployee *
reveal (SyncFixture *fixture, YyqEmployee *employee, const char *reason, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_employees_reveal_async (fixture->session, employee, phone_only, reason, NULL,
                              sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_employees_reveal_finish (fixture->session, result, error);
}

static void
test_reveal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordList) all = NULL;
  g_autoptr (YyqEmployee) masked = NULL;
  g_autoptr (YyqEmployee) clear = NULL;
  g_autoptr (YyqEmployee) none = NULL;
  g_autoptr (YyqEmployee) still = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) unreachable = NULL;

  enter_with_two (fixture);
  all = find (fixture, NULL, "陈雨禾", 1);
  masked = g_list_model_get_item (G_LIST_MODEL (all), 0);
  clear = reveal (fixture, masked, "签订劳动合同", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_employee_get_phone (clear), ==, PHONE);
  g_assert_cmpstr (yyq_employee_get_name (clear), ==, "陈雨禾");
  g_assert_true (yyq_employee_is_revealed (clear, "phone"));
  none = reveal (fixture, masked, "看", &invalid);
  g_assert_null (none);
  sync_assert_error (invalid, YYQ_API_ERROR, YYQ_API_ERROR_INVALID);
  yyq_test_front_go_down (fixture->front);
  none = reveal (fixture, masked, "签订劳动合同", &unreachable);
  g_assert_null (none);
  g_assert_nonnull (unreachable);
  /* What was shown is kept nowhere. */
  still = recall (fixture, masked);
  g_assert_cmpstr (yyq_employee_get_phone (still), ==, MASKED);
  g_assert_false (yyq_employee_is_revealed (still, "phone"));
  g_assert_false (store_find_text (fixture->cache_dir, PHONE));
  g_assert_cmpint (yyq_test_platform_ask (fixture->platform, "SELECT COUNT(*) FROM audit WHERE "
                                                             "action = 'staff.reveal'"),
                   ==, 1);
}

/* The managers become clerks who may see contracts alone. */
static void
lose_permission (SyncFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yyq_test_platform_execute (fixture->platform, "UPDATE role SET builtin = 0, every_unit = 1");
  yyq_test_platform_execute (fixture->platform, "DELETE FROM role_permission");
  yyq_test_platform_execute (fixture->platform, "INSERT INTO role_permission (role_id, code) "
                                                "SELECT id, 'contract.view' FROM role");
  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
}

static void
test_lost (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *contract =
    yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  g_autoptr (YyqRecordList) all = NULL;

  g_assert_nonnull (contract);
  enter_with_two (fixture);
  all = find (fixture, NULL, NULL, 2);
  g_assert_true (store_find_text (fixture->cache_dir, "陈雨禾"));
  g_assert_true (store_find_text (fixture->cache_dir, "王小二"));
  lose_permission (fixture);
  wait_for_items (all, 0);
  g_assert_false (store_find_text (fixture->cache_dir, "陈雨禾"));
  g_assert_false (store_find_text (fixture->cache_dir, "高明霞"));
  g_assert_true (store_find_text (fixture->cache_dir, "王小二"));
}

static void
test_news (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordList) all = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *late = NULL;

  enter_with_two (fixture);
  all = find (fixture, NULL, NULL, 2);
  late = yyq_test_platform_add_employee (fixture->platform, "宋佳宁", "研发部", "15400001203");
  g_assert_nonnull (late);
  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
  wait_for_items (all, 3);
}

#define ADD(name, test) \
  g_test_add ("/sync/employees/" name, SyncFixture, NULL, set_up, test, sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("the roster is found by words and readings without the platform, and masked", test_offline);
  ADD ("nothing personal is to be read in the cache", test_at_rest);
  ADD ("what is revealed is shown once, logged there and kept nowhere", test_reveal);
  ADD ("with the permission the roster goes, and the rest stays", test_lost);
  ADD ("whoever is entered later is told", test_news);
  return g_test_run ();
}
