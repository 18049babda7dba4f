/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "yyq-range.h"
#include "yyq-router.h"

/* The router alone, over hooks that only note what they are asked. */

static struct {
  GString *calls;
  gboolean known;
  gboolean answered_before;
  const char *enterprise;
  guint given_up; /* how often the next transactions are given up for others */
} world;

static gboolean
authenticate (YyqPlatform *platform, YyqRequest *request)
{
  YyqAccess *access;

  g_string_append (world.calls, "authenticate ");
  if (!world.known)
    return FALSE;
  access = yyq_access_new ("account", "session", world.enterprise);
  yyq_access_grant (access, "contract.view", "unit");
  yyq_request_set_access (request, access);
  return TRUE;
}

static gboolean
parse (YyqRequest *request, YyqResponse *response)
{
  g_string_append_printf (world.calls, "parse(%u) ", request->node_limit);
  return TRUE;
}

static gboolean
begin (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_string_append (world.calls, "begin ");
  return TRUE;
}

static gboolean
replay (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_string_append (world.calls, "replay ");
  if (world.answered_before)
    yyq_response_set (response, 200, "text/plain", NULL);
  return world.answered_before;
}

static gboolean
finish (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, gboolean commit)
{
  g_string_append (world.calls, commit ? "commit " : "rollback ");
  return TRUE;
}

static void
release (YyqPlatform *platform)
{
  g_string_append (world.calls, "release");
}

static const YyqRouterHooks hooks = { authenticate, parse, begin, replay, finish, release };

