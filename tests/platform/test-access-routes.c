/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-directory-store.h"
#include "yyq-session-service.h"
#include "yyq-test-key.h"
#include "yyq-test-platform.h"
#include "yyq-test-routes.h"
#include "yyq-test-template.h"

/*
 * Every route of every table, asked by people who may do different things, about a contract and a
 * template of the main enterprise, which have the same id (D13). A new route is in here by being in
 * a table.
 */

typedef struct {
  YyqTestPlatform *platform;
  YyqContract *contract;
  YyqTestKeyPair *key;
} Fixture;

static const char *const nothing[] = { NULL };
static const char *const view[] = { "contract.view", "template.view", NULL };
static const char *const all[] = { "contract.view", "contract.sign", "template.view",
                                   "template.edit", "template.open", NULL };

/* (transfer full): an account whose only role gives @permissions in @unit (NULL: in every unit). */
static char *
add_member (Fixture *fixture, const char *const *permissions, const char *unit)
{
  static guint n = 0;
  YyqPlatform *platform = fixture->platform->platform;
  const char *company = fixture->platform->company;
  const char *const units[] = { unit, NULL };
  g_autofree char *phone = g_strdup_printf ("139000000%02u", ++n);
  g_autoptr (GError) error = NULL;
  g_autofree char *role = NULL;
  char *account;

  yyq_test_platform_begin (fixture->platform);
  account = yyq_directory_store_create_account (platform, "某人", phone, "no password", &error);
  g_assert_no_error (error);
  role = yyq_directory_store_create_role (platform, company, phone, permissions,
                                          unit != NULL ? units : NULL, &error);
  g_assert_no_error (error);
  yyq_directory_store_add_member (platform, account, company, role, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
  return account;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (YYQ_TEST_SOUP);
  fixture->contract = yyq_test_platform_add_contract (fixture->platform, fixture->platform->company,
                                                      "劳动合同", FALSE);
  yyq_test_template_add_like (fixture->platform, fixture->platform->company, fixture->contract);
  fixture->key = yyq_test_key_pair_new (fixture->platform);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->contract);
  yyq_test_key_pair_free (fixture->key);
  yyq_test_platform_free (fixture->platform);
}

static gboolean
is_permission (const YyqRoute *route)
{
  return strchr (route->permission, '.') != NULL;
}

/* The others are about other things, and test-job-routes.c walks them. */
static gboolean
is_of_things (const YyqRoute *route)
{
  return g_str_has_prefix (route->permission, "contract.") ||
         g_str_has_prefix (route->permission, "template.");
}

/* A lease that one does not have is given back without an error: one would tell whose it is. */
static gboolean
is_lenient (const YyqRoute *route)
{
  return g_str_equal (route->method, "DELETE") && strstr (route->path, "/sign-sessions/") != NULL;
}

static gboolean
tells_of (YyqTestReply *reply, YyqContract *contract)
{
  gsize size;
  const char *text = g_bytes_get_data (reply->body, &size);
  const char *id = yyq_contract_get_id (contract);

  return size > 0 && memmem (text, size, id, strlen (id)) != NULL;
}

typedef void (*Check) (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply);

/* Logs in anew for each route: some end the session. */
static void
walk (Fixture *fixture, const char *account, const char *tenant, gboolean revoked, Check check)
{
  YyqRouter *router = yyq_platform_server_get_router (fixture->platform->server);
  guint n = 0;

  for (guint i = 0; i < yyq_router_get_n_routes (router); i++) {
    const YyqRoute *route = yyq_router_get_route (router, i);
    g_autofree char *token = NULL;
    g_autoptr (YyqTestReply) reply = NULL;

    if (yyq_test_route_is_open (route))
      continue;
    token = yyq_test_platform_log_in (fixture->platform, account, tenant);
    if (revoked)
      yyq_test_platform_sql (fixture->platform, "UPDATE session SET revoked_at = 1");
    reply =
      yyq_test_call_route (fixture->platform, route, token, fixture->contract, fixture->key->der);
    check (fixture, route, reply);
    n++;
  }
  g_assert_cmpuint (n, >=, 20);
}

static void
check_unseen (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply)
{
  g_assert_cmpuint (reply->status, !=, 401);
  if (is_permission (route) && !is_of_things (route))
    return;
  if (is_permission (route) && strstr (route->path, "{id}") != NULL && !is_lenient (route))
    yyq_assert_problem (reply, 404, "not-found");
  if (g_str_equal (route->method, "GET") && strchr (route->path, '{') == NULL) {
    g_assert_cmpuint (reply->status, ==, 200);
    g_assert_false (tells_of (reply, fixture->contract));
  }
}

