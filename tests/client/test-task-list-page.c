/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-job-list.h"
#include "yyq-state-page.h"
#include "yyq-sync-fixture.h"
#include "yyq-task-list-page.h"
#include "yyq-task-window.h"
#include "yyq-test-find-widget.h"

/* Rows of docs/manual-coverage.md: 25, 88. */

/* The tasks in a window, over the real platform, which works on them. */
typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  YyqTaskListPage *page;
  GtkWidget *opened; /* (nullable): the window of a task */
} Fixture;

static gboolean
is_quiet (gpointer data)
{
  return !yyq_page_get_busy (YYQ_PAGE (((Fixture *) data)->page));
}

static void
show_page (Fixture *fixture)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 500);
  fixture->page = YYQ_TASK_LIST_PAGE (yyq_task_list_page_new (fixture->sync.session));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (fixture->page));
  adw_window_set_content (ADW_WINDOW (fixture->window), toasts);
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_page_shown (YYQ_PAGE (fixture->page));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  sync_fixture_set_up (&fixture->sync, NULL);
  id = yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  g_assert_nonnull (id);
  sync_fixture_enter (&fixture->sync);
  show_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->opened != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->opened));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static YyqJobList *
list_of (Fixture *fixture)
{
  return YYQ_JOB_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (fixture->page)));
}

static gboolean
is_empty_state (gpointer data)
{
  Fixture *fixture = data;

  return is_quiet (data) && yyq_test_says (GTK_WIDGET (fixture->page), "No tasks yet");
}

/* Nobody asks for it: the list follows what runs. */
static gboolean
is_done (gpointer data)
{
  GListModel *model = G_LIST_MODEL (list_of (data));
  g_autoptr (YyqJob) job = g_list_model_get_item (model, 0);

  return job != NULL && yyq_job_get_state (job) == YYQ_JOB_STATE_DONE;
}

static void
run_check (Fixture *fixture)
{
  sync_wait (is_empty_state, fixture);
  g_signal_emit_by_name (yyq_test_find_button (GTK_WIDGET (fixture->page), "Check the e_vidence"),
                         "clicked");
  sync_wait (is_done, fixture);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqJob) job = NULL;

  run_check (fixture);
  job = g_list_model_get_item (G_LIST_MODEL (list_of (fixture)), 0);
  g_assert_cmpstr (yyq_job_get_kind (job), ==, "verify-evidence");
  /* The log and one contract, at least. */
  g_assert_cmpint (yyq_job_get_done (job), >=, 2);
  g_assert_true (yyq_test_says (GTK_WIDGET (fixture->page), "Done"));
}

static gboolean
is_failed_tab_empty (gpointer data)
{
  Fixture *fixture = data;

  return is_quiet (data) && yyq_test_says (GTK_WIDGET (fixture->page), "Nothing has failed");
}

static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  run_check (fixture);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "failed");
  sync_wait (is_failed_tab_empty, fixture);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "done");
  sync_wait (is_done, fixture);
}

static gboolean
has_items (gpointer data)
{
  YyqTable *table = YYQ_TABLE (yyq_test_find_widget (((Fixture *) data)->opened, YYQ_TYPE_TABLE));

  /* The log and the contract; nothing is anchored yet, or it is. */
  return g_list_model_get_n_items (yyq_table_get_model (table)) >= 2;
}

static void
test_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqJob) job = NULL;

  run_check (fixture);
  job = g_list_model_get_item (G_LIST_MODEL (list_of (fixture)), 0);
  fixture->opened =
    GTK_WIDGET (yyq_task_window_new (GTK_WINDOW (fixture->window), list_of (fixture), job));
  gtk_window_present (GTK_WINDOW (fixture->opened));
  sync_wait (has_items, fixture);
  g_assert_null (yyq_test_find_button (fixture->opened, "_Cancel the task"));
  g_assert_nonnull (yyq_test_find_button (fixture->opened, "_Download the result"));
}

/* (nullable) */
static GtkWidget *
find_task_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

    if (YYQ_IS_TASK_WINDOW (window))
      return window;
  }
  return NULL;
}

/* As a message about it does it; the tab that is shown has no row of it. */
static void
test_by_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqJob) job = NULL;

  run_check (fixture);
  job = g_list_model_get_item (G_LIST_MODEL (list_of (fixture)), 0);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "failed");
  sync_wait (is_failed_tab_empty, fixture);
  yyq_task_list_page_show_task (fixture->page, yyq_job_get_id (job));
  yyq_test_wait_while (find_task_window () == NULL);
  fixture->opened = find_task_window ();
  sync_wait (has_items, fixture);
}

static void
test_result (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqJob) job = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;

  run_check (fixture);
  job = g_list_model_get_item (G_LIST_MODEL (list_of (fixture)), 0);
  yyq_job_list_load_result_async (list_of (fixture), yyq_job_get_id (job), NULL, sync_keep_result,
                                  &answer);
  sync_wait_result (&answer);
  bytes = yyq_job_list_load_result_finish (list_of (fixture), answer, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, NULL);
  g_assert_nonnull (g_strstr_len (text, (gssize) g_bytes_get_size (bytes), yyq_job_get_id (job)));
}

static gboolean
is_error (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *again = yyq_test_find_button (GTK_WIDGET (fixture->page), "Try again");

  return is_quiet (data) && again != NULL && gtk_widget_get_mapped (again);
}

static gboolean
is_stale (gpointer data)
{
  gboolean stale = FALSE;

  g_object_get (list_of (data), "stale", &stale, NULL);
  return is_quiet (data) && stale;
}

/* What was known stays; without anything to show, there is an error and a way to try again. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  run_check (fixture);
  yyq_test_front_go_down (fixture->sync.front);
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (is_stale, fixture);
  g_assert_true (is_done (fixture));
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "failed");
  sync_wait (is_error, fixture);
  g_assert_true (yyq_test_says (GTK_WIDGET (fixture->page), "Check the network and try again."));
  yyq_test_front_come_up (fixture->sync.front);
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (is_failed_tab_empty, fixture);
}

#define ADD(name, test) \
  g_test_add ("/client/task-list-page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("a check is started here, and the list follows it", test_follow);
  ADD ("the tabs say which tasks are shown", test_tabs);
  ADD ("a task opens with what came of its items", test_window);
  ADD ("a task opens by its id, from whatever tab", test_by_id);
  ADD ("the result is what the platform has written", test_result);
  ADD ("without the platform what was known stays, and can be asked for again", test_offline);
  return g_test_run ();
}
