/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"
#include "yyq-password-service.h"
#include "yyq-session-service.h"
#include "yyq-test-platform.h"

/* What somebody does with the own account over the API (manual, chapter 5). */
/* Rows of docs/manual-coverage.md: 37. */

#define PHONE "13800000001"
#define NEW_PASSWORD "kerufl-7Qx"
#define ME "/api/v1/me/"

typedef struct {
  YyqTestPlatform *platform;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  fixture->token = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                             fixture->platform->company);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->token);
}

static YyqTestReply *
get (Fixture *fixture, const char *token, const char *target)
{
  return yyq_test_platform_call (fixture->platform, "GET", target, token, NULL, NULL);
}

static void
assert_lives (Fixture *fixture, const char *token, gboolean lives)
{
  g_autoptr (YyqTestReply) reply = get (fixture, token, "/api/v1/me");

  g_assert_cmpuint (reply->status, ==, lives ? 200 : 401);
}

/* @old (nullable): is left out. */
static YyqTestReply *
change (Fixture *fixture, const char *old, const char *new)
{
  g_autofree char *first =
    old != NULL ? g_strdup_printf ("\"old_password\":\"%s\",", old) : g_strdup ("");
  g_autofree char *body = g_strdup_printf ("{%s\"new_password\":\"%s\"}", first, new);

  return yyq_test_platform_call (fixture->platform, "POST", ME "password", fixture->token, NULL,
                                 body);
}

static YyqTestReply *
log_in (Fixture *fixture, const char *password)
{
  g_autofree char *body =
    g_strdup_printf ("{\"phone\":\"" PHONE "\",\"password\":\"%s\"}", password);

  return yyq_test_platform_call (fixture->platform, "POST", "/api/v1/auth/login-password", NULL,
                                 NULL, body);
}

static gint64
count (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  yyq_storage_query_int (yyq_platform_get_storage (fixture->platform->platform), &n, &error, sql,
                         "");
  g_assert_no_error (error);
  return n;
}

#define AUDIT(action) "SELECT COUNT(*) FROM audit WHERE action = '" action "'"

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->clerk, fixture->platform->company);
  g_autofree char *colleague = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->colleague, fixture->platform->company);
  g_autoptr (YyqTestReply) known = log_in (fixture, YYQ_TEST_PASSWORD);
  g_autoptr (YyqTestReply) changed = change (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD);
  g_autoptr (YyqTestReply) with_old = log_in (fixture, YYQ_TEST_PASSWORD);
  g_autoptr (YyqTestReply) with_new = log_in (fixture, NEW_PASSWORD);

  g_assert_cmpuint (changed->status, ==, 204);
  assert_lives (fixture, fixture->token, TRUE);
  assert_lives (fixture, elsewhere, FALSE);
  assert_lives (fixture, yyq_test_reply_get (known, "access_token"), FALSE);
  assert_lives (fixture, colleague, TRUE);
  yyq_assert_problem (with_old, 401, "credentials");
  g_assert_cmpuint (with_new->status, ==, 200);
  g_assert_cmpint (count (fixture, AUDIT ("password.change")), ==, 1);
  g_assert_cmpint (yyq_test_platform_count_messages (fixture->platform, "password.change"), ==, 1);
  /* The devices were forgotten: only the log-in since then is remembered. */
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM login_device"), ==, 1);
}

static gint64
number_of (YyqTestReply *reply, const char *name)
{
  return json_object_get_int_member_with_default (json_node_get_object (reply->node), name, 0);
}

static void
test_wrong_old (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->clerk, fixture->platform->company);
  g_autoptr (YyqTestReply) last = NULL;
  g_autoptr (YyqTestReply) right = NULL;
  g_autoptr (YyqTestReply) still = NULL;

  for (guint i = 1; i < YYQ_PASSWORD_FAILURES; i++) {
    g_autoptr (YyqTestReply) wrong = change (fixture, "not-this-1", NEW_PASSWORD);

    yyq_assert_problem (wrong, 401, "credentials");
    g_assert_cmpint (number_of (wrong, "tries_left"), ==, YYQ_PASSWORD_FAILURES - i);
  }
  last = change (fixture, "not-this-1", NEW_PASSWORD);
  right = change (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD);
  yyq_assert_problem (last, 423, "locked");
  yyq_assert_problem (right, 423, "locked");
  g_assert_cmpint (number_of (last, "retry_after"), ==, 60);
  g_assert_cmpint (number_of (right, "retry_after"), >, 0);
  g_assert_cmpstr (soup_message_headers_get_one (right->headers, "Retry-After"), !=, NULL);
  /* Somebody at an open session has five guesses; at the log-in it is another account of them. */
  still = log_in (fixture, YYQ_TEST_PASSWORD);
  g_assert_cmpuint (still->status, ==, 200);
  assert_lives (fixture, elsewhere, TRUE);
  g_assert_cmpint (count (fixture, AUDIT ("password.change")), ==, 0);
  g_assert_cmpint (yyq_test_platform_count_messages (fixture->platform, "password.change"), ==, 0);
}

/* What a form shows the problem at. */
static void
assert_names (YyqTestReply *reply, const char *pointer)
{
  JsonArray *errors = json_object_get_array_member (json_node_get_object (reply->node), "errors");
  JsonObject *first = json_array_get_object_element (errors, 0);

  g_assert_cmpstr (json_object_get_string_member (first, "pointer"), ==, pointer);
}

