/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-columns.h"

static const YyqTableColumn columns[] = {
  { .title = "Number", .width = 100, .rank = 2 },
  { .title = "Title", .width = 150, .expand = TRUE },
  { .title = "Initiator", .width = 80, .rank = 3 },
  { .title = "Time", .width = 120, .rank = 1 },
  { .title = "State", .width = 100 },
};

enum {
  NUMBER,
  TITLE,
  INITIATOR,
  TIME,
  STATE
};

#define ALL_NEED (100 + 150 + 80 + 120 + 100)

static YyqTableColumns *
new_columns (void)
{
  return yyq_table_columns_new (columns, G_N_ELEMENTS (columns));
}

static gboolean
is_shown (YyqTableColumns *self, guint index)
{
  return yyq_table_columns_get_indexed (self, index)->shown;
}

static int
width_of (YyqTableColumns *self, guint index)
{
  return yyq_table_columns_get_indexed (self, index)->w;
}

static void
test_rank (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_lay_out (self, ALL_NEED, 1);
  g_assert_cmpuint (yyq_table_columns_get_n_without_room (self), ==, 0);
  yyq_table_columns_lay_out (self, ALL_NEED - 1, 1);
  g_assert_false (is_shown (self, INITIATOR));
  g_assert_true (is_shown (self, NUMBER));
  yyq_table_columns_lay_out (self, ALL_NEED - 81, 1);
  g_assert_false (is_shown (self, NUMBER));
  g_assert_true (is_shown (self, TIME));
  g_assert_cmpuint (yyq_table_columns_get_n_without_room (self), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_assert_cmpint (width_of (self, i), >=, is_shown (self, i) ? columns[i].width : 0);
}

static void
test_always (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_lay_out (self, 100, 1);
  g_assert_true (is_shown (self, TITLE));
  g_assert_true (is_shown (self, STATE));
  g_assert_false (is_shown (self, TIME));
  g_assert_cmpint (width_of (self, TITLE), ==, 150);
  g_assert_cmpint (yyq_table_columns_get_total (self), ==, 250);
}

static void
test_rest (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_lay_out (self, ALL_NEED + 70, 1);
  g_assert_cmpint (width_of (self, TITLE), ==, 220);
  g_assert_cmpint (width_of (self, NUMBER), ==, 100);
  yyq_table_columns_resize (self, TITLE, 160);
  yyq_table_columns_lay_out (self, ALL_NEED + 70, 1);
  g_assert_cmpint (width_of (self, TITLE), ==, 160);
}

static void
test_text_size (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_lay_out (self, ALL_NEED, 1.5);
  g_assert_cmpint (width_of (self, STATE), ==, 150);
  g_assert_false (is_shown (self, INITIATOR));
}

static void
test_move (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_add_menu (self);
  yyq_table_columns_add_check (self);
  g_assert_cmpint (yyq_table_columns_get_place (self, 0)->column->kind, ==, YYQ_CELL_CHECK);
  g_assert_cmpint (yyq_table_columns_get_place (self, 6)->column->kind, ==, YYQ_CELL_MENU);
  g_assert_false (yyq_table_columns_can_move (self, 1, 0));
  g_assert_false (yyq_table_columns_can_move (self, 0, 1));
  g_assert_false (yyq_table_columns_can_move (self, 5, 6));
  g_assert_true (yyq_table_columns_can_move (self, 5, 1));
  yyq_table_columns_move (self, 5, 1);
  g_assert_cmpuint (yyq_table_columns_get_place (self, 1)->index, ==, STATE);
  g_assert_cmpuint (yyq_table_columns_get_place (self, 2)->index, ==, NUMBER);
  yyq_table_columns_lay_out (self, 1000, 1);
  g_assert_true (yyq_table_columns_get_at (self, 50) == yyq_table_columns_get_place (self, 1));
}

static void
test_end (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_keep_end (self, 40);
  yyq_table_columns_lay_out (self, ALL_NEED + 40, 1);
  g_assert_cmpuint (yyq_table_columns_get_n_without_room (self), ==, 0);
  g_assert_null (yyq_table_columns_get_at (self, ALL_NEED + 1));
  g_assert_cmpint (yyq_table_columns_get_total (self), ==, ALL_NEED + 40);
  yyq_table_columns_lay_out (self, ALL_NEED + 39, 1);
  g_assert_cmpuint (yyq_table_columns_get_n_without_room (self), ==, 1);
}

static void
test_put_away (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();

  yyq_table_columns_set_wanted (self, TIME, FALSE);
  yyq_table_columns_set_wanted (self, STATE, FALSE);
  yyq_table_columns_lay_out (self, ALL_NEED, 1);
  g_assert_false (is_shown (self, TIME));
  g_assert_true (is_shown (self, STATE));
  /* It is not missed for want of room. */
  g_assert_cmpuint (yyq_table_columns_get_n_without_room (self), ==, 0);
  yyq_table_columns_reset (self);
  yyq_table_columns_lay_out (self, ALL_NEED, 1);
  g_assert_true (is_shown (self, TIME));
}

static void
test_stored (void)
{
  g_autoptr (YyqTableColumns) before = new_columns ();
  g_autoptr (YyqTableColumns) after = new_columns ();
  g_autoptr (GVariant) stored = NULL;

  yyq_table_columns_move (before, STATE, 0);
  yyq_table_columns_resize (before, 1, 140);
  yyq_table_columns_set_wanted (before, INITIATOR, FALSE);
  stored = g_variant_ref_sink (yyq_table_columns_store (before));
  yyq_table_columns_restore (after, stored);
  yyq_table_columns_lay_out (after, ALL_NEED, 1);
  g_assert_cmpuint (yyq_table_columns_get_place (after, 0)->index, ==, STATE);
  g_assert_cmpint (width_of (after, NUMBER), ==, 140);
  g_assert_cmpint (width_of (after, TITLE), >, 150);
  g_assert_false (is_shown (after, INITIATOR));
}

/* Another version of the program knew other columns, or somebody has edited the settings. */
static void
test_stored_elsewhere (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();
  g_autoptr (GVariant) stored =
    g_variant_ref_sink (g_variant_new_parsed ("[('Gone', 70, true), ('State', 0, false), "
                                              "('Time', -5, true), ('State', 1, true)]"));

  yyq_table_columns_restore (self, stored);
  yyq_table_columns_lay_out (self, ALL_NEED, 1);
  g_assert_cmpuint (yyq_table_columns_get_place (self, 0)->index, ==, STATE);
  g_assert_cmpuint (yyq_table_columns_get_place (self, 1)->index, ==, TIME);
  g_assert_cmpuint (yyq_table_columns_get_place (self, 2)->index, ==, NUMBER);
  g_assert_true (is_shown (self, STATE));
  g_assert_cmpint (width_of (self, STATE), ==, 100);
  g_assert_cmpint (width_of (self, TIME), ==, 120);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_sort (void)
{
  g_autoptr (YyqTableColumns) self = new_columns ();
  gboolean descending = TRUE;
  guint n_changes = 0;

  g_signal_connect_swapped (self, "sort-changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_null (yyq_table_columns_get_sort (self, &descending));
  g_assert_false (descending);
  yyq_table_columns_sort_by (self, "title", TRUE);
  yyq_table_columns_sort_by (self, "title", TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (yyq_table_columns_get_sort (self, &descending), ==, "title");
  g_assert_true (descending);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/table-columns/they go by their rank before any of them is narrower",
                   test_rank);
  g_test_add_func ("/client/table-columns/those without a rank stay, whether they fit or not",
                   test_always);
  g_test_add_func ("/client/table-columns/the rest of the room goes to those that take it",
                   test_rest);
  g_test_add_func ("/client/table-columns/larger text has wider columns", test_text_size);
  g_test_add_func ("/client/table-columns/one is moved, but not over the box and the button",
                   test_move);
  g_test_add_func ("/client/table-columns/the button at the end lies over no column", test_end);
  g_test_add_func ("/client/table-columns/one is put away, but not one that stays", test_put_away);
  g_test_add_func ("/client/table-columns/what a person wants comes back", test_stored);
  g_test_add_func ("/client/table-columns/what is stored of other columns does no harm",
                   test_stored_elsewhere);
  g_test_add_func ("/client/table-columns/another order is told once", test_sort);
  return g_test_run ();
}
