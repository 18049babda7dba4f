/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-messages.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"

/* Rows of docs/manual-coverage.md: 89. */

/* Messages on the client: told by the feed, read here at once and on the platform when it can be
 * reached. Of each contract that waits both managers are told. */

#define UNREAD "SELECT COUNT(*) FROM message WHERE unread = 1"

#define MANY 230

typedef struct {
  SyncFixture *fixture;
  gint64 n;
} Expected;

static guint
count_unread (SyncFixture *fixture)
{
  guint n = 0;

  yyq_messages_get_unread (yyq_messages_of (fixture->session), &n);
  return n;
}

static gboolean
has_unread (gpointer data)
{
  const Expected *expected = data;

  return (gint64) count_unread (expected->fixture) == expected->n;
}

static gboolean
platform_has_unread (gpointer data)
{
  const Expected *expected = data;

  return yyq_test_platform_ask (expected->fixture->platform, UNREAD) == expected->n;
}

static void
wait_for_unread (SyncFixture *fixture, guint n)
{
  Expected expected = { fixture, n };

  sync_wait (has_unread, &expected);
}

static void
wait_for_unread_there (SyncFixture *fixture, guint n)
{
  Expected expected = { fixture, n };

  sync_wait (platform_has_unread, &expected);
}

static gboolean
is_loaded (gpointer list)
{
  return !yyq_record_list_get_loading (list);
}

/* (transfer full) */
static YyqRecordList *
new_list (SyncFixture *fixture, const YyqMessageQuery *query)
{
  YyqRecordList *list = yyq_messages_query (yyq_messages_of (fixture->session), query, -1);

  sync_wait (is_loaded, list);
  return list;
}

static void
assert_length (SyncFixture *fixture, const YyqMessageQuery *query, guint n)
{
  g_autoptr (YyqRecordList) list = new_list (fixture, query);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
}

static void
enter_with_two (SyncFixture *fixture)
{
  g_autofree char *first = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  g_autofree char *second = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "钱七");

  g_assert_cmpstr (first, !=, second);
  sync_fixture_enter (fixture);
  wait_for_unread (fixture, 2);
  g_assert_cmpint (yyq_test_platform_ask (fixture->platform, UNREAD), ==, 4);
}

static void
test_told (SyncFixture *fixture, gconstpointer data)
{
  const YyqMessageTopic contracts = YYQ_MESSAGE_TOPIC_CONTRACT;
  const YyqMessageTopic jobs = YYQ_MESSAGE_TOPIC_JOB;
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (YyqMessage) newest = NULL;

  enter_with_two (fixture);
  list = new_list (fixture, &(YyqMessageQuery){ .text = NULL });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  newest = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (yyq_message_get_subject (newest), ==, "劳动合同");
  g_assert_nonnull (yyq_message_get_number (newest));
  g_assert_true (yyq_message_get_unread (newest));
  assert_length (fixture, &(YyqMessageQuery){ .topic = &contracts, .unread = TRUE }, 2);
  assert_length (fixture, &(YyqMessageQuery){ .topic = &jobs }, 0);
  assert_length (fixture, &(YyqMessageQuery){ .text = "劳动" }, 2);
  assert_length (fixture, &(YyqMessageQuery){ .text = "赵六" }, 0);
}

static void
test_read (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordList) list = NULL;
  g_autoptr (YyqMessage) newest = NULL;

  enter_with_two (fixture);
  list = new_list (fixture, &(YyqMessageQuery){ .unread = TRUE });
  newest = g_list_model_get_item (G_LIST_MODEL (list), 0);
  yyq_messages_read (fixture->session, newest);
  wait_for_unread (fixture, 1);
  wait_for_unread_there (fixture, 3);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, "/read "), <=, 1);
  assert_length (fixture, &(YyqMessageQuery){ .unread = TRUE }, 1);
  assert_length (fixture, &(YyqMessageQuery){ .text = NULL }, 2);
}

