/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-export.h"
#include "yyq-table-header.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-table.h"
#include "yyq-test-wait.h"

#define N_ROWS 1000
#define WIDTH 800

static void
set_up (YyqTestTable *self, gconstpointer data)
{
  yyq_test_table_set_up (self, N_ROWS, WIDTH);
}

static void
tear_down (YyqTestTable *self, gconstpointer data)
{
  yyq_test_table_tear_down (self);
}

static YyqTableSelection *
selection_of (YyqTestTable *self)
{
  return yyq_table_get_selection (self->table);
}

static YyqTableHeader *
header_of (YyqTestTable *self)
{
  return YYQ_TABLE_HEADER (yyq_test_find_widget (GTK_WIDGET (self->table), YYQ_TYPE_TABLE_HEADER));
}

static GtkAccessible *
nth_cell (YyqTestTable *self, guint position, guint nth)
{
  GtkWidget *cell =
    gtk_widget_get_first_child (GTK_WIDGET (yyq_table_body_find_row (self->body, position)));

  while (nth-- > 0)
    cell = gtk_widget_get_next_sibling (cell);
  return GTK_ACCESSIBLE (cell);
}

static void
assert_name (gpointer accessible, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (accessible), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       name);
}

static void
test_names (YyqTestTable *self, gconstpointer data)
{
  gpointer row = yyq_table_body_find_row (self->body, 6);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (self->body), GTK_ACCESSIBLE_ROLE_TABLE);
  assert_name (self->body, "Things");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_ROW);
  assert_name (row, "Row 7, Row 7, Good, Good");
  gtk_test_accessible_assert_role (nth_cell (self, 6, 1), GTK_ACCESSIBLE_ROLE_CELL);
  assert_name (nth_cell (self, 6, 1), "Number: Row 7");
  assert_name (nth_cell (self, 6, 3), "State: Good");
  assert_name (nth_cell (self, 6, 5), "Look");
  yyq_table_columns_move (yyq_table_get_columns (self->table), 3, 1);
  assert_name (nth_cell (self, 6, 1), "State: Good");
}

static void
test_sort_names (YyqTestTable *self, gconstpointer data)
{
  GtkWidget *name = yyq_table_header_get_title (header_of (self), YYQ_TEST_NAME);

  assert_name (name, "Name, can be sorted");
  assert_name (yyq_table_header_get_title (header_of (self), YYQ_TEST_STATE), "State");
  g_signal_emit_by_name (name, "clicked");
  assert_name (name, "Name, ascending");
  g_signal_emit_by_name (name, "clicked");
  assert_name (name, "Name, descending");
  g_signal_emit_by_name (yyq_table_header_get_title (header_of (self), YYQ_TEST_NUMBER), "clicked");
  assert_name (name, "Name, can be sorted");
  g_assert_cmpuint (self->n_sorted, ==, 3);
}

static guint
count_rows (GtkWidget *body)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (body); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += YYQ_IS_TABLE_ROW (child);
  return n;
}

static void
test_few_rows (YyqTestTable *self, gconstpointer data)
{
  GtkAdjustment *vertical = yyq_test_table_get_vertical (self);
  const guint n_rows = count_rows (GTK_WIDGET (self->body));
  g_autofree char *last = NULL;

  g_assert_cmpuint (n_rows, >, 5);
  g_assert_cmpuint (n_rows, <, 20);
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_upper (vertical));
  yyq_test_table_settle (self);
  last = yyq_test_table_read (self, N_ROWS - 1);
  g_assert_cmpstr (last, ==, "Row 1000");
  g_assert_cmpuint (count_rows (GTK_WIDGET (self->body)), ==, n_rows);
  g_assert_cmpuint (yyq_test_rows_get_n_asked (self->rows), <, 3 * n_rows);
}

static void
test_sorted_selection (YyqTestTable *self, gconstpointer data)
{
  g_autoptr (GtkBitset) positions = NULL;

  yyq_table_selection_set (selection_of (self), 2, 3, TRUE);
  yyq_test_rows_turn_over (self->rows);
  g_assert_cmpuint (yyq_table_selection_get_n (selection_of (self)), ==, 2);
  positions = yyq_table_selection_get_positions (selection_of (self));
  g_assert_true (gtk_bitset_contains (positions, N_ROWS - 3));
  g_assert_true (gtk_bitset_contains (positions, N_ROWS - 4));
  g_assert_false (yyq_table_selection_contains (selection_of (self), 2));
}

