/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-company-page.h"
#include "yyq-contract-list-page.h"
#include "yyq-contract-page.h"
#include "yyq-home-page.h"
#include "yyq-log-page.h"
#include "yyq-login-page.h"
#include "yyq-personal-page.h"
#include "yyq-sync-fixture.h"
#include "yyq-task-list-page.h"
#include "yyq-test-page-life.h"

/* A client over the real platform, as far on its way as the page needs it. */
typedef struct {
  SyncFixture sync;
  YyqUkeyManager *manager;
  char *id;
} Fixture;

typedef struct {
  const char *name;
  YyqSessionState state;
  GtkWidget *(*create) (Fixture *fixture);
} Case;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GError) error = NULL;

  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->manager = yyq_ukey_manager_new ();
  fixture->id = yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  if (wanted->state == YYQ_SESSION_STATE_READY) {
    sync_fixture_enter (&fixture->sync);
  } else if (wanted->state == YYQ_SESSION_STATE_CHOOSING) {
    sync_fixture_connect (&fixture->sync);
    g_assert_true (sync_fixture_login (&fixture->sync, YYQ_TEST_PASSWORD, &error));
  }
}

/* The session must go as well, which the fixture waits for: no page may keep it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->manager);
  sync_fixture_tear_down (&fixture->sync, NULL);
  g_free (fixture->id);
}

static void
test_goes_at_once (Fixture *fixture, gconstpointer data)
{
  yyq_test_page_goes_at_once (((const Case *) data)->create (fixture));
}

static void
test_goes_when_quiet (Fixture *fixture, gconstpointer data)
{
  yyq_test_page_goes_when_quiet (((const Case *) data)->create (fixture));
}

static GtkWidget *
create_login (Fixture *fixture)
{
  GtkWidget *page = yyq_login_page_new (fixture->sync.session, fixture->manager);

  yyq_login_page_set_server (YYQ_LOGIN_PAGE (page),
                             yyq_test_platform_get_url (fixture->sync.platform));
  return page;
}

static GtkWidget *
create_company (Fixture *fixture)
{
  return yyq_company_page_new (fixture->sync.session, NULL);
}

static GtkWidget *
create_home (Fixture *fixture)
{
  return yyq_home_page_new (fixture->sync.session);
}

static GtkWidget *
create_list (Fixture *fixture)
{
  return yyq_contract_list_page_new (fixture->sync.session);
}

static GtkWidget *
create_contract (Fixture *fixture)
{
  return yyq_contract_page_new (fixture->sync.session, fixture->manager, fixture->id);
}

static GtkWidget *
create_personal (Fixture *fixture)
{
  return yyq_personal_page_new (fixture->sync.session, fixture->manager);
}

static GtkWidget *
create_tasks (Fixture *fixture)
{
  return yyq_task_list_page_new (fixture->sync.session);
}

static GtkWidget *
create_log (Fixture *fixture)
{
  return yyq_log_page_new (fixture->sync.session);
}

static const Case cases[] = {
  { "log-in", YYQ_SESSION_STATE_LOGGED_OUT, create_login },
  { "choice of a company", YYQ_SESSION_STATE_CHOOSING, create_company },
  { "home page", YYQ_SESSION_STATE_READY, create_home },
  { "list of contracts", YYQ_SESSION_STATE_READY, create_list },
  { "page of a contract", YYQ_SESSION_STATE_READY, create_contract },
  { "personal page", YYQ_SESSION_STATE_READY, create_personal },
  { "list of tasks", YYQ_SESSION_STATE_READY, create_tasks },
  { "log", YYQ_SESSION_STATE_READY, create_log },
};

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *page = &cases[i];
    g_autofree char *at_once =
      g_strdup_printf ("/client/pages/the %s goes although its calls are under way", page->name);
    g_autofree char *when_quiet =
      g_strdup_printf ("/client/pages/the %s goes when it is quiet", page->name);

    g_test_add (at_once, Fixture, page, set_up, test_goes_at_once, tear_down);
    g_test_add (when_quiet, Fixture, page, set_up, test_goes_when_quiet, tear_down);
  }
  return g_test_run ();
}