static void
test_weak (Fixture *fixture, gconstpointer data)
{
  static const char *const weak[] = { "short-7", "aaaaaaaaaaaa", "Passw0rd123", "x" PHONE };

  for (guint i = 0; i < G_N_ELEMENTS (weak); i++) {
    g_autoptr (YyqTestReply) reply = change (fixture, YYQ_TEST_PASSWORD, weak[i]);

    yyq_assert_problem (reply, 422, "password-weak");
    assert_names (reply, "/new_password");
  }
  /* None of these was a guess. */
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM login_guess"), ==, 0);
  assert_lives (fixture, fixture->token, TRUE);
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) missing = change (fixture, NULL, NEW_PASSWORD);
  g_autoptr (YyqTestReply) me = get (fixture, fixture->token, "/api/v1/me");
  g_autoptr (YyqTestReply) none = NULL;
  g_autoptr (YyqTestReply) set = NULL;
  g_autoptr (YyqTestReply) again = NULL;
  g_autoptr (YyqTestReply) in = NULL;

  yyq_assert_problem (missing, 422, "invalid");
  g_assert_true (json_object_get_boolean_member (json_node_get_object (me->node), "has_password"));
  yyq_test_platform_sql (fixture->platform, "UPDATE account SET password_hash = ''");
  none = get (fixture, fixture->token, "/api/v1/me");
  g_assert_false (json_object_has_member (json_node_get_object (none->node), "has_password"));
  in = log_in (fixture, "");
  yyq_assert_problem (in, 401, "credentials");
  set = change (fixture, NULL, NEW_PASSWORD);
  g_assert_cmpuint (set->status, ==, 204);
  again = change (fixture, NULL, "another-9Yz");
  yyq_assert_problem (again, 422, "invalid");
  g_assert_cmpint (count (fixture, AUDIT ("password.set")), ==, 1);
}

/* Both have checked the same old password before either has written. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  YyqPlatform *platform = fixture->platform->platform;
  const char *clerk = fixture->platform->clerk;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPasswordCheck) one =
    yyq_password_service_check_account (platform, clerk, YYQ_TEST_PASSWORD, &error);
  g_autoptr (YyqPasswordCheck) other =
    yyq_password_service_check_account (platform, clerk, YYQ_TEST_PASSWORD, &error);

  g_assert_no_error (error);
  yyq_test_platform_begin (fixture->platform);
  g_assert_true (yyq_password_service_change (platform, one, "first", &error));
  g_assert_false (yyq_password_service_change (platform, other, "second", &error));
  yyq_test_platform_commit (fixture->platform);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM account WHERE password_hash = 'second'"),
                   ==, 0);
}

static JsonObject *
session_at (YyqTestReply *list, guint i)
{
  return json_array_get_object_element (yyq_test_reply_items (list, "items"), i);
}

/* (transfer full): of the one that does not ask. */
static char *
other_session (YyqTestReply *list)
{
  guint i = json_object_get_boolean_member (session_at (list, 0), "current") ? 1 : 0;

  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (list, "items")), ==, 2);
  g_assert_false (json_object_get_boolean_member (session_at (list, i), "current"));
  g_assert_true (json_object_get_boolean_member (session_at (list, 1 - i), "current"));
  return g_strdup (json_object_get_string_member (session_at (list, i), "id"));
}

static YyqTestReply *
end (Fixture *fixture, const char *id)
{
  g_autofree char *target = g_strconcat (ME "sessions/", id, NULL);

  return yyq_test_platform_call (fixture->platform, "DELETE", target, fixture->token, NULL, NULL);
}

static void
test_sessions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->clerk, fixture->platform->company);
  g_autofree char *colleague = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->colleague, fixture->platform->company);
  g_autoptr (YyqTestReply) list = get (fixture, fixture->token, ME "sessions");
  g_autoptr (YyqTestReply) foreign = get (fixture, colleague, ME "sessions");
  g_autofree char *id = other_session (list);
  g_autoptr (YyqTestReply) ended = end (fixture, id);
  g_autoptr (YyqTestReply) again = end (fixture, id);
  g_autoptr (YyqTestReply) not_mine =
    end (fixture, json_object_get_string_member (session_at (foreign, 0), "id"));
  g_autoptr (YyqTestReply) left = get (fixture, fixture->token, ME "sessions");

  g_assert_cmpstr (json_object_get_string_member (session_at (list, 0), "device"), ==, "test");
  g_assert_cmpstr (json_object_get_string_member (session_at (list, 0), "method"), ==, "password");
  g_assert_cmpuint (ended->status, ==, 204);
  assert_lives (fixture, elsewhere, FALSE);
  assert_lives (fixture, fixture->token, TRUE);
  yyq_assert_problem (again, 404, "not-found");
  yyq_assert_problem (not_mine, 404, "not-found");
  assert_lives (fixture, colleague, TRUE);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (left, "items")), ==, 1);
  g_assert_cmpint (count (fixture, AUDIT ("session.end")), ==, 1);
}

/* One whose tokens are all over is none. */
static void
test_old_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) before = get (fixture, fixture->token, ME "sessions");
  g_autoptr (YyqTestReply) after = NULL;

  yyq_test_platform_sql (fixture->platform, "UPDATE session SET last_used_at = 1");
  after = get (fixture, fixture->token, ME "sessions");
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (before, "items")), ==, 1);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (after, "items")), ==, 0);
}

static const YyqTestCase cases[] = {
  { "a changed password ends all other sessions of the account", (GTestFixtureFunc) test_change },
  { "a wrong present password counts like a wrong log-in", (GTestFixtureFunc) test_wrong_old },
  { "a weak password is refused and is no guess", (GTestFixtureFunc) test_weak },
  { "only an account without a password sets one unasked", (GTestFixtureFunc) test_first },
  { "of two changes at once one is refused", (GTestFixtureFunc) test_at_once },
  { "sessions are listed, and ended by their own account alone", (GTestFixtureFunc) test_sessions },
  { "what cannot be gone on with is not listed", (GTestFixtureFunc) test_old_sessions },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("account", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
