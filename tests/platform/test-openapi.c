/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-demo-routes.h"
#include "yyq-routes.h"
#include "yyq-test-contract.h"

/* data/openapi and the route tables tell the same. */

typedef struct {
  YyqTestContract *contract;
  YyqRouter *router;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const YyqRouterHooks none = { 0 };

  fixture->contract = yyq_test_contract_new ();
  fixture->router = yyq_router_new (NULL, &none);
  yyq_routes_add_all (fixture->router);
  yyq_router_add_routes (fixture->router, yyq_demo_routes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_router_free (fixture->router);
  yyq_test_contract_free (fixture->contract);
}

static char *
name_of (const YyqRoute *route)
{
  return g_strconcat (route->method, " ", route->path, NULL);
}

static void
test_routes (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < yyq_router_get_n_routes (fixture->router); i++) {
    const YyqRoute *route = yyq_router_get_route (fixture->router, i);
    g_autofree char *name = name_of (route);

    if (yyq_test_contract_find (fixture->contract, name) == NULL) {
      g_test_message ("not in data/openapi: %s", name);
      g_test_fail ();
    }
  }
}

static gboolean
is_route (YyqRouter *router, const char *operation)
{
  for (guint i = 0; i < yyq_router_get_n_routes (router); i++) {
    g_autofree char *name = name_of (yyq_router_get_route (router, i));

    if (g_str_equal (name, operation))
      return TRUE;
  }
  return FALSE;
}

static void
test_operations (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) list = yyq_test_contract_list (fixture->contract);

  g_assert_cmpuint (g_strv_length (list), >, 20);
  for (char **operation = list; *operation != NULL; operation++)
    if (!is_route (fixture->router, *operation)) {
      g_test_message ("no such route: %s", *operation);
      g_test_fail ();
    }
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < yyq_router_get_n_routes (fixture->router); i++) {
    const YyqRoute *route = yyq_router_get_route (fixture->router, i);
    g_autofree char *name = name_of (route);
    JsonObject *operation = yyq_test_contract_find (fixture->contract, name);
    gboolean open =
      g_str_equal (route->permission, "public") || g_str_equal (route->permission, "admin");

    g_test_message ("%s", name);
    g_assert_nonnull (operation);
    g_assert_cmpstr (json_object_get_string_member (operation, "x-permission"), ==,
                     route->permission);
    /* Only what asks no token says so: "security: []". */
    g_assert_cmpint (json_object_has_member (operation, "security"), ==, open);
  }
}

/* A scope that does not go with the permission is a mistake in the table. */
static gboolean
fits_permission (const YyqRoute *route)
{
  switch (route->scope) {
  case YYQ_SCOPE_NONE:
    return g_str_equal (route->permission, "public");
  case YYQ_SCOPE_ACCOUNT:
    return g_str_equal (route->permission, "session");
  case YYQ_SCOPE_BODY:
  case YYQ_SCOPE_PLATFORM:
    return g_str_equal (route->permission, "admin");
  case YYQ_SCOPE_OBJECT:
    return strchr (route->permission, '.') != NULL && strstr (route->path, "{id}") != NULL;
  case YYQ_SCOPE_TENANT:
    return strchr (route->permission, '.') != NULL || g_str_equal (route->permission, "member");
  case YYQ_SCOPE_UNSET:
  default:
    return FALSE;
  }
}

static void
test_declared (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < yyq_router_get_n_routes (fixture->router); i++) {
    const YyqRoute *route = yyq_router_get_route (fixture->router, i);

    g_test_message ("%s %s", route->method, route->path);
    g_assert_true (fits_permission (route));
    g_assert_true (route->handler != NULL || route->prepare != NULL);
    g_assert_true ((route->rate == YYQ_RATE_LOCAL) == g_str_equal (route->permission, "admin"));
    /* What reads needs no transaction, and has no body worth the name. */
    if (g_str_equal (route->method, "GET"))
      g_assert_true (route->prepare == NULL && route->flags == YYQ_ROUTE_DEFAULT &&
                     route->body_limit == 0);
    /* More than the default is for those who have said who they are. */
    if (g_str_equal (route->permission, "public"))
      g_assert_true (route->body_limit <= YYQ_ROUTE_BODY && route->node_limit <= YYQ_ROUTE_NODES);
  }
}

static void
test_body_limits (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < yyq_router_get_n_routes (fixture->router); i++) {
    const YyqRoute *route = yyq_router_get_route (fixture->router, i);
    g_autofree char *name = name_of (route);
    JsonObject *operation = yyq_test_contract_find (fixture->contract, name);

    g_test_message ("%s", name);
    g_assert_nonnull (operation);
    g_assert_cmpint (json_object_get_int_member_with_default (operation, "x-body-limit", 0), ==,
                     (gint64) route->body_limit);
  }
}

static void
test_parameters (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < yyq_router_get_n_routes (fixture->router); i++) {
    const YyqRoute *route = yyq_router_get_route (fixture->router, i);
    g_autofree char *name = name_of (route);
    g_auto (GStrv) segments = g_strsplit (route->path, "/", -1);
    JsonObject *operation = yyq_test_contract_find (fixture->contract, name);

    g_test_message ("%s", name);
    g_assert_nonnull (operation);
    g_assert_cmpint (
      yyq_test_contract_has_parameter (fixture->contract, operation, "header", "Idempotency-Key"),
      ==, (route->flags & YYQ_ROUTE_KEY_REQUIRED) != 0);
    for (char **segment = segments; *segment != NULL; segment++)
      if (**segment == '{') {
        (*segment)[strlen (*segment) - 1] = '\0';
        g_assert_true (
          yyq_test_contract_has_parameter (fixture->contract, operation, "path", *segment + 1));
      }
  }
}

/* yyq_response_set_problem() is fatal for a code that the platform does not have. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  JsonArray *types =
    yyq_test_contract_get_enum (fixture->contract, "/components/schemas/Problem/properties/type");

  for (guint i = 0; i < json_array_get_length (types); i++) {
    g_autoptr (YyqResponse) response = yyq_response_new ();
    const char *type = json_array_get_string_element (types, i);

    g_assert_true (g_str_has_prefix (type, "urn:yyq:problem:"));
    yyq_response_set_problem (response, type + strlen ("urn:yyq:problem:"), NULL, NULL);
    g_assert_cmpuint (response->status, >=, 400);
  }
}

#define ADD(name, test) g_test_add ("/openapi/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every route stands in the contract", test_routes);
  ADD ("the contract promises nothing that is no route", test_operations);
  ADD ("permissions are the same on both sides", test_permissions);
  ADD ("every route declares its rate and where its rows come from, and strangers get no more than "
       "the default",
       test_declared);
  ADD ("larger bodies are promised where they are taken", test_body_limits);
  ADD ("path parameters and idempotency keys are the same on both sides", test_parameters);
  ADD ("every problem of the contract is one the platform has", test_problems);
  return g_test_run ();
}
