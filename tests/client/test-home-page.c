/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-bar-chart.h"
#include "yyq-date-range.h"
#include "yyq-home-page.h"
#include "yyq-sync-fixture.h"
#include "yyq-table.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-page-life.h"

#define N_CONTRACTS 7
#define AFTERNOON_MS G_GINT64_CONSTANT (1790000000000)
#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

/* The home page of a company with seven contracts that wait for it, over the real platform. */
typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  GtkWidget *page;
  char *tab; /* the last one that was asked for */
} Fixture;

static gpointer
part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->page, YYQ_TYPE_HOME_PAGE, name);
}

static void
show_contracts_cb (Fixture *fixture, GVariant *tab)
{
  g_free (fixture->tab);
  fixture->tab = g_variant_dup_string (tab, NULL);
}

static void
add_action (Fixture *fixture)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-contracts", G_VARIANT_TYPE_STRING);

  g_signal_connect_swapped (action, "activate", G_CALLBACK (show_contracts_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (actions));
}

static void
set_up (Fixture *fixture, gconstpointer spoilt)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  for (int i = 0; i < N_CONTRACTS; i++)
    g_free (yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二"));
  if (spoilt != NULL)
    yyq_test_front_spoil (fixture->sync.front, spoilt, YYQ_TEST_FAULT_STATUS_500, 99);
  sync_fixture_enter (&fixture->sync);
  fixture->window = adw_window_new ();
  add_action (fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 780, 500);
  fixture->page = yyq_home_page_new (fixture->sync.session);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer spoilt)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->tab);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static gboolean
shows_content (gpointer data)
{
  return yyq_test_page_is_quiet (((Fixture *) data)->page) &&
         g_str_equal (gtk_stack_get_visible_child_name (part (data, "stack")), "content");
}

static gboolean
lists_recent (gpointer data)
{
  return yyq_table_get_model (part (data, "recent_table")) != NULL &&
         g_list_model_get_n_items (yyq_table_get_model (part (data, "recent_table"))) > 0;
}

static void
show (Fixture *fixture)
{
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (shows_content, fixture);
}

/* How many columns the chart tells a screen reader of. */
static guint
count_columns (Fixture *fixture)
{
  g_autofree char *text = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (part (fixture, "chart")), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  g_auto (GStrv) columns = g_strsplit (text, ";", -1);

  return g_strv_length (columns) - 1;
}

static void
choose (Fixture *fixture, const char *toggle)
{
  gtk_toggle_button_set_active (part (fixture, toggle), TRUE);
  sync_wait (yyq_test_page_is_quiet, fixture->page);
}

static void
test_shown (Fixture *fixture, gconstpointer spoilt)
{
  show (fixture);
  g_assert_true (yyq_test_says (part (fixture, "todo_box"), "Contracts to sign"));
  g_assert_true (yyq_test_says (part (fixture, "todo_box"), "7"));
  g_assert_true (yyq_test_says (part (fixture, "figures_box"), "Being signed"));
  g_assert_true (yyq_test_says (part (fixture, "figures_box"), "7"));
  sync_wait (lists_recent, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (yyq_table_get_model (part (fixture, "recent_table"))),
                    ==, 5);
}

static GtkWidget *
card (Fixture *fixture, int number)
{
  return gtk_flow_box_child_get_child (
    gtk_flow_box_get_child_at_index (part (fixture, "todo_box"), number));
}

static void
test_card (Fixture *fixture, gconstpointer spoilt)
{
  show (fixture);
  g_signal_emit_by_name (card (fixture, 0), "clicked");
  g_assert_cmpstr (fixture->tab, ==, "mine");
  g_signal_emit_by_name (card (fixture, 1), "clicked");
  g_assert_cmpstr (fixture->tab, ==, "others");
}

static void
test_table (Fixture *fixture, gconstpointer spoilt)
{
  show (fixture);
  g_assert_false (gtk_widget_get_mapped (part (fixture, "chart_table")));
  gtk_toggle_button_set_active (part (fixture, "table_toggle"), TRUE);
  g_assert_false (gtk_widget_get_visible (part (fixture, "chart")));
  g_assert_true (yyq_test_says (part (fixture, "chart_table"), "Initiated"));
  g_assert_true (yyq_test_says (part (fixture, "chart_table"), "7"));
}

