/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-contract-flow.h"
#include "yyq-id.h"
#include "yyq-platform-id.h"
#include "yyq-service-error.h"
#include "yyq-test-key.h"
#include "yyq-test-platform.h"
#include "yyq-test-routes.h"
#include "yyq-test-template.h"

/* The whole API from outside, through both transports. */

typedef struct {
  YyqTestPlatform *platform;
  char *clerk;
  char *guest;
  char *stranger;
  YyqContract *contract;
  YyqTestKeyPair *key; /* of the company: what is foreign is not so for its certificate */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  fixture->clerk = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                             fixture->platform->company);
  fixture->guest = yyq_test_platform_log_in (fixture->platform, fixture->platform->guest,
                                             fixture->platform->company);
  fixture->stranger = yyq_test_platform_log_in (fixture->platform, fixture->platform->stranger,
                                                fixture->platform->other);
  fixture->contract = yyq_test_platform_add_contract (fixture->platform, fixture->platform->company,
                                                      "劳动合同", TRUE);
  yyq_test_template_add_like (fixture->platform, fixture->platform->company, fixture->contract);
  fixture->key = yyq_test_key_pair_new (fixture->platform);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->contract);
  yyq_test_key_pair_free (fixture->key);
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->clerk);
  g_free (fixture->guest);
  g_free (fixture->stranger);
}

static YyqTestReply *
call_route (Fixture *fixture, const YyqRoute *route, const char *token)
{
  return yyq_test_call_route (fixture->platform, route, token, fixture->contract,
                              fixture->key->der);
}

typedef void (*RouteCheck) (Fixture *fixture, const YyqRoute *route);

static void
for_each_route (Fixture *fixture, RouteCheck check)
{
  YyqRouter *router = yyq_platform_server_get_router (fixture->platform->server);

  for (guint i = 0; i < yyq_router_get_n_routes (router); i++)
    check (fixture, yyq_router_get_route (router, i));
}

static void
check_without_token (Fixture *fixture, const YyqRoute *route)
{
  static const char *const tokens[] = {
    NULL, "", "0000000000000000000000000000000000000000000000000000000000000000"
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens) && !yyq_test_route_is_open (route); i++) {
    g_autoptr (YyqTestReply) reply = call_route (fixture, route, tokens[i]);

    yyq_assert_problem (reply, 401, "unauthenticated");
    g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "WWW-Authenticate"), ==,
                     "Bearer");
  }
}

static void
check_without_permission (Fixture *fixture, const YyqRoute *route)
{
  if (!yyq_test_route_is_open (route) && strchr (route->permission, '.') != NULL) {
    g_autoptr (YyqTestReply) reply = call_route (fixture, route, fixture->guest);

    yyq_assert_problem (reply, 403, "forbidden");
  }
}

static void
check_foreign (Fixture *fixture, const YyqRoute *route)
{
  g_autoptr (YyqTestReply) reply = NULL;

  if (strchr (route->path, '{') == NULL || yyq_test_route_is_open (route))
    return;
  reply = call_route (fixture, route, fixture->stranger);
  /* Giving back a lease that one does not have is no error: it would tell whose it is. */
  if (g_str_equal (route->path, "/api/v1/sign-sessions/{id}"))
    g_assert_cmpuint (reply->status, ==, 204);
  else
    yyq_assert_problem (reply, 404, "not-found");
}

static void
check_admin (Fixture *fixture, const YyqRoute *route)
{
  g_autoptr (YyqTestReply) reply = NULL;
  g_autoptr (YyqTestReply) other_method = NULL;

  if (!g_str_equal (route->permission, "admin"))
    return;
  reply = call_route (fixture, route, fixture->clerk);
  yyq_assert_problem (reply, 404, "not-found");
  other_method =
    yyq_test_platform_call (fixture->platform, "GET", route->path, fixture->clerk, NULL, NULL);
  yyq_assert_problem (other_method, 404, "not-found");
}

static void
test_routes_without_token (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_without_token);
}

static void
test_routes_without_permission (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_without_permission);
}