static void
echo (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const char *id = yyq_request_get_param (request, "id");
  g_autofree char *text = g_strconcat (request->pattern, "|", id != NULL ? id : "", NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_string_append (world.calls, "handler ");
  yyq_response_set (response, 200, "text/plain", body);
}

static void
refuse (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_string_append (world.calls, "handler ");
  yyq_response_set_problem (response, "conflict", NULL, NULL);
}

static void
refuse_and_keep (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  refuse (platform, request, response);
  response->keep = TRUE;
}

static void
contend (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  if (world.given_up == 0) {
    echo (platform, request, response);
    return;
  }
  world.given_up--;
  g_string_append (world.calls, "handler ");
  yyq_response_set_problem (response, "busy", NULL, NULL);
  response->again = TRUE;
}

static void
prepare (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_string_append (world.calls, "prepare ");
}

static void
prepare_and_refuse (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  prepare (platform, request, response);
  yyq_response_set_problem (response, "invalid", NULL, NULL);
}

static void
forget (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
}

static const YyqRoute routes[] = {
  { "GET", "/things/{id}", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, echo },
  { "GET", "/things/counts", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, echo },
  { "GET", "/things/{id}/parts/{part}", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ, echo },
  { "POST", "/things/{id}", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE, echo },
  { "PUT", "/things/{id}", "contract.sign", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE, echo },
  { "POST", "/keyed", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, echo,
    .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/own", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, refuse,
    .flags = YYQ_ROUTE_OWN_TRANSACTION },
  { "POST", "/refused", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, refuse },
  { "POST", "/kept", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, refuse_and_keep },
  { "POST", "/open", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, echo },
  { "POST", "/prepared", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, echo, .prepare = prepare,
    .node_limit = 7 },
  { "POST", "/contended", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, contend, .prepare = prepare },
  { "POST", "/unprepared", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_WRITE, echo,
    .prepare = prepare_and_refuse },
  { "POST", "/computed", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, .prepare = echo,
    .flags = YYQ_ROUTE_RAW_BODY },
  { "POST", "/guess", "public", YYQ_SCOPE_NONE, YYQ_RATE_LOGIN, echo },
  { "POST", "/own-guess", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_LOGIN, echo },
  { "POST", "/large", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, echo, .body_limit = 1000000 },
  { "GET", "/forgotten", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, forget },
  { "POST", "/admin/things", "admin", YYQ_SCOPE_BODY, YYQ_RATE_LOCAL, echo },
  { NULL },
};

typedef struct {
  YyqRouter *router;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  world.calls = g_string_new (NULL);
  world.known = TRUE;
  world.answered_before = FALSE;
  world.enterprise = "enterprise";
  fixture->router = yyq_router_new (NULL, &hooks);
  yyq_router_add_routes (fixture->router, routes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_router_free (fixture->router);
  g_string_free (world.calls, TRUE);
}

static YyqResponse *
dispatch (Fixture *fixture, YyqRequest *made)
{
  g_autoptr (YyqRequest) request = made;

  g_assert_nonnull (request);
  g_string_truncate (world.calls, 0);
  return yyq_router_dispatch (fixture->router, request);
}

static YyqResponse *
ask (Fixture *fixture, const char *method, const char *target)
{
  return dispatch (fixture, yyq_request_new (method, target, NULL));
}

static YyqResponse *
ask_with_key (Fixture *fixture, const char *target, const char *key)
{
  YyqRequest *request = yyq_request_new ("POST", target, NULL);

  yyq_request_set_header (request, "Idempotency-Key", key);
  return dispatch (fixture, request);
}

static void
assert_echo (Fixture *fixture, const char *target, const char *wanted)
{
  g_autoptr (YyqResponse) response = ask (fixture, "GET", target);
  g_autofree char *text = NULL;

  g_assert_cmpuint (response->status, ==, 200);
  text = g_strndup (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body));
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_match (Fixture *fixture, gconstpointer data)
{
  assert_echo (fixture, "/things/7", "/things/{id}|7");
  assert_echo (fixture, "/things/counts", "/things/counts|");
  assert_echo (fixture, "/things/7?id=8", "/things/{id}|7");
  assert_echo (fixture, "/things/%E5%90%88%E5%90%8C", "/things/{id}|合同");
}

static void
assert_problem (YyqResponse *made, guint status, const char *code)
{
  g_autoptr (YyqResponse) response = made;

  g_assert_cmpuint (response->status, ==, status);
  g_assert_cmpstr (response->problem, ==, code);
}

static void
test_no_match (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[] = {
    "/",         "/things",    "/things/",        "/things/7/",
    "/Things/7", "//things/7", "/things/7/parts", "/things/7/parts//"
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    assert_problem (ask (fixture, "GET", targets[i]), 404, "not-found");
}

static void
test_method (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqResponse) response = ask (fixture, "DELETE", "/things/7");

  g_assert_cmpuint (response->status, ==, 405);
  g_assert_cmpstr (response->problem, ==, "method-not-allowed");
  g_assert_cmpstr (g_hash_table_lookup (response->headers, "Allow"), ==, "GET, POST, PUT");
  assert_problem (ask (fixture, "get", "/things/7"), 405, "method-not-allowed");
}

static void
test_bad_targets (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[] = { "",         "things",     "*",    "http://host/things",
                                         "/%",       "/%zz",       "/%00", "/%FF",
                                         "/a?%00=1", "/a?b=%C0%80" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_test_message ("%s", targets[i]);
    g_assert_null (yyq_request_new ("GET", targets[i], NULL));
  }
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRequest) request = yyq_request_new (
    "GET", "/a?q=%E5%BC%A0+%E4%B8%89&n=12&n=13&x&=1&big=9223372036854775808", NULL);
  gint64 n = 0;

  g_assert_cmpstr (yyq_request_get_query (request, "q"), ==, "张 三");
  g_assert_cmpstr (yyq_request_get_query (request, "x"), ==, "");
  g_assert_true (yyq_request_get_query_int (request, "n", 0, 100, 5, &n));
  g_assert_cmpint (n, ==, 13);
  g_assert_true (yyq_request_get_query_int (request, "none", 0, 100, 5, &n));
  g_assert_cmpint (n, ==, 5);
  g_assert_false (yyq_request_get_query_int (request, "n", 0, 12, 5, &n));
  g_assert_false (yyq_request_get_query_int (request, "big", 0, G_MAXINT64, 5, &n));
  g_assert_false (yyq_request_get_query_int (request, "x", 0, 100, 5, &n));
}

static void
assert_calls (YyqResponse *made, const char *calls)
{
  yyq_response_free (made);
  g_assert_cmpstr (world.calls->str, ==, calls);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  assert_problem (ask (fixture, "PUT", "/things/7"), 403, "forbidden");
  g_assert_cmpstr (world.calls->str, ==, "authenticate release");
  world.enterprise = NULL;
  assert_problem (ask (fixture, "POST", "/things/7"), 403, "forbidden");
  world.known = FALSE;
  assert_problem (ask (fixture, "POST", "/things/7"), 401, "unauthenticated");
  assert_problem (ask (fixture, "POST", "/kept"), 401, "unauthenticated");
  assert_calls (ask (fixture, "POST", "/open"), "begin handler commit release");
}

static void
test_admin (Fixture *fixture, gconstpointer data)
{
  YyqRequest *request = yyq_request_new ("POST", "/admin/things", NULL);
  g_autoptr (YyqResponse) response = NULL;

  assert_problem (ask (fixture, "POST", "/admin/things"), 404, "not-found");
  assert_problem (ask (fixture, "GET", "/admin/things"), 404, "not-found");
  request->admin = TRUE;
  response = dispatch (fixture, request);
  g_assert_cmpuint (response->status, ==, 200);
}

static void
test_transactions (Fixture *fixture, gconstpointer data)
{
  const char *key = "01890a5d-ac96-774b-bcce-b302099a8057";

  assert_calls (ask (fixture, "GET", "/things/7/parts/8"), "authenticate handler release");
  assert_calls (ask (fixture, "POST", "/things/7"), "authenticate begin handler commit release");
  assert_calls (ask (fixture, "POST", "/refused"), "authenticate begin handler rollback release");
  assert_calls (ask (fixture, "POST", "/kept"), "authenticate begin handler commit release");
  assert_calls (ask_with_key (fixture, "/keyed", key),
                "authenticate replay begin replay handler commit release");
  /* A failed repeat looks once more: the first request may have ended meanwhile. */
  assert_calls (ask_with_key (fixture, "/own", key),
                "authenticate replay handler rollback replay release");
  world.answered_before = TRUE;
  assert_calls (ask_with_key (fixture, "/keyed", key), "authenticate replay release");
  assert_calls (ask_with_key (fixture, "/open", key), "begin handler commit release");
}

#define GIVEN_UP "prepare begin handler rollback "

static void
test_again (Fixture *fixture, gconstpointer data)
{
  world.given_up = 2;
  assert_calls (ask (fixture, "POST", "/contended"),
                GIVEN_UP GIVEN_UP "prepare begin handler commit release");
  world.given_up = 100;
  assert_calls (ask (fixture, "POST", "/contended"), GIVEN_UP GIVEN_UP GIVEN_UP GIVEN_UP "release");
  world.given_up = 100;
  assert_problem (ask (fixture, "POST", "/contended"), 503, "busy");
  world.given_up = 0;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  assert_problem (ask (fixture, "POST", "/keyed"), 422, "invalid");
  assert_problem (ask_with_key (fixture, "/keyed", ""), 422, "invalid");
  assert_problem (ask_with_key (fixture, "/keyed", "1' OR 1=1"), 422, "invalid");
}

static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  assert_problem (ask (fixture, "GET", "/forgotten"), 500, "internal");
}

