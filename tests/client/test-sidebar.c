/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-sidebar.h"
#include "yyq-test-find-widget.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *sidebar;
  GtkWidget *list;
  GPtrArray *chosen; /* (element-type utf8): chapters, in the order in which they were asked for */
} Fixture;

static void
chosen_cb (Fixture *fixture, const char *name)
{
  g_ptr_array_add (fixture->chosen, g_strdup (name));
}

/* Without its action the account's button takes no focus. */
static void
add_action (GtkWidget *window)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-page", G_VARIANT_TYPE_STRING);

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (window, "app", G_ACTION_GROUP (actions));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->chosen = g_ptr_array_new_with_free_func (g_free);
  fixture->window = adw_window_new ();
  add_action (fixture->window);
  fixture->sidebar = g_object_new (YYQ_TYPE_SIDEBAR, NULL);
  fixture->list = yyq_test_find_widget (fixture->sidebar, GTK_TYPE_LIST_BOX);
  g_signal_connect_swapped (fixture->sidebar, "selected", G_CALLBACK (chosen_cb), fixture);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->sidebar);
  yyq_sidebar_select (YYQ_SIDEBAR (fixture->sidebar), "home");
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->chosen);
}

static GtkWidget *
row_at (Fixture *fixture, int index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (fixture->list), index));
}

static GtkWidget *
focus (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
go_down (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), row_at (fixture, 0));
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (focus (fixture), fixture->sidebar));
  g_assert_false (gtk_widget_is_ancestor (focus (fixture), fixture->list));
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD));
  g_assert_true (focus (fixture) == row_at (fixture, 0));
  g_assert_cmpuint (fixture->chosen->len, ==, 0);
}

static void
test_arrows (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), row_at (fixture, 0));
  go_down (fixture);
  g_assert_true (focus (fixture) == row_at (fixture, 1));
  g_assert_true (gtk_list_box_get_selected_row (GTK_LIST_BOX (fixture->list)) ==
                 GTK_LIST_BOX_ROW (row_at (fixture, 0)));
  g_assert_cmpuint (fixture->chosen->len, ==, 0);
}

static void
test_activate (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), row_at (fixture, 0));
  go_down (fixture);
  g_signal_emit_by_name (fixture->list, "activate-cursor-row");
  g_assert_cmpuint (fixture->chosen->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->chosen, 0), ==, "contracts");
}

static void
test_screen_reader (Fixture *fixture, gconstpointer data)
{
  gtk_list_box_select_row (GTK_LIST_BOX (fixture->list), GTK_LIST_BOX_ROW (row_at (fixture, 1)));
  g_assert_cmpuint (fixture->chosen->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->chosen, 0), ==, "contracts");
}

static void
test_badge (Fixture *fixture, gconstpointer data)
{
  GtkAccessible *row = GTK_ACCESSIBLE (row_at (fixture, 1));

  yyq_sidebar_set_badge (YYQ_SIDEBAR (fixture->sidebar), "contracts", 7, "7 to sign");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Contracts, 7 to sign");
  yyq_sidebar_set_badge (YYQ_SIDEBAR (fixture->sidebar), "contracts", 0, "0 to sign");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Contracts");
}

#define ADD(name, test) g_test_add ("/client/sidebar/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("the chapters are one stop of the Tab key, and passing by chooses none", test_tab);
  ADD ("the arrows go over the chapters, and the one that is shown stays marked", test_arrows);
  ADD ("Enter chooses the chapter that has the focus", test_activate);
  ADD ("a badge is in the name of its row", test_badge);
  ADD ("a screen reader that selects a chapter chooses it", test_screen_reader);
  return g_test_run ();
}
