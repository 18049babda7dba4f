/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-contract-list-page.h"
#include "yyq-date-range.h"
#include "yyq-filter-chip.h"
#include "yyq-state-page.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"

#define N_CONTRACTS 30

/* The list in a window that shows some of its rows, over the real platform. */
typedef struct {
  SyncFixture sync;
  char *ids[N_CONTRACTS]; /* (owned) */
  GtkWidget *window;
  YyqContractListPage *page;
} Fixture;

static YyqTable *
table_of (Fixture *fixture)
{
  return yyq_list_page_get_table (YYQ_LIST_PAGE (fixture->page));
}

static GtkAdjustment *
vertical (Fixture *fixture)
{
  return gtk_scrolled_window_get_vadjustment (yyq_table_get_scroller (table_of (fixture)));
}

static gboolean
is_full (gpointer data)
{
  return g_list_model_get_n_items (yyq_table_get_model (table_of (data))) == N_CONTRACTS;
}

static gboolean
is_quiet (gpointer data)
{
  return !yyq_page_get_busy (YYQ_PAGE (((Fixture *) data)->page));
}

static gboolean
is_down (gpointer data)
{
  GtkAdjustment *adjustment = vertical (data);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return gtk_adjustment_get_value (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

/* The first ones are no longer as all others, when @data says so: a draft, a withdrawn one, one by
 * another clerk. */
static void
make_different (Fixture *fixture)
{
  static const char *const changes[] = { "state = 'draft'", "state = 'withdrawn'",
                                         "initiator_name = '欧阳另'" };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *sql =
      g_strdup_printf ("UPDATE contract SET %s WHERE id = '%s'", changes[i], fixture->ids[i]);

    yyq_test_platform_execute (fixture->sync.platform, sql);
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  for (int i = 0; i < N_CONTRACTS; i++)
    fixture->ids[i] = yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  if (data != NULL)
    make_different (fixture);
  sync_fixture_enter (&fixture->sync);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 400);
  fixture->page = YYQ_CONTRACT_LIST_PAGE (yyq_contract_list_page_new (fixture->sync.session));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (is_full, fixture);
  sync_wait (is_quiet, fixture);
  sync_wait (is_down, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_fixture_tear_down (&fixture->sync, NULL);
  for (int i = 0; i < N_CONTRACTS; i++)
    g_free (fixture->ids[i]);
}

static gboolean
is_at_the_top (gpointer data)
{
  return is_quiet (data) && gtk_adjustment_get_value (vertical (data)) <= 0;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  yyq_list_page_search (YYQ_LIST_PAGE (fixture->page), "劳动");
  sync_wait (is_at_the_top, fixture);
  g_assert_true (is_full (fixture));
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  YyqTableColumns *columns = yyq_table_get_columns (table_of (fixture));
  gboolean descending = FALSE;

  g_assert_cmpstr (yyq_table_columns_get_sort (columns, &descending), ==, "initiated_at");
  g_assert_true (descending);
  yyq_table_columns_sort_by (columns, "title", FALSE);
  sync_wait (is_at_the_top, fixture);
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "mine");
  sync_wait (is_at_the_top, fixture);
}

static gboolean
is_empty (gpointer data)
{
  GListModel *model = yyq_list_page_get_model (YYQ_LIST_PAGE (((Fixture *) data)->page));

  return is_quiet (data) && g_list_model_get_n_items (model) == 0;
}

/* All of them wait for the company, and were initiated today. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  YyqDateRange *range =
    YYQ_DATE_RANGE (yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_DATE_RANGE));

  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "others");
  sync_wait (is_empty, fixture);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "mine");
  sync_wait (is_full, fixture);
  yyq_date_range_set (range, 1, 2);
  sync_wait (is_empty, fixture);
  yyq_date_range_clear (range);
  sync_wait (is_full, fixture);
}

static void
test_news (Fixture *fixture, gconstpointer data)
{
  const double before = gtk_adjustment_get_value (vertical (fixture));

  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (is_quiet, fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (vertical (fixture)), ==, before);
}

/* Filters */

static YyqListFilters *
filters_of (Fixture *fixture)
{
  return yyq_record_list_page_get_filters (YYQ_RECORD_LIST_PAGE (fixture->page));
}

/* What is awaited. */
typedef struct {
  Fixture *fixture;
  guint rows;
  const char *tab; /* one of the tabs, with its number */
} Wanted;

static gboolean
is_wanted (gpointer data)
{
  const Wanted *wanted = data;
  GListModel *model = yyq_table_get_model (table_of (wanted->fixture));

  return is_quiet (wanted->fixture) && g_list_model_get_n_items (model) == wanted->rows &&
         yyq_test_says (GTK_WIDGET (wanted->fixture->page), wanted->tab);
}

static void
wait_for (Fixture *fixture, guint rows, const char *tab)
{
  Wanted wanted = { fixture, rows, tab };

  sync_wait (is_wanted, &wanted);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  YyqListFilters *filters = filters_of (fixture);

  wait_for (fixture, 30, "Waiting for me 28");
  yyq_list_filters_choose (filters, "state", "draft", TRUE);
  wait_for (fixture, 1, "All contracts 1");
  g_assert_true (is_at_the_top (fixture));
  yyq_list_filters_choose (filters, "state", "withdrawn", TRUE);
  wait_for (fixture, 2, "Waiting for me 0");
  yyq_list_filters_choose (filters, "state", "mine", TRUE);
  wait_for (fixture, 30, "Waiting for me 28");
  yyq_list_filters_choose (filters, "state", "draft", FALSE);
  wait_for (fixture, 29, "All contracts 29");
  yyq_list_filters_clear (filters);
  wait_for (fixture, 30, "All contracts 30");
}

static void
test_time (Fixture *fixture, gconstpointer data)
{
  YyqDateRange *range =
    YYQ_DATE_RANGE (yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_DATE_RANGE));

  yyq_date_range_set (range, 1, G_MAXINT64 - 1);
  wait_for (fixture, 29, "All contracts 29");
}

