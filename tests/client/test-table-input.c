/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-settings.h"
#include "yyq-table-header.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-input.h"
#include "yyq-test-table.h"
#include "yyq-test-wait.h"

#define N_ROWS 1000
#define WIDTH 800

static void
set_up (YyqTestTable *self, gconstpointer data)
{
  yyq_test_table_set_up (self, N_ROWS, WIDTH);
  yyq_test_wait_while (!gtk_window_is_active (GTK_WINDOW (self->window)));
}

static void
tear_down (YyqTestTable *self, gconstpointer data)
{
  yyq_test_table_tear_down (self);
}

static void
press (YyqTestTable *self, guint keyval, GdkModifierType modifiers)
{
  yyq_test_input_key (self->window, keyval, modifiers);
}

static guint
cursor (YyqTestTable *self)
{
  return yyq_table_body_get_cursor (self->body);
}

static void
wait_for_cursor (YyqTestTable *self, guint position)
{
  yyq_test_wait_while (cursor (self) != position);
  yyq_test_wait_while (
    !gtk_widget_has_focus (GTK_WIDGET (yyq_table_body_find_row (self->body, position))));
}

static guint
n_ticked (YyqTestTable *self)
{
  return yyq_table_selection_get_n (yyq_table_get_selection (self->table));
}

static GtkWidget *
header_of (YyqTestTable *self)
{
  return yyq_test_find_widget (GTK_WIDGET (self->table), YYQ_TYPE_TABLE_HEADER);
}

static GtkWidget *
title_of (YyqTestTable *self, guint index)
{
  return yyq_table_header_get_title (YYQ_TABLE_HEADER (header_of (self)), index);
}

static void
click (YyqTestTable *self, guint button, guint position, guint index)
{
  double x;
  double y;

  yyq_test_table_find_cell (self, position, index, &x, &y);
  yyq_test_input_click (GTK_WIDGET (self->body), button, x, y);
}

/* Keys */

static void
test_moves (YyqTestTable *self, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_Down, 0);
  wait_for_cursor (self, 1);
  press (self, GDK_KEY_End, 0);
  wait_for_cursor (self, N_ROWS - 1);
  press (self, GDK_KEY_Page_Up, 0);
  yyq_test_wait_while (cursor (self) >= N_ROWS - 3);
  g_assert_cmpuint (cursor (self), >, N_ROWS - 20);
  press (self, GDK_KEY_Home, 0);
  wait_for_cursor (self, 0);
  press (self, GDK_KEY_Up, 0);
  press (self, GDK_KEY_Down, 0);
  wait_for_cursor (self, 1);
  g_assert_cmpuint (n_ticked (self), ==, 0);
}

static void
test_stops (YyqTestTable *self, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  GtkWidget *body = GTK_WIDGET (self->body);

  gtk_widget_grab_focus (body);
  press (self, GDK_KEY_Tab, GDK_SHIFT_MASK);
  yyq_test_wait_while (gtk_window_get_focus (window) != title_of (self, YYQ_TEST_CHECK));
  press (self, GDK_KEY_Right, 0);
  yyq_test_wait_while (gtk_window_get_focus (window) != title_of (self, YYQ_TEST_NUMBER));
  press (self, GDK_KEY_Tab, 0);
  yyq_test_wait_while (gtk_widget_get_focus_child (body) == NULL);
  press (self, GDK_KEY_Tab, GDK_SHIFT_MASK);
  yyq_test_wait_while (gtk_widget_get_focus_child (header_of (self)) == NULL);
}

static void
test_ticks (YyqTestTable *self, gconstpointer data)
{
  YyqTableSelection *selection = yyq_table_get_selection (self->table);

  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_space, 0);
  yyq_test_wait_while (n_ticked (self) != 1);
  press (self, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (self, GDK_KEY_Down, GDK_SHIFT_MASK);
  yyq_test_wait_while (n_ticked (self) != 3);
  press (self, GDK_KEY_Up, GDK_SHIFT_MASK);
  yyq_test_wait_while (n_ticked (self) != 2);
  g_assert_true (yyq_table_selection_contains (selection, 1));
  press (self, GDK_KEY_a, GDK_CONTROL_MASK);
  yyq_test_wait_while (n_ticked (self) != N_ROWS);
  press (self, GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  yyq_test_wait_while (n_ticked (self) != 0);
}

static void
test_enter (YyqTestTable *self, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_Down, 0);
  press (self, GDK_KEY_Return, 0);
  yyq_test_wait_while (self->activated != 1);
}