static void
test_other_unit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *account = add_member (fixture, all, fixture->platform->unit);

  walk (fixture, account, fixture->platform->company, FALSE, check_unseen);
}

static void
test_other_tenant (Fixture *fixture, gconstpointer data)
{
  walk (fixture, fixture->platform->stranger, fixture->platform->other, FALSE, check_unseen);
}

static gboolean told;

static void
check_seen (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply)
{
  if (!is_of_things (route) || is_lenient (route) || strstr (route->path, "/complete") != NULL)
    return;
  g_assert_cmpuint (reply->status, !=, 401);
  g_assert_cmpstr (yyq_test_reply_problem (reply), !=, "forbidden");
  g_assert_cmpuint (reply->status, !=, 404);
  told = told || tells_of (reply, fixture->contract);
}

static void
test_own_unit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *account = add_member (fixture, all, fixture->platform->company);

  told = FALSE;
  walk (fixture, account, fixture->platform->company, FALSE, check_seen);
  g_assert_true (told);
}

static void
test_every_unit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *account = add_member (fixture, all, NULL);

  told = FALSE;
  walk (fixture, account, fixture->platform->company, FALSE, check_seen);
  g_assert_true (told);
}

static void
check_viewer (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply)
{
  if (g_str_has_suffix (route->permission, ".view") && is_of_things (route))
    check_seen (fixture, route, reply);
  else if (is_permission (route))
    yyq_assert_problem (reply, 403, "forbidden");
}

static void
test_viewer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *account = add_member (fixture, view, fixture->platform->company);

  walk (fixture, account, fixture->platform->company, FALSE, check_viewer);
}

static void
check_powerless (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply)
{
  if (is_permission (route))
    yyq_assert_problem (reply, 403, "forbidden");
  else
    g_assert_cmpuint (reply->status, !=, 403);
  g_assert_false (tells_of (reply, fixture->contract));
}

static void
test_powerless (Fixture *fixture, gconstpointer data)
{
  g_autofree char *account = add_member (fixture, nothing, NULL);

  walk (fixture, account, fixture->platform->company, FALSE, check_powerless);
}

static void
check_left (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply)
{
  if (!g_str_equal (route->permission, "session"))
    yyq_assert_problem (reply, 403, "forbidden");
  g_assert_false (tells_of (reply, fixture->contract));
}

static void
test_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *account = add_member (fixture, all, NULL);
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (fixture->platform);
  yyq_directory_store_end_membership (fixture->platform->platform, account,
                                      fixture->platform->company, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
  walk (fixture, account, fixture->platform->company, FALSE, check_left);
}

static void
check_revoked (Fixture *fixture, const YyqRoute *route, YyqTestReply *reply)
{
  yyq_assert_problem (reply, 401, "unauthenticated");
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  walk (fixture, fixture->platform->clerk, fixture->platform->company, TRUE, check_revoked);
}

/* Who left and comes back is what his new roles say, and no more. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  YyqPlatform *platform = fixture->platform->platform;
  const char *company = fixture->platform->company;
  g_autofree char *account = add_member (fixture, all, NULL);
  g_autofree char *token = yyq_test_platform_log_in (fixture->platform, account, company);
  g_autofree char *role = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTestReply) list = NULL;
  g_autoptr (YyqTestReply) seals = NULL;

  yyq_test_platform_begin (fixture->platform);
  g_assert_true (yyq_directory_store_end_membership (platform, account, company, &error));
  g_assert_false (yyq_directory_store_end_membership (platform, account, company, NULL));
  role = yyq_directory_store_create_role (platform, company, "再来", view, NULL, &error);
  yyq_directory_store_add_member (platform, account, company, role, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
  list = yyq_test_platform_call (fixture->platform, "GET", "/api/v1/contracts", token, NULL, NULL);
  seals = yyq_test_platform_call (fixture->platform, "GET", "/api/v1/seals", token, NULL, NULL);
  g_assert_true (tells_of (list, fixture->contract));
  yyq_assert_problem (seals, 403, "forbidden");
}

#define ADD(name, test) g_test_add ("/access/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what lies in another unit does not exist", test_other_unit);
  ADD ("what lies in another tenant does not exist", test_other_tenant);
  ADD ("a role of the unit reaches what lies in it", test_own_unit);
  ADD ("a role of every unit reaches what lies in each", test_every_unit);
  ADD ("who may view may not sign", test_viewer);
  ADD ("a role that gives nothing permits nothing", test_powerless);
  ADD ("a member who left has lost the company, not the session", test_left);
  ADD ("a revoked session opens nothing", test_revoked);
  ADD ("who comes back has what his new roles give", test_again);
  return g_test_run ();
}
