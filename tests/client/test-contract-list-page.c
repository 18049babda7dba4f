/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-contract-list-page.h"
#include "yyq-date-range.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"

#define N_CONTRACTS 30

/* The list in a window that shows some of its rows, over the real platform. */
typedef struct {
  SyncFixture sync;
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

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  for (int i = 0; i < N_CONTRACTS; i++) {
    g_autofree char *id =
      yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");

    g_assert_nonnull (id);
  }
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

#define ADD(name, test) \
  g_test_add ("/client/contract-list-page/" name, Fixture, NULL, set_up, test, tear_down)

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
  return g_test_run ();
}
