/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-message.h"
#include "yyq-test-platform.h"

/* Rows of docs/manual-coverage.md: 89. */

/* Messages (manual chapter 12): to whom, of what, and read. */

typedef struct {
  YyqTestPlatform *platform;
  char *clerk;
  char *colleague;
  char *guest;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = yyq_test_platform_new (GPOINTER_TO_INT (data));

  fixture->platform = platform;
  fixture->clerk = yyq_test_platform_log_in (platform, platform->clerk, platform->company);
  fixture->colleague = yyq_test_platform_log_in (platform, platform->colleague, platform->company);
  fixture->guest = yyq_test_platform_log_in (platform, platform->guest, platform->company);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->clerk);
  g_free (fixture->colleague);
  g_free (fixture->guest);
}

static YyqTestReply *
sync_from (Fixture *fixture, const char *token, const char *cursor)
{
  g_autofree char *target = g_strconcat ("/api/v1/sync?limit=500&cursor=", cursor, NULL);

  return yyq_test_platform_call (fixture->platform, "GET", target, token, NULL, NULL);
}

/* (transfer full): of what is there now. */
static char *
cursor_of (Fixture *fixture, const char *token)
{
  g_autoptr (YyqTestReply) reply = sync_from (fixture, token, "");

  return g_strdup (yyq_test_reply_get (reply, "cursor"));
}

/* (transfer full) (element-type JsonObject): what the feed tells of messages, oldest first. */
static GPtrArray *
list_messages (Fixture *fixture, const char *token)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (YyqTestReply) reply = sync_from (fixture, token, "");
  JsonArray *changes = yyq_test_reply_items (reply, "changes");

  for (guint i = 0; i < json_array_get_length (changes); i++) {
    JsonObject *change = json_array_get_object_element (changes, i);

    if (g_str_equal (json_object_get_string_member (change, "entity"), "message") &&
        json_object_has_member (change, "data"))
      g_ptr_array_add (messages, json_object_ref (json_object_get_object_member (change, "data")));
  }
  return messages;
}

/* (transfer full): "kind kind", a read one in brackets. */
static char *
kinds_of (Fixture *fixture, const char *token)
{
  g_autoptr (GPtrArray) messages = list_messages (fixture, token);
  GString *kinds = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++) {
    JsonObject *message = g_ptr_array_index (messages, i);
    const gboolean read = !json_object_get_boolean_member (message, "unread");

    g_string_append_printf (kinds, "%s%s%s%s", i > 0 ? " " : "", read ? "(" : "",
                            json_object_get_string_member (message, "kind"), read ? ")" : "");
  }
  return g_string_free (kinds, FALSE);
}

static void
assert_kinds (Fixture *fixture, const char *token, const char *wanted)
{
  g_autofree char *kinds = kinds_of (fixture, token);

  g_assert_cmpstr (kinds, ==, wanted);
}

static YyqContract *
add_contract (Fixture *fixture, gboolean worker)
{
  return yyq_test_platform_add_contract (fixture->platform, fixture->platform->company, "劳动合同",
                                         worker);
}

static void
save (Fixture *fixture, YyqContract *contract, gboolean commit)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (platform);
  yyq_contract_store_save (platform->platform, platform->access, contract, &error);
  g_assert_no_error (error);
  if (commit)
    yyq_test_platform_commit (platform);
  else
    yyq_storage_rollback (yyq_platform_get_storage (platform->platform));
}

static void
sign (YyqContract *contract, guint position)
{
  g_autoptr (YyqParty) party =
    g_list_model_get_item (yyq_contract_get_parties (contract), position);
  g_autoptr (GError) error = NULL;

  yyq_contract_flow_sign (contract, party, yyq_clock_now (), &error);
  g_assert_no_error (error);
}

static void
test_signing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract (fixture, TRUE);
  g_autoptr (GPtrArray) messages = NULL;
  JsonObject *first;

  assert_kinds (fixture, fixture->clerk, "");
  sign (contract, 0);
  save (fixture, contract, TRUE);
  assert_kinds (fixture, fixture->clerk, "contract.turn");
  assert_kinds (fixture, fixture->colleague, "contract.turn");
  assert_kinds (fixture, fixture->guest, "");
  sign (contract, 1);
  save (fixture, contract, TRUE);
  assert_kinds (fixture, fixture->clerk, "contract.turn contract.completed");
  messages = list_messages (fixture, fixture->clerk);
  first = g_ptr_array_index (messages, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "object"), ==,
                   yyq_contract_get_id (contract));
  g_assert_cmpstr (json_object_get_string_member (first, "subject"), ==, "劳动合同");
}

