/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-choice-list.h"
#include "yyq-choice.h"
#include "yyq-list-filters.h"
#include "yyq-list-page.h"
#include "yyq-log-change.h"
#include "yyq-log-entry.h"
#include "yyq-log-page.h"
#include "yyq-log-words.h"
#include "yyq-sync-fixture.h"
#include "yyq-task-window.h"
#include "yyq-test-find-widget.h"

/* Rows of docs/manual-coverage.md: 25, 87. */

/* The log in a window, over the real platform. */
typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static gboolean
is_quiet (gpointer data)
{
  return !yyq_page_get_busy (YYQ_PAGE (((Fixture *) data)->page));
}

static GListModel *
list_of (Fixture *fixture)
{
  return yyq_list_page_get_model (YYQ_LIST_PAGE (fixture->page));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 500);
  fixture->page = yyq_log_page_new (fixture->sync.session);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), toasts);
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_page_shown (YYQ_PAGE (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_fixture_tear_down (&fixture->sync, NULL);
}

/* The choice of the company is the newest that the log has. */
static gboolean
has_entries (gpointer data)
{
  g_autoptr (YyqLogEntry) entry = g_list_model_get_item (list_of (data), 0);

  return is_quiet (data) && entry != NULL;
}

static gboolean
says_chosen (gpointer data)
{
  return yyq_test_says (((Fixture *) data)->page, "Company chosen");
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqLogEntry) entry = NULL;

  sync_wait (has_entries, fixture);
  entry = g_list_model_get_item (list_of (fixture), 0);
  g_assert_cmpstr (yyq_log_entry_get_action (entry), ==, "login.company");
  sync_wait (says_chosen, fixture);
  g_assert_true (yyq_test_says (fixture->page, yyq_log_entry_get_actor (entry)));
}

static gboolean
is_empty_tab (gpointer data)
{
  Fixture *fixture = data;

  return is_quiet (data) && g_list_model_get_n_items (list_of (fixture)) == 0 &&
         yyq_test_says (fixture->page, "Nothing was logged yet");
}

static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  sync_wait (has_entries, fixture);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "job");
  sync_wait (is_empty_tab, fixture);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "account");
  sync_wait (has_entries, fixture);
}

static gboolean
finds_nothing (gpointer data)
{
  Fixture *fixture = data;

  return is_quiet (data) &&
         yyq_test_says (fixture->page, "No entry matches the search and the filters.");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  sync_wait (has_entries, fixture);
  yyq_list_page_search (YYQ_LIST_PAGE (fixture->page), "nobody of this name");
  sync_wait (finds_nothing, fixture);
  yyq_list_page_search (YYQ_LIST_PAGE (fixture->page), "");
  sync_wait (has_entries, fixture);
}

/* Somebody did something, and nothing else is in the log. */
static gboolean
is_of_one (gpointer data)
{
  Fixture *fixture = data;
  GListModel *list = list_of (fixture);
  g_autoptr (YyqLogEntry) first = g_list_model_get_item (list, 0);

  if (!is_quiet (fixture) || first == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (YyqLogEntry) entry = g_list_model_get_item (list, i);

    if (g_strcmp0 (yyq_log_entry_get_actor (entry), yyq_log_entry_get_actor (first)) != 0)
      return FALSE;
  }
  return TRUE;
}

static YyqListFilters *
filters_of (Fixture *fixture)
{
  return YYQ_LIST_FILTERS (yyq_test_find_widget (fixture->page, YYQ_TYPE_LIST_FILTERS));
}

static YyqChoiceList *
accounts_of (Fixture *fixture)
{
  GtkWidget *filters = GTK_WIDGET (filters_of (fixture));

  return YYQ_CHOICE_LIST (yyq_test_find_widget (filters, YYQ_TYPE_CHOICE_LIST));
}

static gboolean
has_choices (gpointer data)
{
  return g_list_model_get_n_items (yyq_choice_list_get_model (accounts_of (data))) > 1;
}

static void
choose (Fixture *fixture, const char *name)
{
  GListModel *choices = yyq_choice_list_get_model (accounts_of (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++) {
    g_autoptr (YyqChoice) choice = g_list_model_get_item (choices, i);

    if (g_str_equal (yyq_choice_get_name (choice), name)) {
      yyq_list_filters_choose (filters_of (fixture), "account-id", yyq_choice_get_id (choice),
                               TRUE);
      return;
    }
  }
  g_error ("There is no %s to choose", name);
}

static void
test_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqLogEntry) entry = NULL;

  sync_wait (has_entries, fixture);
  sync_wait (has_choices, fixture);
  entry = g_list_model_get_item (list_of (fixture), 0);
  choose (fixture, yyq_log_entry_get_actor (entry));
  g_assert_true (yyq_list_filters_is_narrow (filters_of (fixture)));
  sync_wait (is_of_one, fixture);
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (is_of_one, fixture);
  g_assert_cmpuint (yyq_choice_list_get_n_chosen (accounts_of (fixture)), ==, 1);
  yyq_list_filters_clear (filters_of (fixture));
  g_assert_false (yyq_list_filters_is_narrow (filters_of (fixture)));
  sync_wait (has_entries, fixture);
}