static void
test_routes_foreign (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_foreign);
}

static void
test_routes_admin (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_admin);
}

/* Every GET answers to a clerk as the contract promises: the fixture checks the bodies. There is no
 * job, no message and nobody in the roster yet: test-job-routes.c, test-messages.c and
 * test-employees.c have some. */
static void
check_readable (Fixture *fixture, const YyqRoute *route)
{
  g_autoptr (YyqTestReply) reply = NULL;

  if (!g_str_equal (route->method, "GET") || g_str_has_prefix (route->path, "/api/v1/jobs/{id}") ||
      g_str_has_prefix (route->path, "/api/v1/messages/{id}") ||
      g_str_has_prefix (route->path, "/api/v1/employees/{id}"))
    return;
  reply = call_route (fixture, route, fixture->clerk);
  g_assert_cmpuint (reply->status, ==, 200);
}

static void
test_routes_readable (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_readable);
}

/* What a state machine refuses is no fault of the platform. */
static void
test_rules (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yyq_contract_flow_withdraw (fixture->contract, &error);
  g_assert_no_error (error);
  g_assert_false (yyq_contract_flow_withdraw (fixture->contract, &error));
  g_assert_cmpstr (yyq_service_error_get_code (error), ==, "not-in-this-state");
  g_assert_cmpuint (yyq_problem_find ("not-in-this-state")->status, ==, 409);
}

static void
test_log_in (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqTestReply) in = yyq_test_platform_call (
    platform, "POST", "/api/v1/auth/login-password", NULL, NULL,
    "{\"phone\":\"+86 138 0000 0001\",\"password\":\"Test-Passw0rd\",\"device\":\"测试机\"}");
  const char *token = yyq_test_reply_get (in, "access_token");
  g_autofree char *choice = g_strdup_printf ("{\"enterprise_id\":\"%s\"}", platform->company);
  g_autofree char *foreign = g_strdup_printf ("{\"enterprise_id\":\"%s\"}", platform->other);
  g_autoptr (YyqTestReply) too_early =
    yyq_test_platform_call (platform, "GET", "/api/v1/contracts", token, NULL, NULL);
  g_autoptr (YyqTestReply) refused =
    yyq_test_platform_call (platform, "POST", "/api/v1/auth/enterprises", token, NULL, foreign);
  g_autoptr (YyqTestReply) chosen =
    yyq_test_platform_call (platform, "POST", "/api/v1/auth/enterprises", token, NULL, choice);
  g_autoptr (YyqTestReply) list =
    yyq_test_platform_call (platform, "GET", "/api/v1/contracts", token, NULL, NULL);
  g_autoptr (YyqTestReply) out =
    yyq_test_platform_call (platform, "POST", "/api/v1/auth/logout", token, NULL, NULL);
  g_autoptr (YyqTestReply) after =
    yyq_test_platform_call (platform, "GET", "/api/v1/me", token, NULL, NULL);

  g_assert_cmpstr (soup_message_headers_get_one (in->headers, "Cache-Control"), ==, "no-store");
  yyq_assert_problem (too_early, 403, "forbidden");
  yyq_assert_problem (refused, 404, "not-found");
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (chosen, "permissions")), ==, 13);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (list, "items")), ==, 1);
  g_assert_cmpuint (out->status, ==, 204);
  yyq_assert_problem (after, 401, "unauthenticated");
}

static YyqTestReply *
log_in_with (Fixture *fixture, const char *password, const char *device_secret)
{
  g_autofree char *body =
    device_secret != NULL
      ? g_strdup_printf ("{\"phone\":\"13800000001\",\"password\":\"%s\",\"device_secret\":\"%s\"}",
                         password, device_secret)
      : g_strdup_printf ("{\"phone\":\"13800000001\",\"password\":\"%s\"}", password);

  return yyq_test_platform_call (fixture->platform, "POST", "/api/v1/auth/login-password", NULL,
                                 NULL, body);
}