static void
test_menu_key (YyqTestTable *self, gconstpointer data)
{
  GtkWidget *popover;

  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_Down, 0);
  press (self, GDK_KEY_F10, GDK_SHIFT_MASK);
  yyq_test_wait_while (self->asked_menu == NULL);
  g_assert_cmpstr (gtk_string_object_get_string (self->asked_menu), ==, "Row 2");
  popover = yyq_test_find_widget (GTK_WIDGET (self->table), GTK_TYPE_POPOVER_MENU);
  yyq_test_wait_while (!gtk_widget_get_mapped (popover));
  press (self, GDK_KEY_Escape, 0);
  yyq_test_wait_while (gtk_widget_get_mapped (popover));
  wait_for_cursor (self, 1);
}

/* Scrolled away by the wheel: the next key goes on from where the keyboard is. */
static void
test_out_of_sight (YyqTestTable *self, gconstpointer data)
{
  GtkAdjustment *vertical = yyq_test_table_get_vertical (self);

  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_Down, 0);
  wait_for_cursor (self, 1);
  gtk_adjustment_set_value (vertical, 5000);
  yyq_test_table_settle (self);
  g_assert_null (yyq_table_body_find_row (self->body, 1));
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (self->body)));
  press (self, GDK_KEY_Down, 0);
  wait_for_cursor (self, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (vertical), <, 200);
}

static void
test_none (YyqTestTable *self, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_Down, 0);
  wait_for_cursor (self, 1);
  yyq_test_rows_replace (self->rows, 1, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (self->body)));
  press (self, GDK_KEY_Down, 0);
  yyq_test_rows_replace (self->rows, 1, 3);
  wait_for_cursor (self, 0);
}

/* A row that changes where it is keeps the keyboard, and the view stays where it is. */
static void
test_row_changes (YyqTestTable *self, gconstpointer data)
{
  GtkWidget *row;

  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  press (self, GDK_KEY_Down, 0);
  wait_for_cursor (self, 1);
  row = gtk_window_get_focus (GTK_WINDOW (self->window));
  gtk_adjustment_set_value (yyq_test_table_get_vertical (self), 5000);
  g_list_model_items_changed (G_LIST_MODEL (self->rows), 1, 1, 1);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == row);
  g_assert_cmpfloat (gtk_adjustment_get_value (yyq_test_table_get_vertical (self)), ==, 5000);
}

static void
test_header_keys (YyqTestTable *self, gconstpointer data)
{
  YyqTableColumns *columns = yyq_table_get_columns (self->table);
  const int before = yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER)->w;

  gtk_widget_grab_focus (title_of (self, YYQ_TEST_NUMBER));
  press (self, GDK_KEY_Right, GDK_SHIFT_MASK);
  yyq_test_wait_while (yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER)->w <= before);
  press (self, GDK_KEY_Right, GDK_CONTROL_MASK);
  yyq_test_wait_while (yyq_table_columns_get_place (columns, 2)->index != YYQ_TEST_NUMBER);
  press (self, GDK_KEY_Return, 0);
  yyq_test_wait_while (self->n_sorted != 1);
}

/* Pointer */

static void
test_click (YyqTestTable *self, gconstpointer data)
{
  click (self, GDK_BUTTON_PRIMARY, 3, YYQ_TEST_NAME);
  wait_for_cursor (self, 3);
  g_assert_cmpuint (n_ticked (self), ==, 0);
  g_assert_cmpuint (self->activated, ==, GTK_INVALID_LIST_POSITION);
  click (self, GDK_BUTTON_PRIMARY, 3, YYQ_TEST_NAME);
  yyq_test_wait_while (self->activated != 3);
}