static void
test_request_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqResponse) one = ask (fixture, "GET", "/nothing");
  g_autoptr (YyqResponse) two = ask (fixture, "GET", "/nothing");
  g_autofree char *text =
    g_strndup (g_bytes_get_data (one->body, NULL), g_bytes_get_size (one->body));
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  const char *id = g_hash_table_lookup (one->headers, "X-Request-Id");

  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpstr (id, !=, g_hash_table_lookup (two->headers, "X-Request-Id"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "instance"), ==, id);
  g_assert_cmpstr (one->content_type, ==, "application/problem+json");
}

static YyqRequest *
request_of_size (const char *target, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);

  return yyq_request_new ("POST", target, body);
}

/* What reads, hashes and verifies has its place before the one transaction there is. */
static void
test_prepare (Fixture *fixture, gconstpointer data)
{
  assert_calls (dispatch (fixture, request_of_size ("/prepared", 1)),
                "authenticate parse(7) prepare begin handler commit release");
  assert_calls (dispatch (fixture, request_of_size ("/kept", 1)),
                "authenticate parse(512) begin handler commit release");
  assert_calls (ask (fixture, "POST", "/unprepared"), "authenticate prepare release");
  assert_calls (dispatch (fixture, request_of_size ("/computed", 1)), "handler release");
}

static YyqResponse *
knock (Fixture *fixture, const char *target, const char *remote, gboolean admin)
{
  static guint n;
  g_autofree char *other = g_strdup_printf ("198.51.100.%u", n++ % 250);
  YyqRequest *request = yyq_request_new ("POST", target, NULL);

  request->remote = g_strdup (remote);
  request->admin = admin;
  /* What a stranger says about himself. */
  yyq_request_set_header (request, "X-Forwarded-For", other);
  return dispatch (fixture, request);
}

/* Until one is refused; how many were not. */
static guint
knock_until_refused (Fixture *fixture, const char *target, const char *remote)
{
  for (guint n = 0;; n++) {
    g_autoptr (YyqResponse) response = knock (fixture, target, remote, FALSE);

    if (response->status != 429)
      continue;
    g_assert_cmpstr (response->problem, ==, "rate-limited");
    g_assert_nonnull (g_hash_table_lookup (response->headers, "Retry-After"));
    return n;
  }
}

static void
test_rates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqResponse) other = NULL;
  g_autoptr (YyqResponse) local = NULL;

  g_assert_cmpuint (knock_until_refused (fixture, "/guess", "192.0.2.1"), >, 10);
  g_assert_cmpstr (world.calls->str, ==, "release");
  other = knock (fixture, "/guess", "192.0.2.2", FALSE);
  g_assert_cmpuint (other->status, ==, 200);
  local = knock (fixture, "/admin/things", NULL, TRUE);
  g_assert_cmpuint (local->status, ==, 200);
  /* Paths that do not exist are counted as well. */
  g_assert_cmpuint (knock_until_refused (fixture, "/nothing", "192.0.2.1"), >, 10);
}