/* From the log-in that gives the secret to the log-out that takes it back. */
static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) first = log_in_with (fixture, "Test-Passw0rd", NULL);
  const char *secret = yyq_test_reply_get (first, "device_secret");
  g_autoptr (YyqTestReply) known = NULL;
  g_autoptr (YyqTestReply) out = NULL;
  g_autoptr (YyqTestReply) after = NULL;
  g_autoptr (YyqTestReply) forgotten = NULL;

  for (guint i = 0; i < 5; i++)
    yyq_test_reply_free (log_in_with (fixture, "wrong", NULL));
  known = log_in_with (fixture, "Test-Passw0rd", secret);
  g_assert_cmpuint (known->status, ==, 200);
  g_assert_false (json_object_has_member (json_node_get_object (known->node), "device_secret"));
  out = yyq_test_platform_call (fixture->platform, "POST", "/api/v1/auth/logout",
                                yyq_test_reply_get (known, "access_token"), NULL,
                                "{\"everywhere\":true}");
  g_assert_cmpuint (out->status, ==, 204);
  after = yyq_test_platform_call (fixture->platform, "GET", "/api/v1/me",
                                  yyq_test_reply_get (first, "access_token"), NULL, NULL);
  yyq_assert_problem (after, 401, "unauthenticated");
  forgotten = log_in_with (fixture, "Test-Passw0rd", secret);
  yyq_assert_problem (forgotten, 423, "locked");
}

/* Tokens must not be kept in clear: not even for a client that sends a key along. */
static void
test_tokens_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  const char *body = "{\"phone\":\"13800000001\",\"password\":\"Test-Passw0rd\"}";
  g_autoptr (YyqTestReply) first = yyq_test_platform_call (
    fixture->platform, "POST", "/api/v1/auth/login-password", NULL, key, body);
  g_autoptr (YyqTestReply) second = yyq_test_platform_call (
    fixture->platform, "POST", "/api/v1/auth/login-password", NULL, key, body);
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform->platform);
  gint64 n = -1;

  g_assert_cmpstr (yyq_test_reply_get (first, "access_token"), !=,
                   yyq_test_reply_get (second, "access_token"));
  g_assert_true (yyq_storage_query_int (storage, &n, NULL, "SELECT COUNT(*) FROM idempotency", ""));
  g_assert_cmpint (n, ==, 0);
  g_assert_true (yyq_storage_query_int (storage, &n, NULL,
                                        "SELECT COUNT(*) FROM access_token WHERE hash = $1", "s",
                                        yyq_test_reply_get (first, "access_token")));
  g_assert_cmpint (n, ==, 0);
  yyq_storage_release (storage);
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target =
    g_strdup_printf ("/api/v1/contracts/%s/documents/0", yyq_contract_get_id (fixture->contract));
  g_autofree char *missing =
    g_strdup_printf ("/api/v1/contracts/%s/documents/7", yyq_contract_get_id (fixture->contract));
  g_autofree char *tag = g_strdup_printf ("\"%s\"", yyq_contract_get_sha256 (fixture->contract));
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (fixture->platform, "GET", target, fixture->clerk, NULL, NULL);
  g_autoptr (SoupMessage) again =
    yyq_test_platform_message (fixture->platform, "GET", target, fixture->clerk);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, reply->body);
  g_autoptr (YyqTestReply) unchanged = NULL;
  g_autoptr (YyqTestReply) none =
    yyq_test_platform_call (fixture->platform, "GET", missing, fixture->clerk, NULL, NULL);

  g_assert_cmpstr (sha256, ==, yyq_contract_get_sha256 (fixture->contract));
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "ETag"), ==, tag);
  g_assert_true (
    g_str_has_prefix (soup_message_headers_get_one (reply->headers, "Repr-Digest"), "sha-256=:"));
  soup_message_headers_replace (soup_message_get_request_headers (again), "If-None-Match", tag);
  unchanged = yyq_test_platform_call_full (fixture->platform, again, NULL);
  g_assert_cmpuint (unchanged->status, ==, 304);
  g_assert_cmpuint (g_bytes_get_size (unchanged->body), ==, 0);
  g_assert_cmpstr (soup_message_headers_get_one (unchanged->headers, "ETag"), ==, tag);
  yyq_assert_problem (none, 404, "not-found");
}