static void
test_unseen_selection (YyqTestTable *self, gconstpointer data)
{
  yyq_table_selection_set (selection_of (self), 2, 3, TRUE);
  yyq_test_rows_replace (self->rows, 4, 10);
  g_assert_cmpuint (yyq_table_selection_get_n (selection_of (self)), ==, 1);
  yyq_test_rows_replace (self->rows, 1, N_ROWS);
  g_assert_cmpuint (yyq_table_selection_get_n (selection_of (self)), ==, 2);
  yyq_table_selection_set_all (selection_of (self), FALSE);
  g_assert_cmpuint (yyq_table_selection_get_n (selection_of (self)), ==, 0);
}

static void
test_all (YyqTestTable *self, gconstpointer data)
{
  guint before;

  yyq_test_rows_replace (self->rows, 1, 100000);
  yyq_test_table_settle (self);
  before = yyq_test_rows_get_n_asked (self->rows);
  yyq_table_selection_set_all (selection_of (self), TRUE);
  yyq_test_table_settle (self);
  g_assert_cmpuint (yyq_table_selection_get_n (selection_of (self)), ==, 100000);
  g_assert_cmpuint (yyq_test_rows_get_n_asked (self->rows), ==, before);
  g_assert_true (gtk_check_button_get_active (
    GTK_CHECK_BUTTON (yyq_table_header_get_title (header_of (self), YYQ_TEST_CHECK))));
}

static void
test_selected_state (YyqTestTable *self, gconstpointer data)
{
  GtkAccessible *row = GTK_ACCESSIBLE (yyq_table_body_find_row (self->body, 1));

  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  yyq_table_selection_set (selection_of (self), 1, 1, TRUE);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
}

static void
scroll_to (YyqTestTable *self, double value)
{
  gtk_adjustment_set_value (yyq_test_table_get_vertical (self), value);
  yyq_test_table_settle (self);
}

static int
row_height (YyqTestTable *self)
{
  return yyq_table_look_get_row_height (yyq_table_body_get_look (self->body));
}

static void
test_above (YyqTestTable *self, gconstpointer data)
{
  const int height = row_height (self);
  g_autofree char *text = NULL;

  scroll_to (self, 100.0 * height + 7);
  yyq_test_rows_insert (self->rows, 0, 5000, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), ==,
                     103.0 * height + 7);
  text = yyq_test_table_read (self, 103);
  g_assert_cmpstr (text, ==, "Row 101");
  yyq_test_rows_remove (self->rows, 0, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), ==,
                     100.0 * height + 7);
}

static void
test_at_the_top (YyqTestTable *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  yyq_test_rows_insert (self->rows, 0, 5000, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), ==, 0);
  text = yyq_test_table_read (self, 0);
  g_assert_cmpstr (text, ==, "Row 5000");
}

static void
test_begin (YyqTestTable *self, gconstpointer data)
{
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  scroll_to (self, 500);
  yyq_table_body_set_cursor (self->body, 14);
  yyq_test_rows_turn_over (self->rows);
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), >, 0);
  g_assert_cmpuint (yyq_table_body_get_cursor (self->body), ==, 14);
  yyq_table_begin (self->table);
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), ==, 0);
  g_assert_cmpuint (yyq_table_body_get_cursor (self->body), ==, GTK_INVALID_LIST_POSITION);
}

static gboolean
has_no_room (YyqTestTable *self, guint index)
{
  return !yyq_table_columns_get_indexed (yyq_table_get_columns (self->table), index)->shown;
}

static void
test_no_room (YyqTestTable *self, gconstpointer data)
{
  GtkWidget *options = gtk_widget_get_last_child (GTK_WIDGET (header_of (self)));

  g_assert_false (has_no_room (self, YYQ_TEST_NUMBER));
  assert_name (options, "Columns");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 480, 400);
  yyq_test_wait_while (!has_no_room (self, YYQ_TEST_PROGRESS));
  yyq_test_table_settle (self);
  g_assert_false (has_no_room (self, YYQ_TEST_STATE));
  g_assert_false (has_no_room (self, YYQ_TEST_ACTION));
  g_assert_true (
    gtk_test_accessible_has_property (GTK_ACCESSIBLE (options), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (options), "no room for"));
  g_assert_false (gtk_widget_get_child_visible (
    yyq_table_header_get_title (header_of (self), YYQ_TEST_PROGRESS)));
}