/* One account from many addresses. */
static void
test_account_rate (Fixture *fixture, gconstpointer data)
{
  guint status = 200;

  for (guint i = 0; status == 200; i++) {
    g_autofree char *remote = g_strdup_printf ("10.0.%u.%u", i / 256, i % 256);
    g_autoptr (YyqResponse) response = knock (fixture, "/own-guess", remote, FALSE);

    status = response->status;
    g_assert_cmpuint (i, <, 10000);
  }
  g_assert_cmpuint (status, ==, 429);
  g_assert_cmpstr (world.calls->str, ==, "authenticate release");
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  assert_problem (dispatch (fixture, request_of_size ("/things/7", YYQ_ROUTE_BODY + 1)), 413,
                  "too-large");
  g_assert_cmpstr (world.calls->str, ==, "release");
  assert_problem (dispatch (fixture, request_of_size ("/large", 1000001)), 413, "too-large");
  assert_calls (dispatch (fixture, request_of_size ("/large", 1000000)),
                "parse(512) begin handler commit release");
}

static void
test_limit_of_target (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (yyq_router_get_body_limit (fixture->router, "POST", "/large?q=1"), ==, 1000000);
  g_assert_cmpuint (yyq_router_get_body_limit (fixture->router, "POST", "/l%61rge"), ==, 1000000);
  g_assert_cmpuint (yyq_router_get_body_limit (fixture->router, "GET", "/large"), ==,
                    YYQ_ROUTE_BODY);
  g_assert_cmpuint (yyq_router_get_body_limit (fixture->router, "POST", "/things/7"), ==,
                    YYQ_ROUTE_BODY);
  g_assert_cmpuint (yyq_router_get_body_limit (fixture->router, "POST", "/%zz"), ==,
                    YYQ_ROUTE_BODY);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *header;
    gint64 length;
    YyqRange range;
    gint64 first, n;
  } cases[] = {
    { NULL, 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "bytes=0-9", 10, YYQ_RANGE_PART, 0, 10 },
    { "bytes=0-0", 10, YYQ_RANGE_PART, 0, 1 },
    { "Bytes=3-", 10, YYQ_RANGE_PART, 3, 7 },
    { "bytes=9-99", 10, YYQ_RANGE_PART, 9, 1 },
    { "bytes=10-", 10, YYQ_RANGE_UNSATISFIABLE, 0, 10 },
    { "bytes=-3", 10, YYQ_RANGE_PART, 7, 3 },
    { "bytes=-99", 10, YYQ_RANGE_PART, 0, 10 },
    { "bytes=-0", 10, YYQ_RANGE_UNSATISFIABLE, 0, 10 },
    { "bytes=0-", 0, YYQ_RANGE_UNSATISFIABLE, 0, 0 },
    { "bytes=99999999999999999999-", 10, YYQ_RANGE_UNSATISFIABLE, 0, 10 },
    { "bytes=5-4", 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "bytes=-", 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "bytes=", 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "bytes=a-b", 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "bytes=0-1,3-4", 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "bytes=--1", 10, YYQ_RANGE_WHOLE, 0, 10 },
    { "lines=0-1", 10, YYQ_RANGE_WHOLE, 0, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 first = -1, n = -1;

    g_test_message ("%s", cases[i].header != NULL ? cases[i].header : "none");
    g_assert_cmpint (yyq_range_parse (cases[i].header, cases[i].length, &first, &n), ==,
                     cases[i].range);
    g_assert_cmpint (first, ==, cases[i].first);
    g_assert_cmpint (n, ==, cases[i].n);
  }
}

#define ADD(name, test) g_test_add ("/router/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a path finds its route and its parameters", test_match);
  ADD ("a path that is nearly right is not found", test_no_match);
  ADD ("a wrong method is told the right ones", test_method);
  ADD ("a target that does not decode is no request", test_bad_targets);
  ADD ("the query is decoded, and numbers keep their bounds", test_query);
  ADD ("permissions are asked before anything happens", test_permissions);
  ADD ("administration is only for its own socket", test_admin);
  ADD ("handlers run inside a transaction", test_transactions);
  ADD ("a transaction that was given up for another is begun anew, not for ever", test_again);
  ADD ("an idempotency key is a UUID", test_keys);
  ADD ("a handler that answers nothing is an error", test_forgotten);
  ADD ("every reply has an id of its own", test_request_id);
  ADD ("a body over the limit of its route is refused before anything is asked", test_large);
  ADD ("a transport learns the limit from the request line", test_limit_of_target);
  ADD ("an address has a rate, whatever it says about itself", test_rates);
  ADD ("an account has a rate, wherever it comes from", test_account_rate);
  ADD ("a range is read as RFC 9110 says", test_range);
  ADD ("a route prepares before the transaction", test_prepare);
  return g_test_run ();
}