/* Where all sign at the same time it has been the company's turn before. */
static void
test_worker_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract (fixture, TRUE);
  g_autoptr (GPtrArray) messages = NULL;

  yyq_test_platform_sql (fixture->platform, "UPDATE contract SET my_turn = 1");
  sign (contract, 0);
  save (fixture, contract, TRUE);
  assert_kinds (fixture, fixture->clerk, "contract.signed");
  messages = list_messages (fixture, fixture->clerk);
  g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (messages, 0), "people"), ==,
                   "陈小兰");
}

static void
test_turn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract (fixture, FALSE);

  assert_kinds (fixture, fixture->clerk, "contract.turn");
  /* Nothing has become different. */
  save (fixture, contract, TRUE);
  assert_kinds (fixture, fixture->clerk, "contract.turn");
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  static const struct {
    YyqContractState state;
    const char *kinds;
  } ends[] = {
    { YYQ_CONTRACT_STATE_WITHDRAWN, "contract.withdrawn" },
    { YYQ_CONTRACT_STATE_REFUSED, "contract.withdrawn contract.refused" },
    { YYQ_CONTRACT_STATE_EXPIRED, "contract.withdrawn contract.refused contract.expired" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (YyqContract) contract = add_contract (fixture, TRUE);

    g_object_set (contract, "state", ends[i].state, NULL);
    save (fixture, contract, TRUE);
    assert_kinds (fixture, fixture->clerk, ends[i].kinds);
  }
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract (fixture, TRUE);

  sign (contract, 0);
  save (fixture, contract, FALSE);
  assert_kinds (fixture, fixture->clerk, "");
}

static YyqTestReply *
post (Fixture *fixture, const char *target, const char *token, const char *body)
{
  g_autofree char *key = g_uuid_string_random ();

  return yyq_test_platform_call (fixture->platform, "POST", target, token, key, body);
}

/* (transfer full) */
static char *
path_of (Fixture *fixture, const char *token, guint index, const char *rest)
{
  g_autoptr (GPtrArray) messages = list_messages (fixture, token);

  return g_strconcat ("/api/v1/messages/",
                      json_object_get_string_member (g_ptr_array_index (messages, index), "id"),
                      rest, NULL);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract (fixture, FALSE);
  g_autofree char *target = path_of (fixture, fixture->clerk, 0, "/read");
  g_autoptr (YyqTestReply) first = post (fixture, target, fixture->clerk, "{}");
  g_autoptr (YyqTestReply) second = post (fixture, target, fixture->clerk, "{}");
  g_autoptr (YyqTestReply) foreign = post (fixture, target, fixture->colleague, "{}");

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (second->node), "version"), ==,
                   2);
  yyq_assert_problem (foreign, 404, "not-found");
  assert_kinds (fixture, fixture->clerk, "(contract.turn)");
  assert_kinds (fixture, fixture->colleague, "contract.turn");
}

static void
test_read_until (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) first = add_contract (fixture, FALSE);
  g_autoptr (YyqContract) second = add_contract (fixture, FALSE);
  g_autofree char *target = path_of (fixture, fixture->clerk, 1, "/read-until");
  g_autoptr (YyqContract) later = add_contract (fixture, FALSE);
  g_autofree char *cursor = cursor_of (fixture, fixture->clerk);
  g_autoptr (YyqTestReply) foreign = post (fixture, target, fixture->colleague, "{}");
  g_autoptr (YyqTestReply) reply = post (fixture, target, fixture->clerk, "{}");
  g_autoptr (YyqTestReply) changes = sync_from (fixture, fixture->clerk, cursor);

  yyq_assert_problem (foreign, 404, "not-found");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (changes, "changes")), ==, 2);
  assert_kinds (fixture, fixture->clerk, "contract.turn (contract.turn) (contract.turn)");
  assert_kinds (fixture, fixture->colleague, "contract.turn contract.turn contract.turn");
}

static void
test_read_topic (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) first = add_contract (fixture, FALSE);
  g_autoptr (YyqContract) second = add_contract (fixture, FALSE);
  g_autofree char *target = path_of (fixture, fixture->clerk, 1, "/read-until");
  g_autoptr (YyqTestReply) unknown = post (fixture, target, fixture->clerk, "{\"topic\":\"moon\"}");
  g_autoptr (YyqTestReply) number = post (fixture, target, fixture->clerk, "{\"topic\":1}");
  g_autoptr (YyqTestReply) jobs = post (fixture, target, fixture->clerk, "{\"topic\":\"job\"}");
  g_autoptr (YyqTestReply) contracts = NULL;

  yyq_assert_problem (unknown, 422, "invalid");
  yyq_assert_problem (number, 422, "invalid");
  g_assert_cmpuint (jobs->status, ==, 200);
  assert_kinds (fixture, fixture->clerk, "contract.turn contract.turn");
  contracts = post (fixture, target, fixture->clerk, "{\"topic\":\"contract\"}");
  g_assert_cmpuint (contracts->status, ==, 200);
  assert_kinds (fixture, fixture->clerk, "(contract.turn) (contract.turn)");
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract (fixture, FALSE);
  g_autofree char *target = path_of (fixture, fixture->clerk, 0, "");
  g_autoptr (YyqTestReply) own =
    yyq_test_platform_call (fixture->platform, "GET", target, fixture->clerk, NULL, NULL);
  g_autoptr (YyqTestReply) foreign =
    yyq_test_platform_call (fixture->platform, "GET", target, fixture->colleague, NULL, NULL);

  g_assert_cmpstr (yyq_test_reply_get (own, "kind"), ==, "contract.turn");
  yyq_assert_problem (foreign, 404, "not-found");
}