static void
test_offline (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  enter_with_two (fixture);
  yyq_test_front_go_down (fixture->front);
  yyq_messages_read_all (fixture->session, NULL);
  wait_for_unread (fixture, 0);
  g_assert_cmpint (yyq_test_platform_ask (fixture->platform, UNREAD), ==, 4);
  yyq_test_front_come_up (fixture->front);
  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_unread (fixture), ==, 0);
  wait_for_unread_there (fixture, 2);
  g_assert_cmpuint (count_unread (fixture), ==, 0);
}

/* Of two messages the older one becomes one about the account. */
static void
enter_with_two_kinds (SyncFixture *fixture)
{
  g_autofree char *first = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  g_autofree char *second = NULL;

  yyq_test_platform_execute (fixture->platform,
                             "UPDATE message SET kind = 'login.device', object = NULL");
  second = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "钱七");
  g_assert_cmpstr (first, !=, second);
  sync_fixture_enter (fixture);
  wait_for_unread (fixture, 2);
}

static void
assert_only_account_is_unread (SyncFixture *fixture)
{
  const YyqMessageTopic account = YYQ_MESSAGE_TOPIC_ACCOUNT;

  g_assert_cmpuint (count_unread (fixture), ==, 1);
  assert_length (fixture, &(YyqMessageQuery){ .topic = &account, .unread = TRUE }, 1);
}

/* Told while the platform was away, and then again by it. */
static void
test_kind (SyncFixture *fixture, gconstpointer data)
{
  const YyqMessageTopic contracts = YYQ_MESSAGE_TOPIC_CONTRACT;
  g_autoptr (GError) error = NULL;

  enter_with_two_kinds (fixture);
  yyq_test_front_go_down (fixture->front);
  yyq_messages_read_all (fixture->session, &contracts);
  wait_for_unread (fixture, 1);
  assert_only_account_is_unread (fixture);
  yyq_test_front_come_up (fixture->front);
  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
  wait_for_unread_there (fixture, 3);
  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
  assert_only_account_is_unread (fixture);
}

/* One after the other, before the first was known. */
static void
test_both_kinds (SyncFixture *fixture, gconstpointer data)
{
  const YyqMessageTopic contracts = YYQ_MESSAGE_TOPIC_CONTRACT;
  const YyqMessageTopic account = YYQ_MESSAGE_TOPIC_ACCOUNT;

  enter_with_two_kinds (fixture);
  yyq_messages_read_all (fixture->session, &contracts);
  yyq_messages_read_all (fixture->session, &account);
  wait_for_unread (fixture, 0);
  wait_for_unread_there (fixture, 2);
}

/* More than a list shows at first. */
static void
test_many (SyncFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    g_free (yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二"));
  sync_fixture_enter (fixture);
  wait_for_unread (fixture, MANY);
  yyq_test_front_go_down (fixture->front);
  yyq_messages_read_all (fixture->session, NULL);
  wait_for_unread (fixture, 0);
}

/* What came after the list was seen is not among those that were read. */
static void
test_later (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  enter_with_two (fixture);
  id = yyq_test_platform_add_unsigned (fixture->platform, "补充协议", "赵六");
  yyq_test_platform_withdraw (fixture->platform, id);
  yyq_messages_read_all (fixture->session, NULL);
  wait_for_unread (fixture, 0);
  wait_for_unread_there (fixture, 4);
  sync_fixture_refresh (fixture, &error);
  g_assert_no_error (error);
  wait_for_unread (fixture, 1);
}

static void
test_nothing (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_enter (fixture);
  yyq_messages_read_all (fixture->session, NULL);
  yyq_test_turn_for (200);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, "/messages/"), ==, 0);
}

#define ADD(name, test)                                                             \
  g_test_add ("/sync/messages/" name, SyncFixture, NULL, sync_fixture_set_up, test, \
              sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("what happens is told, counted and found by topic and words", test_told);
  ADD ("what one has read is so here at once, and then on the platform", test_read);
  ADD ("without the platform all are read here, and there when it is back", test_offline);
  ADD ("of one kind all are read here and there, and none of another", test_kind);
  ADD ("two kinds are read at once, and neither is forgotten for the other", test_both_kinds);
  ADD ("of very many none is left over", test_many);
  ADD ("what is not known here is not read with the others", test_later);
  ADD ("where nothing is unread nothing is sent", test_nothing);
  return g_test_run ();
}
