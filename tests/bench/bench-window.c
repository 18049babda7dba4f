/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * The client as it is, with a session that begins READY over a cache on disk and a platform that
 * cannot be reached: what is measured is the client alone. Started by bench-client: bench-window
 * login|home|contracts [CACHE [scroll|use]] It says "shown" with the first frame of the page.
 * "scroll" then turns the wheel over the list and says how long frames took; "use" goes through the
 * pages and says the longest turns of the main loop.
 */

#include <locale.h>

#include "yyq-application.h"
#include "yyq-bench-cache.h"
#include "yyq-bench-probe.h"
#include "yyq-bench-scenario.h"
#include "yyq-chapters.h"
#include "yyq-home-repository.h"
#include "yyq-language.h"
#include "yyq-session-private.h"
#include "yyq-settings.h"
#include "yyq-sync-private.h"
#include "yyq-window.h"

#define NOBODY "http://127.0.0.1:9"

typedef struct {
  const char *page;
  const char *scenario; /* (nullable) */
  YyqBenchCache *cache; /* (nullable) */
  YyqSession *session;
  YyqWindow *window;
} Client;

static YyqAccount *
account_new (void)
{
  const char *permissions[] = { "contract.view", "contract.sign", NULL };
  g_autoptr (YyqEnterprise) enterprise =
    g_object_new (YYQ_TYPE_ENTERPRISE, "id", "e1", "name", "河南示例数字科技有限公司", NULL);

  return g_object_new (YYQ_TYPE_ACCOUNT, "id", "a1", "name", "赵敏", "phone-masked", "138****0001",
                       "enterprise", enterprise, "permissions", permissions, NULL);
}

static void
enter (Client *client, const char *directory)
{
  g_autoptr (YyqAccount) account = account_new ();
  YyqApiClient *api = yyq_session_get_client (client->session);
  g_autoptr (GError) error = NULL;

  yyq_api_client_set_base_url (api, NOBODY, &error);
  g_assert_no_error (error);
  client->cache = yyq_bench_cache_open (directory);
  yyq_session_enter (client->session, account,
                     yyq_workspace_new (api, client->cache->database, client->cache->cipher,
                                        directory, YYQ_SESSION_CACHE_ENCRYPTED,
                                        yyq_workspace_chapters));
}

static gboolean
page_shown (gpointer data)
{
  Client *client = data;
  YyqHomeRepository *home = yyq_home_repository_of (client->session);
  YyqTable *table;

  if (g_str_equal (client->page, "login"))
    return TRUE;
  if (g_str_equal (client->page, "home"))
    return yyq_home_repository_get_todo (home) != NULL &&
           yyq_home_repository_get_overview (home) != NULL;
  table = yyq_bench_scenario_find_table (client->window);
  return table != NULL && g_list_model_get_n_items (yyq_table_get_model (table)) > 0;
}

static void
shown_cb (gpointer data)
{
  Client *client = data;

  if (client->scenario != NULL)
    yyq_bench_scenario_run (client->window, client->scenario);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, Client *client)
{
  if (client->window != NULL)
    return;
  client->window = YYQ_WINDOW (window);
  yyq_bench_probe_watch (window, page_shown, shown_cb, client);
}

static void
activated_cb (GApplication *application, Client *client)
{
  if (g_str_equal (client->page, "contracts"))
    yyq_window_show_page (client->window, client->page);
}

int
main (int argc, char **argv)
{
  Client client = { .page = argc > 1 ? argv[1] : "login", .scenario = argc > 3 ? argv[3] : NULL };
  g_autoptr (GSettings) settings = yyq_settings_new ();
  g_autoptr (YyqApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  yyq_language_apply ("zh_CN");
  application = yyq_application_new (settings);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &client);
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), &client);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  client.session = yyq_application_get_session (application);
  if (argc > 2)
    enter (&client, argv[2]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