/* (transfer full): the document with these two headers; NULL: without. */
static YyqTestReply *
ask_range (Fixture *fixture, const char *range, const char *condition)
{
  g_autofree char *target =
    g_strdup_printf ("/api/v1/contracts/%s/documents/0", yyq_contract_get_id (fixture->contract));
  g_autoptr (SoupMessage) message =
    yyq_test_platform_message (fixture->platform, "GET", target, fixture->clerk);

  if (range != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Range", range);
  if (condition != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "If-Range",
                                  condition);
  return yyq_test_platform_call_full (fixture->platform, message, NULL);
}

/* @first to @last of the whole, both included. */
static void
assert_part (YyqTestReply *reply, GBytes *whole, gsize first, gsize last)
{
  gsize length = g_bytes_get_size (whole);
  g_autofree char *told = g_strdup_printf ("bytes %zu-%zu/%zu", first, last, length);
  g_autoptr (GBytes) wanted = g_bytes_new_from_bytes (whole, first, last - first + 1);

  g_assert_cmpuint (reply->status, ==, 206);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Range"), ==, told);
  g_assert_true (g_bytes_equal (reply->body, wanted));
}

static void
check_ranges (Fixture *fixture)
{
  g_autoptr (YyqTestReply) whole = ask_range (fixture, NULL, NULL);
  const char *tag = soup_message_headers_get_one (whole->headers, "ETag");
  gsize length = g_bytes_get_size (whole->body);
  g_autoptr (YyqTestReply) first = ask_range (fixture, "bytes=0-9", NULL);
  g_autoptr (YyqTestReply) over_frames = ask_range (fixture, "bytes=65500-65600", tag);
  g_autoptr (YyqTestReply) rest = ask_range (fixture, "bytes=100-", NULL);
  g_autoptr (YyqTestReply) last = ask_range (fixture, "bytes=-7", NULL);
  g_autoptr (YyqTestReply) behind = ask_range (fixture, "bytes=999999999-", NULL);
  g_autoptr (YyqTestReply) of_another = ask_range (fixture, "bytes=0-9", "\"0000\"");
  g_autoptr (YyqTestReply) several = ask_range (fixture, "bytes=0-1,5-6", NULL);
  g_autofree char *none = g_strdup_printf ("bytes */%zu", length);

  g_assert_cmpuint (length, >, 65600);
  g_assert_cmpstr (soup_message_headers_get_one (whole->headers, "Accept-Ranges"), ==, "bytes");
  assert_part (first, whole->body, 0, 9);
  assert_part (over_frames, whole->body, 65500, 65600);
  assert_part (rest, whole->body, 100, length - 1);
  assert_part (last, whole->body, length - 7, length - 1);
  g_assert_cmpuint (behind->status, ==, 416);
  g_assert_cmpstr (soup_message_headers_get_one (behind->headers, "Content-Range"), ==, none);
  g_assert_cmpuint (of_another->status, ==, 200);
  g_assert_true (g_bytes_equal (of_another->body, whole->body));
  g_assert_cmpuint (several->status, ==, 200);
  g_assert_true (g_bytes_equal (several->body, whole->body));
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->contract);
  fixture->contract =
    yyq_test_platform_add_long_contract (fixture->platform, fixture->platform->company);
  check_ranges (fixture);
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) other = yyq_test_platform_call (
    fixture->platform, "DELETE", "/api/v1/auth/enterprises", fixture->clerk, NULL, NULL);
  g_autoptr (YyqTestReply) none = yyq_test_platform_call (
    fixture->platform, "GET", "/api/v1/nothing", fixture->clerk, NULL, NULL);

  yyq_assert_problem (other, 405, "method-not-allowed");
  g_assert_cmpstr (soup_message_headers_get_one (other->headers, "Allow"), ==, "GET, POST");
  yyq_assert_problem (none, 404, "not-found");
}