/* Of what is typed, what is filtered, the tab and the order none undoes another. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  YyqListPage *page = YYQ_LIST_PAGE (fixture->page);
  YyqTableColumns *columns = yyq_table_get_columns (table_of (fixture));

  yyq_list_filters_choose (filters_of (fixture), "initiator_name", "欧阳另", TRUE);
  wait_for (fixture, 1, "Waiting for me 1");
  yyq_table_columns_sort_by (columns, "due_at", FALSE);
  yyq_list_page_choose_tab (page, "mine");
  yyq_list_page_search (page, "王小二");
  wait_for (fixture, 1, "All contracts 1");
  yyq_list_page_choose_tab (page, "done");
  wait_for (fixture, 0, "Waiting for me 1");
  yyq_list_page_choose_tab (page, "mine");
  yyq_list_page_search (page, "");
  yyq_list_filters_choose (filters_of (fixture), "initiator_name", "欧阳另", FALSE);
  wait_for (fixture, 28, "Waiting for me 28");
}

static gboolean
knows_initiators (gpointer data)
{
  Fixture *fixture = data;

  yyq_list_filters_choose (filters_of (fixture), "initiator_name", "欧阳另", TRUE);
  return yyq_list_filters_is_narrow (filters_of (fixture));
}

/* Who finds nothing gives up what he asked for where it says so. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  sync_wait (knows_initiators, fixture);
  yyq_list_filters_choose (filters_of (fixture), "state", "refused", TRUE);
  wait_for (fixture, 0, "All contracts 0");
  g_assert_true (yyq_test_says (GTK_WIDGET (fixture->page), "Nothing found"));
  g_signal_emit_by_name (yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_STATE_PAGE),
                         "offered");
  g_assert_false (yyq_list_filters_is_narrow (filters_of (fixture)));
  wait_for (fixture, 30, "All contracts 30");
}

/* The chip of the states: the first one. */
static GtkWidget *
chip_of (Fixture *fixture)
{
  return yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_FILTER_CHIP);
}

static gboolean
is_open (gpointer popover)
{
  GtkWidget *row = yyq_test_find_widget (popover, GTK_TYPE_CHECK_BUTTON);

  return gtk_widget_get_mapped (popover) && row != NULL && gtk_widget_get_mapped (row);
}

/* By what is in the popover, not by what the page offers to the program. */
static void
test_chip (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chip = chip_of (fixture);
  GtkWidget *button = yyq_test_find_widget (chip, GTK_TYPE_MENU_BUTTON);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *row;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  sync_wait (is_open, popover);
  row = yyq_test_find_widget (popover, GTK_TYPE_CHECK_BUTTON);
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (row)), ==, "Draft");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  row = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (row));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  wait_for (fixture, 29, "Waiting for me 28");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "State: Draft, Waiting for me");
  g_assert_true (yyq_list_filters_is_narrow (filters_of (fixture)));
  g_signal_emit_by_name (chip, "removed");
  wait_for (fixture, 30, "All contracts 30");
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "State");
}

/* What is given up by its button leaves the keyboard where the filter is. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chip = chip_of (fixture);
  GtkWidget *remove = gtk_widget_get_last_child (adw_bin_get_child (ADW_BIN (chip)));

  yyq_list_filters_choose (filters_of (fixture), "state", "draft", TRUE);
  g_assert_true (gtk_widget_get_visible (remove));
  gtk_widget_grab_focus (remove);
  g_signal_emit_by_name (remove, "clicked");
  g_assert_false (gtk_widget_get_visible (remove));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), chip));
}

#define ADD(name, test) \
  g_test_add ("/client/contract-list-page/" name, Fixture, NULL, set_up, test, tear_down)
#define ADD_DIFFERENT(name, test) \
  g_test_add ("/client/contract-list-page/" name, Fixture, "different", set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("a search begins at the top", test_search);
  ADD ("another order begins at the top", test_sort);
  ADD ("another tab begins at the top", test_tab);
  ADD ("the tab and the start time say which contracts are shown", test_questions);
  ADD ("what is fetched anew stays where it was", test_news);
  ADD_DIFFERENT ("states are chosen together, and the tabs count what they leave", test_states);
  ADD_DIFFERENT ("a draft has no start time", test_time);
  ADD_DIFFERENT ("search, filters, tab and order hold together", test_together);
  ADD_DIFFERENT ("who finds nothing gives up all filters at once", test_nothing);
  ADD_DIFFERENT ("a chip says what is chosen in its popover, and no longer when it is removed",
                 test_chip);
  ADD_DIFFERENT ("the keyboard stays on a filter that is removed", test_focus);
  return g_test_run ();
}