static gboolean
has_height (YyqTestTable *self, guint position)
{
  GtkWidget *row = GTK_WIDGET (yyq_table_body_find_row (self->body, position));

  return row != NULL && gtk_widget_get_allocated_height (row) == row_height (self);
}

static void
test_text_size (YyqTestTable *self, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (self->window);
  const int before = row_height (self);
  int dpi = 0;

  scroll_to (self, 10.0 * before);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  yyq_test_wait_while (row_height (self) <= before * 5 / 4 || !has_height (self, 11));
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), ==,
                     10.0 * row_height (self));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  yyq_test_wait_while (row_height (self) != before || !has_height (self, 11));
}

static void
test_dense (YyqTestTable *self, gconstpointer data)
{
  const int before = row_height (self);
  const guint n_before = count_rows (GTK_WIDGET (self->body));

  yyq_table_look_set_dense (yyq_table_body_get_look (self->body), TRUE);
  yyq_test_table_settle (self);
  g_assert_cmpint (row_height (self), <, before);
  g_assert_cmpuint (count_rows (GTK_WIDGET (self->body)), >, n_before);
  for (guint i = 0; i < n_before; i++) {
    GtkWidget *row = GTK_WIDGET (yyq_table_body_find_row (self->body, i));

    g_assert_cmpint (gtk_widget_get_allocated_height (row), ==, row_height (self));
    g_assert_true (gtk_widget_get_child_visible (row));
  }
}

static char *
export_rows (YyqTestTable *self)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  yyq_table_export_async (self->table, NULL, yyq_test_keep_result, &answer);
  yyq_test_wait_result (&answer);
  text = yyq_table_export_finish (self->table, answer, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_export (YyqTestTable *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  yyq_table_selection_set (selection_of (self), 0, 699, TRUE);
  yyq_table_columns_set_wanted (yyq_table_get_columns (self->table), YYQ_TEST_PROGRESS, FALSE);
  yyq_test_table_settle (self);
  text = export_rows (self);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 702);
  g_assert_cmpstr (lines[0], ==, "Number\tName\tState");
  g_assert_cmpstr (lines[700], ==, "Row 700\tRow 700\tGood");
}

static void
test_export_moved (YyqTestTable *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autofree char *text = NULL;

  yyq_table_selection_set (selection_of (self), 0, 299, TRUE);
  yyq_table_export_async (self->table, NULL, yyq_test_keep_result, &answer);
  yyq_test_rows_turn_over (self->rows);
  yyq_test_wait_result (&answer);
  text = yyq_table_export_finish (self->table, answer, NULL);
  g_assert_nonnull (strstr (text, "Row 300\t"));
  g_assert_nonnull (strstr (text, "Row 1\t"));
  g_assert_null (strstr (text, "Row 301\t"));
}

/* Who mails a name that begins like a formula has it reckoned with by nobody's spreadsheet. */
static void
test_export_formula (YyqTestTable *self, gconstpointer data)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]){ "=1+1\tx", NULL });
  g_autofree char *text = NULL;

  yyq_table_set_model (self->table, G_LIST_MODEL (names));
  yyq_test_table_settle (self);
  yyq_table_body_set_cursor (self->body, 0);
  text = export_rows (self);
  g_assert_nonnull (strstr (text, "\n'=1+1 x\t"));
}

#define ADD(name, test) \
  g_test_add ("/client/table/" name, YyqTestTable, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("a row is called by what it says, and each cell by its title too", test_names);
  ADD ("titles say by which of them rows are sorted, and how", test_sort_names);
  ADD ("only rows in sight are made and asked for", test_few_rows);
  ADD ("what is ticked stays ticked when rows are sorted", test_sorted_selection);
  ADD ("what is ticked and not in the list counts for nothing, and comes back",
       test_unseen_selection);
  ADD ("a hundred thousand rows are ticked without making one", test_all);
  ADD ("a row tells assistive technologies whether it is ticked", test_selected_state);
  ADD ("what is in sight stays there when rows come and go above it", test_above);
  ADD ("who is at the top sees what comes there", test_at_the_top);
  ADD ("another question begins at the first row", test_begin);
  ADD ("columns for which there is no room go, and that is said", test_no_room);
  ADD ("larger text has higher rows, and the same one at the top", test_text_size);
  ADD ("dense rows are lower, and there are more of them", test_dense);
  ADD ("ticked rows are exported with the titles of what is shown", test_export);
  ADD ("what moves while it is exported is neither lost nor taken for another", test_export_moved);
  ADD ("nothing that is exported is a formula", test_export_formula);
  return g_test_run ();
}