static void
test_click_ticks (YyqTestTable *self, gconstpointer data)
{
  YyqTableSelection *selection = yyq_table_get_selection (self->table);

  click (self, GDK_BUTTON_PRIMARY, 2, YYQ_TEST_CHECK);
  yyq_test_wait_while (!yyq_table_selection_contains (selection, 2));
  click (self, GDK_BUTTON_PRIMARY, 4, YYQ_TEST_CHECK);
  yyq_test_wait_while (!yyq_table_selection_contains (selection, 4));
  /* Another row is looked at: what is ticked stays. */
  click (self, GDK_BUTTON_PRIMARY, 5, YYQ_TEST_NAME);
  wait_for_cursor (self, 5);
  g_assert_cmpuint (n_ticked (self), ==, 2);
  click (self, GDK_BUTTON_PRIMARY, 2, YYQ_TEST_CHECK);
  yyq_test_wait_while (n_ticked (self) != 1);
}

static void
test_click_link (YyqTestTable *self, gconstpointer data)
{
  double x;
  double y;

  click (self, GDK_BUTTON_PRIMARY, 1, YYQ_TEST_ACTION);
  yyq_test_wait_while (self->n_acted != 1);
  g_assert_cmpuint (self->activated, ==, GTK_INVALID_LIST_POSITION);
  /* Let go elsewhere it was not meant. */
  yyq_test_table_find_cell (self, 4, YYQ_TEST_ACTION, &x, &y);
  yyq_test_input_point (GTK_WIDGET (self->body), x, y);
  yyq_test_input_button (GTK_WIDGET (self->body), GDK_BUTTON_PRIMARY, TRUE);
  wait_for_cursor (self, 4);
  yyq_test_input_point (GTK_WIDGET (self->body), x - 150, y);
  yyq_test_input_button (GTK_WIDGET (self->body), GDK_BUTTON_PRIMARY, FALSE);
  click (self, GDK_BUTTON_PRIMARY, 2, YYQ_TEST_NAME);
  wait_for_cursor (self, 2);
  g_assert_cmpuint (self->n_acted, ==, 1);
}

static void
close_menu (YyqTestTable *self)
{
  GtkWidget *popover = yyq_test_find_widget (GTK_WIDGET (self->table), GTK_TYPE_POPOVER_MENU);

  yyq_test_wait_while (!gtk_widget_get_mapped (popover));
  gtk_popover_popdown (GTK_POPOVER (popover));
  yyq_test_wait_while (gtk_widget_get_mapped (popover));
}

/* The menu had the pointer for itself, and the display is not at once aware that it is gone. */
static gboolean
feels_pointer (YyqTestTable *self, guint position, guint index)
{
  static int step;
  double x;
  double y;

  yyq_test_table_find_cell (self, position, index, &x, &y);
  yyq_test_input_point (GTK_WIDGET (self->body), x + step++ % 4, y);
  return gtk_widget_get_cursor (GTK_WIDGET (self->body)) != NULL;
}

static void
test_click_menu (YyqTestTable *self, gconstpointer data)
{
  click (self, GDK_BUTTON_SECONDARY, 2, YYQ_TEST_NAME);
  yyq_test_wait_while (self->asked_menu == NULL);
  g_assert_cmpstr (gtk_string_object_get_string (self->asked_menu), ==, "Row 3");
  close_menu (self);
  wait_for_cursor (self, 2);
  yyq_test_wait_while (!feels_pointer (self, 1, YYQ_TEST_MENU));
  g_clear_object (&self->asked_menu);
  click (self, GDK_BUTTON_PRIMARY, 1, YYQ_TEST_MENU);
  yyq_test_wait_while (self->asked_menu == NULL);
  g_assert_cmpstr (gtk_string_object_get_string (self->asked_menu), ==, "Row 2");
  /* It has the pointer for itself, and would keep it beyond the end of its window. */
  close_menu (self);
}

static void
drag (GtkWidget *widget, double from, double to, double y)
{
  yyq_test_input_point (widget, from, y);
  yyq_test_input_button (widget, GDK_BUTTON_PRIMARY, TRUE);
  for (int i = 1; i <= 4; i++)
    yyq_test_input_point (widget, from + (to - from) * i / 4, y);
}

static void
test_drag_edge (YyqTestTable *self, gconstpointer data)
{
  YyqTableColumns *columns = yyq_table_get_columns (self->table);
  const YyqTablePlace number = *yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER);
  const double edge = number.x + number.w;
  YyqTestTable again = { 0 };

  drag (header_of (self), edge, edge + 40, 15);
  yyq_test_wait_while (yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER)->w !=
                       number.w + 40);
  yyq_test_input_button (header_of (self), GDK_BUTTON_PRIMARY, FALSE);
  g_assert_cmpuint (self->n_sorted, ==, 0);
  /* It is remembered, by the next table of this name. */
  gtk_window_destroy (GTK_WINDOW (self->window));
  yyq_test_table_set_up (&again, 10, WIDTH);
  columns = yyq_table_get_columns (again.table);
  g_assert_cmpint (yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER)->w, ==, number.w + 40);
  yyq_test_finalize (g_steal_pointer (&self->rows));
  *self = again;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* However long it takes, and wherever it pauses: each writing goes to the disk. */