#define OLD_ENTRIES 120

/* Whoever comes to the end of what is there gets more. */
static gboolean
has_all (gpointer data)
{
  GListModel *list = list_of (data);
  const guint n = g_list_model_get_n_items (list);
  g_autoptr (GObject) last = n > 0 ? g_list_model_get_item (list, n - 1) : NULL;

  return n > OLD_ENTRIES && last != NULL;
}

static void
assert_each_once (GListModel *list)
{
  gint64 before = G_MAXINT64;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (YyqLogEntry) entry = g_list_model_get_item (list, i);

    g_assert_cmpint (yyq_log_entry_get_at (entry), <=, before);
    before = yyq_log_entry_get_at (entry);
    if (g_str_equal (yyq_log_entry_get_action (entry), "logout"))
      g_assert_cmpint (before, ==, g_list_model_get_n_items (list) - i);
  }
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n;

  sync_wait (has_entries, fixture);
  yyq_test_platform_execute (
    fixture->sync.platform,
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) "
    "INSERT INTO audit (id, at, tenant_id, unit_id, action, format) SELECT 'page-' || (1000 + i), "
    "i, a.tenant_id, a.unit_id, 'logout', 1 FROM n, (SELECT tenant_id, unit_id FROM audit WHERE "
    "action = 'login.company' LIMIT 1) a");
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (has_all, fixture);
  assert_each_once (list_of (fixture));
  n = g_list_model_get_n_items (list_of (fixture));
  /* Asked again, the pages behind the first stay. */
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (is_quiet, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (list_of (fixture)), ==, n);
}

static GtkWindow *
find_task_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (YYQ_IS_TASK_WINDOW (window))
      return window;
  }
  return NULL;
}

static gboolean
is_task_shown (gpointer data)
{
  GtkWindow *window = find_task_window ();

  return window != NULL && yyq_test_says (GTK_WIDGET (window), "Done");
}

static void
assert_task (Fixture *fixture, const char *action, const char *target, const char *title)
{
  sync_wait (has_entries, fixture);
  g_assert_true (
    gtk_widget_activate_action (fixture->page, action, target != NULL ? "s" : NULL, target));
  sync_wait (is_task_shown, fixture);
  g_assert_cmpstr (gtk_window_get_title (find_task_window ()), ==, title);
  gtk_window_destroy (find_task_window ());
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  assert_task (fixture, "log.export", "xlsx", "Export of the log");
}

static void
test_verify (Fixture *fixture, gconstpointer data)
{
  assert_task (fixture, "log.verify", NULL, "Check of the log");
}

/* Words */

static void
test_words (void)
{
  g_autoptr (YyqLogEntry) entry =
    g_object_new (YYQ_TYPE_LOG_ENTRY, "action", "contract.sign", "unit", "甲公司", NULL);
  g_autoptr (YyqLogEntry) newer =
    g_object_new (YYQ_TYPE_LOG_ENTRY, "action", "contract.fold", "unit", "甲公司", NULL);
  GListStore *changes = G_LIST_STORE (yyq_log_entry_get_changes (entry));
  g_autoptr (GObject) state = g_object_new (YYQ_TYPE_LOG_CHANGE, "field", "state", "before",
                                            "signing", "after", "completed", NULL);
  g_autoptr (GObject) other =
    g_object_new (YYQ_TYPE_LOG_CHANGE, "field", "colour", "after", "red", NULL);
  g_autofree char *action = yyq_log_words_of_action (entry);
  g_autofree char *unknown = yyq_log_words_of_action (newer);
  g_autofree char *text = NULL;

  g_list_store_append (changes, state);
  g_list_store_append (changes, other);
  text = yyq_log_words_of_changes (entry);
  g_assert_cmpstr (action, ==, "Contract signed");
  g_assert_cmpstr (unknown, ==, "contract.fold");
  g_assert_cmpstr (text, ==, "State: Being signed → Completed; colour: — → red");
}

#define ADD(name, test) \
  g_test_add ("/client/log-page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("an entry says what was done, and by whom", test_entries);
  ADD ("the tabs are modules", test_tabs);
  ADD ("what nobody did is not found", test_search);
  ADD ("an account that is chosen stays chosen, and narrows the log", test_choice);
  ADD ("further pages come to who nears the end, each entry once", test_pages);
  ADD ("a file is made by a task, which is shown", test_export);
  ADD ("the check is a task, which is shown", test_verify);
  g_test_add_func ("/client/log-page/changes are told in words, and unknown ones as they are",
                   test_words);
  return g_test_run ();
}