/* What the guest is told while he may sign. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  JsonObject *message;

  yyq_test_platform_permit (fixture->platform, "contract.sign", NULL);
  yyq_test_platform_permit (fixture->platform, "contract.view", NULL);
  contract = add_contract (fixture, FALSE);
  before = list_messages (fixture, fixture->guest);
  g_assert_cmpuint (before->len, ==, 1);
  message = g_ptr_array_index (before, 0);
  g_assert_cmpstr (json_object_get_string_member (message, "object"), ==,
                   yyq_contract_get_id (contract));
  yyq_test_platform_sql (fixture->platform,
                         "DELETE FROM role_permission WHERE code = 'contract.view'");
  after = list_messages (fixture, fixture->guest);
  g_assert_cmpuint (after->len, ==, 1);
  message = g_ptr_array_index (after, 0);
  g_assert_cmpstr (json_object_get_string_member (message, "kind"), ==, "contract.turn");
  g_assert_true (json_object_get_null_member (message, "object"));
  g_assert_true (json_object_get_null_member (message, "subject"));
  g_assert_true (json_object_get_null_member (message, "number"));
  g_assert_true (json_object_get_null_member (message, "people"));
}

/* (transfer full) */
static YyqTestReply *
log_in_by_password (Fixture *fixture, const char *secret)
{
  g_autofree char *member =
    secret != NULL ? g_strdup_printf (",\"device_secret\":\"%s\"", secret) : g_strdup ("");
  g_autofree char *body = g_strdup_printf (
    "{\"phone\":\"13800000001\",\"password\":\"" YYQ_TEST_PASSWORD "\",\"device\":\"前台电脑\"%s}",
    member);

  return yyq_test_platform_call (fixture->platform, "POST", "/api/v1/auth/login-password", NULL,
                                 NULL, body);
}

static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) first = log_in_by_password (fixture, NULL);
  g_autoptr (YyqTestReply) again =
    log_in_by_password (fixture, yyq_test_reply_get (first, "device_secret"));
  g_autoptr (GPtrArray) messages = list_messages (fixture, fixture->clerk);
  g_autoptr (GPtrArray) others = list_messages (fixture, fixture->colleague);
  JsonObject *message;

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 0);
  message = g_ptr_array_index (messages, 0);
  g_assert_cmpstr (json_object_get_string_member (message, "kind"), ==, "login.device");
  g_assert_cmpstr (json_object_get_string_member (message, "subject"), ==, "前台电脑");
}

static void
test_first_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) first = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  yyq_test_platform_sql (fixture->platform, "DELETE FROM access_token");
  yyq_test_platform_sql (fixture->platform, "DELETE FROM refresh_token");
  yyq_test_platform_sql (fixture->platform, "DELETE FROM session");
  first = log_in_by_password (fixture, NULL);
  g_assert_cmpuint (first->status, ==, 200);
  g_free (fixture->clerk);
  fixture->clerk = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                             fixture->platform->company);
  messages = list_messages (fixture, fixture->clerk);
  g_assert_cmpuint (messages->len, ==, 0);
}

static const YyqTestCase cases[] = {
  { "who may sign is told that it is his turn, and how it ended", (GTestFixtureFunc) test_signing },
  { "a worker's signature that changes nothing else is told by itself",
    (GTestFixtureFunc) test_worker_signed },
  { "what waits is told once", (GTestFixtureFunc) test_turn },
  { "withdrawn, refused and expired is told", (GTestFixtureFunc) test_ends },
  { "what was not committed is not told", (GTestFixtureFunc) test_rollback },
  { "one is read, by whom it is told to", (GTestFixtureFunc) test_read },
  { "with one all that came before it are read, and nothing that came later",
    (GTestFixtureFunc) test_read_until },
  { "with one all that came before it and are about one topic are read, and no others",
    (GTestFixtureFunc) test_read_topic },
  { "a message is its account's alone", (GTestFixtureFunc) test_one },
  { "who may not see the contract any more hears that something was, not of what",
    (GTestFixtureFunc) test_lost },
  { "a log-in from a device that is new is told, and from one that is known is not",
    (GTestFixtureFunc) test_device },
  { "the first log-in of all is from no new device", (GTestFixtureFunc) test_first_device },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("messages", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