/* What reference documents list: each is refused in words, none ends in a 500. */
static void
test_bad_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nested = g_strnfill (60000, '[');
  const char *bodies[] = {
    "",
    "{",
    "null",
    "[]",
    "\"text\"",
    "{'phone':'1'}",
    "{\"phone\":12345678901234567890}",
    "{\"phone\":1e400}",
    "{\"phone\":\"a\\u0000b\",\"password\":\"x\"}",
    "{\"phone\":{},\"password\":[]}",
    "{\"phone\":null,\"password\":null}",
    "{\"phone\":\"1\"}",
    "{\"phone\":\"1\",\"phone\":\"2\",}",
    nested,
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (YyqTestReply) reply = yyq_test_platform_call (
      fixture->platform, "POST", "/api/v1/auth/login-password", NULL, NULL, bodies[i]);

    g_test_message ("%.40s", bodies[i]);
    yyq_assert_problem (reply, 422, "invalid");
  }
}

static void
test_bad_parameters (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[] = {
    "/api/v1/contracts?limit=0",
    "/api/v1/contracts?limit=201",
    "/api/v1/contracts?limit=x",
    "/api/v1/contracts?tab=none",
    "/api/v1/contracts?sort=sha256",
    "/api/v1/contracts?order=up",
    "/api/v1/contracts?from=-1",
    "/api/v1/contracts?to=1e9",
    "/api/v1/contracts?after=nonsense",
    "/api/v1/contracts?after=.%FF",
    "/api/v1/contracts?q=a",
    "/api/v1/contracts?q=%00",
    "/api/v1/contracts?q=%FF",
    "/api/v1/sync?limit=501",
    "/api/v1/home/contract-stats?unit=year",
    "/api/v1/home/contract-stats?from=2&to=1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autoptr (YyqTestReply) reply =
      yyq_test_platform_call (fixture->platform, "GET", targets[i], fixture->clerk, NULL, NULL);

    g_test_message ("%s", targets[i]);
    yyq_assert_problem (reply, 422, "invalid");
  }
}

/* Another process of the same platform, and the same one after it was restarted. */
static void
test_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (fixture->platform, "GET", "/api/v1/server", NULL, NULL, NULL);
  const char *told = yyq_test_reply_get (reply, "id");
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (YyqPlatform) other =
    yyq_platform_new (yyq_platform_get_storage (platform), yyq_platform_get_cipher (platform));
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_id_is_valid (told));
  yyq_platform_id_take (other, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_platform_get_config (other)->id, ==, told);
}

static const YyqTestCase cases[] = {
  { "no route answers without a token", (GTestFixtureFunc) test_routes_without_token },
  { "no route answers without its permission", (GTestFixtureFunc) test_routes_without_permission },
  { "what belongs to another enterprise does not exist", (GTestFixtureFunc) test_routes_foreign },
  { "administration does not exist over the network", (GTestFixtureFunc) test_routes_admin },
  { "every route that reads answers as the contract says",
    (GTestFixtureFunc) test_routes_readable },
  { "what a rule refuses is a problem of its own", (GTestFixtureFunc) test_rules },
  { "a session begins with a password and ends with the log-out", (GTestFixtureFunc) test_log_in },
  { "a device that has logged in before is not locked out by others, until it is logged out "
    "everywhere",
    (GTestFixtureFunc) test_device },
  { "tokens are stored nowhere in clear", (GTestFixtureFunc) test_tokens_not_kept },
  { "a document comes once, with its hash", (GTestFixtureFunc) test_document },
  { "a part of a document is answered when it is of this document",
    (GTestFixtureFunc) test_ranges },
  { "a wrong method is told the right ones", (GTestFixtureFunc) test_methods },
  { "the platform tells who it is, and is the same in every process", (GTestFixtureFunc) test_id },
  { "bad JSON is refused in words", (GTestFixtureFunc) test_bad_json },
  { "bad parameters are refused in words", (GTestFixtureFunc) test_bad_parameters },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("api", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