static void
test_spans (Fixture *fixture, gconstpointer spoilt)
{
  show (fixture);
  g_assert_cmpuint (count_columns (fixture), ==, 6);
  choose (fixture, "week_toggle");
  g_assert_cmpuint (count_columns (fixture), ==, 7);
  choose (fixture, "month_toggle");
  /* 28 days touch five weeks, but for those that end on a Sunday. */
  g_assert_cmpuint (count_columns (fixture), >=, 4);
  g_assert_cmpuint (count_columns (fixture), <=, 5);
}

static void
test_range (Fixture *fixture, gconstpointer spoilt)
{
  YyqDateRange *range = part (fixture, "range");

  show (fixture);
  yyq_date_range_set (range, AFTERNOON_MS, AFTERNOON_MS + 3 * DAY_MS);
  sync_wait (yyq_test_page_is_quiet, fixture->page);
  g_assert_cmpuint (count_columns (fixture), ==, 4); /* from one afternoon to another */
  g_assert_false (gtk_toggle_button_get_active (part (fixture, "half_year_toggle")));
  choose (fixture, "week_toggle");
  g_assert_cmpint (yyq_date_range_get_from (range), ==, 0);
  g_assert_cmpuint (count_columns (fixture), ==, 7);
  yyq_date_range_set (range, AFTERNOON_MS, AFTERNOON_MS + 3 * DAY_MS);
  yyq_date_range_clear (range);
  sync_wait (yyq_test_page_is_quiet, fixture->page);
  g_assert_true (gtk_toggle_button_get_active (part (fixture, "half_year_toggle")));
  g_assert_cmpuint (count_columns (fixture), ==, 6);
}

static gboolean
shows_error (gpointer data)
{
  return yyq_test_says (part (data, "state_page"), "Try again");
}

static void
test_no_figures (Fixture *fixture, gconstpointer spoilt)
{
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (shows_error, fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (fixture, "stack")), ==, "state");
  yyq_test_front_heal (fixture->sync.front);
  g_signal_emit_by_name (part (fixture, "state_page"), "retry");
  sync_wait (shows_content, fixture);
}

static void
test_no_statistics (Fixture *fixture, gconstpointer spoilt)
{
  show (fixture);
  g_assert_cmpstr (gtk_label_get_text (part (fixture, "stats_label")), !=, "");
  g_assert_true (gtk_widget_get_visible (part (fixture, "stats_label")));
  yyq_test_front_heal (fixture->sync.front);
  choose (fixture, "week_toggle");
  g_assert_false (gtk_widget_get_visible (part (fixture, "stats_label")));
}

/* Past the figures, where there is nothing to do: there are two cards. */
static void
test_tab_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *cards = part (fixture, "todo_box");
  GtkFlowBoxChild *first = NULL;

  yyq_test_wait_while (!gtk_widget_get_mapped (cards) ||
                       gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (cards), 1) == NULL);
  first = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (cards), 0);
  g_assert_true (gtk_widget_grab_focus (gtk_flow_box_child_get_child (first)));
  for (guint i = 0; i < 3; i++)
    gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), cards));
}

#define ADD(name, spoilt, test) \
  g_test_add ("/client/home-page/" name, Fixture, spoilt, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("what waits, the figures and the latest five contracts are shown", NULL, test_shown);
  ADD ("a card opens the tab that it counts", NULL, test_card);
  ADD ("the Tab key goes on from the cards, past the figures", NULL, test_tab_key);
  ADD ("the numbers of the chart are there as a table", NULL, test_table);
  ADD ("half a year has a column a month, a month one a week, a week one a day", NULL, test_spans);
  ADD ("a range and a fixed span exclude each other", NULL, test_range);
  ADD ("without figures it says so, and tries again", "/home/", test_no_figures);
  ADD ("without statistics the rest of the page stands", "/contract-stats", test_no_statistics);
  return g_test_run ();
}