static void
test_drag_once (YyqTestTable *self, gconstpointer data)
{
  YyqTableColumns *columns = yyq_table_get_columns (self->table);
  const YyqTablePlace number = *yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER);
  const double edge = number.x + number.w;
  g_autoptr (GSettings) settings = yyq_settings_new ();
  guint n_written = 0;

  g_signal_connect_swapped (settings, "changed::tables", G_CALLBACK (count_cb), &n_written);
  drag (header_of (self), edge, edge + 24, 15);
  yyq_test_wait_while (yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER)->w !=
                       number.w + 24);
  yyq_test_turn_for (1000);
  yyq_test_input_point (header_of (self), edge + 32, 15);
  yyq_test_wait_while (yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER)->w !=
                       number.w + 32);
  yyq_test_turn_for (1000);
  g_assert_cmpuint (n_written, ==, 0);
  yyq_test_input_button (header_of (self), GDK_BUTTON_PRIMARY, FALSE);
  yyq_test_wait_while (n_written == 0);
  yyq_test_turn_for (1000);
  g_assert_cmpuint (n_written, ==, 1);
}

static void
test_drag_title (YyqTestTable *self, gconstpointer data)
{
  YyqTableColumns *columns = yyq_table_get_columns (self->table);
  const YyqTablePlace number = *yyq_table_columns_get_indexed (columns, YYQ_TEST_NUMBER);
  const YyqTablePlace state = *yyq_table_columns_get_indexed (columns, YYQ_TEST_STATE);

  drag (header_of (self), number.x + 30, state.x + state.w, 15);
  yyq_test_wait_while (yyq_table_columns_get_place (columns, 3)->index != YYQ_TEST_NUMBER);
  yyq_test_input_button (header_of (self), GDK_BUTTON_PRIMARY, FALSE);
  click (self, GDK_BUTTON_PRIMARY, 2, YYQ_TEST_NAME);
  wait_for_cursor (self, 2);
  /* A title that was dragged was not clicked. */
  g_assert_cmpuint (self->n_sorted, ==, 0);
}

static void
test_click_title (YyqTestTable *self, gconstpointer data)
{
  const YyqTablePlace *name =
    yyq_table_columns_get_indexed (yyq_table_get_columns (self->table), YYQ_TEST_NAME);

  yyq_test_input_click (header_of (self), GDK_BUTTON_PRIMARY, name->x + 30, 15);
  yyq_test_wait_while (self->n_sorted != 1);
}

#define ADD(name, test) \
  g_test_add ("/client/table-input/" name, YyqTestTable, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("keys move the cursor, and tick nothing", test_moves);
  ADD ("titles and rows are one stop of Tab each", test_stops);
  ADD ("keys tick rows", test_ticks);
  ADD ("Enter opens the row of the cursor", test_enter);
  ADD ("Shift and F10 open the menu of the row, which gives the keyboard back", test_menu_key);
  ADD ("a row out of sight keeps the keyboard", test_out_of_sight);
  ADD ("without rows the keyboard stays, and goes to the first one that comes", test_none);
  ADD ("a row that changes keeps the keyboard", test_row_changes);
  ADD ("keys in the titles move, widen and sort", test_header_keys);
  ADD ("a click puts the cursor on a row, and two open it", test_click);
  ADD ("a click on the box ticks, and another row does not untick", test_click_ticks);
  ADD ("a link acts when it is let go where it was pressed", test_click_link);
  ADD ("the other button, and the button at the end, open the menu", test_click_menu);
  ADD ("an edge that is dragged makes a column wider, for next time too", test_drag_edge);
  ADD ("what is dragged is remembered once, when it is let go", test_drag_once);
  ADD ("a title that is dragged moves its column", test_drag_title);
  ADD ("a title that is clicked sorts", test_click_title);
  return g_test_run ();
}
