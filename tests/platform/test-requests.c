/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-test-platform.h"
#include "yyq-wire.h"

/* What every route refuses before its handler sees it (D22), made from the route tables, through
 * both transports. */

typedef struct {
  YyqTestPlatform *platform;
  char *clerk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  fixture->clerk = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                             fixture->platform->company);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->clerk);
}

/* Every route that takes a body and can be reached over the network. */
static gboolean
takes_body (const YyqRoute *route)
{
  return !g_str_equal (route->method, "GET") && !g_str_equal (route->permission, "admin");
}

static YyqTestReply *
send (Fixture *fixture, const YyqRoute *route, const char *body)
{
  g_autoptr (GString) target = g_string_new (route->path);
  g_autofree char *key = g_uuid_string_random ();

  g_string_replace (target, "{id}", "x", 0);
  g_test_message ("%s %s", route->method, route->path);
  return yyq_test_platform_call (fixture->platform, route->method, target->str, fixture->clerk, key,
                                 body);
}

typedef void (*RouteCheck) (Fixture *fixture, const YyqRoute *route);

static void
for_each_route (Fixture *fixture, RouteCheck check)
{
  YyqRouter *router = yyq_platform_server_get_router (fixture->platform->server);
  guint n = 0;

  for (guint i = 0; i < yyq_router_get_n_routes (router); i++)
    if (takes_body (yyq_router_get_route (router, i))) {
      check (fixture, yyq_router_get_route (router, i));
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

static void
check_size (Fixture *fixture, const YyqRoute *route)
{
  gsize limit = route->body_limit != 0 ? route->body_limit : YYQ_ROUTE_BODY;
  g_autofree char *body = g_strnfill (limit + 1, ' ');
  g_autoptr (YyqTestReply) over = send (fixture, route, body);
  g_autoptr (YyqTestReply) at = NULL;

  yyq_assert_problem (over, 413, "too-large");
  body[limit] = '\0';
  at = send (fixture, route, body);
  g_assert_cmpuint (at->status, !=, 413);
}

/* The detail says what was wrong; a problem of another kind would not. */
static void
assert_detail (Fixture *fixture, const YyqRoute *route, const char *body, const char *detail)
{
  g_autoptr (YyqTestReply) reply = send (fixture, route, body);

  yyq_assert_problem (reply, 422, "invalid");
  g_assert_nonnull (strstr (yyq_test_reply_get (reply, "detail"), detail));
}

static char *
repeat (const char *head, const char *text, guint n, const char *tail)
{
  GString *all = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (g_string_append (all, tail), FALSE);
}

/* The object itself and its array are values, too. */
static void
check_nodes (Fixture *fixture, const YyqRoute *route)
{
  guint limit = route->node_limit != 0 ? route->node_limit : YYQ_ROUTE_NODES;
  g_autofree char *over = repeat ("{\"a\":[0", ",0", limit - 2, "]}");

  assert_detail (fixture, route, over, "too many values");
}

static void
check_members (Fixture *fixture, const YyqRoute *route)
{
  g_autoptr (GString) body = g_string_new ("{\"a\":0");

  for (guint i = 0; i < YYQ_WIRE_MOST_MEMBERS; i++)
    g_string_append_printf (body, ",\"m%u\":0", i);
  g_string_append_c (body, '}');
  assert_detail (fixture, route, body->str, "too many members");
}

static void
check_levels (Fixture *fixture, const YyqRoute *route)
{
  g_autofree char *body = g_strnfill (20000, '[');

  assert_detail (fixture, route, body, "nested too deeply");
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_size);
}

static void
test_nodes (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_nodes);
}

static void
test_members (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_members);
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  for_each_route (fixture, check_levels);
}

/* The transport tells the address; what the request says about it is nothing. */
static void
test_rate (Fixture *fixture, gconstpointer data)
{
  guint status = 0;
  g_autoptr (YyqTestReply) still = NULL;

  for (guint i = 0; status != 429; i++) {
    g_autofree char *other = g_strdup_printf ("198.51.100.%u", i);
    g_autoptr (SoupMessage) message =
      yyq_test_platform_message (fixture->platform, "POST", "/api/v1/auth/ukey/challenge", NULL);
    g_autoptr (YyqTestReply) reply = NULL;

    soup_message_headers_replace (soup_message_get_request_headers (message), "X-Forwarded-For",
                                  other);
    soup_message_headers_replace (soup_message_get_request_headers (message), "X-Real-IP", other);
    reply = yyq_test_platform_call_full (fixture->platform, message, "{}");
    status = reply->status;
    g_assert_cmpuint (i, <, 250);
    if (status == 429)
      g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Retry-After"), ==, "1");
    else
      yyq_assert_problem (reply, 422, "invalid");
  }
  still =
    yyq_test_platform_call (fixture->platform, "GET", "/api/v1/me", fixture->clerk, NULL, NULL);
  g_assert_cmpuint (still->status, ==, 200);
}

static const YyqTestCase cases[] = {
  { "no route takes more bytes than it declares", (GTestFixtureFunc) test_size },
  { "no route takes more values than it declares", (GTestFixtureFunc) test_nodes },
  { "no route takes an object of more than 256 members", (GTestFixtureFunc) test_members },
  { "guesses from one address have a rate, and reading goes on", (GTestFixtureFunc) test_rate },
  { "no route takes 20,000 nested arrays", (GTestFixtureFunc) test_levels },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("requests", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
